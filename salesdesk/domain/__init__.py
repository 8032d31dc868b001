"""The nouns: records, values, rules. No input or output, no Qt, no database session."""
