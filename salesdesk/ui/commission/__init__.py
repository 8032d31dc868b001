"""What the seller earns, in the window."""
