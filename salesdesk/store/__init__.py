"""The memory: one SQLite file, the log of every change, and what is derived from both."""
