"""Complaints: what was promised by when, what solved it, and whether all is well after."""
