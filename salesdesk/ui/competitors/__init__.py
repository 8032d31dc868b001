"""Competitors: who else sells to the same people."""
