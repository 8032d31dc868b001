"""The products page: what the seller sells, for how much, and what is said about it at the stand."""
