"""The formats: what other programs write and read. Knows nothing of the store."""
