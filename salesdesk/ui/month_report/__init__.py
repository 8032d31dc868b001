"""The month to hang up: a page or two on paper, offered by the goals and by the insights."""
