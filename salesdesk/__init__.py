"""Salesdesk: prospects, follow-ups, complaints and goals of a self-employed field seller, offline."""

__version__ = "0.1.0"
