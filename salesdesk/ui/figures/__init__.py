"""A figure opens its working wherever it is shown: a panel beside it, for every page."""
