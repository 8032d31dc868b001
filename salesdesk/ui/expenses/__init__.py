"""The expenses page: what is spent to win and keep customers, and what it comes to."""
