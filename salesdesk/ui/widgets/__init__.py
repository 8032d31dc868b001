"""The small parts that pages are made of: chips, cards, fields, lists of two lines. They know no records."""
