"""Painted charts: plain data in, a drawing out, for a widget or for paper. They know no records, money or days."""
