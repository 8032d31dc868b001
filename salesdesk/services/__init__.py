"""The verbs: one module a subject. Only these open a unit of work."""
