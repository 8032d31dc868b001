"""Bringing a store of an older version up to date, and its old patches with it.

Migrations are Alembic's, numbered and frozen: they never import `domain`. Alembic itself is imported only
when one is due, since the version is read raw.
"""
