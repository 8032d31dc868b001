"""The command line: the other face, built on the same services as the window."""
