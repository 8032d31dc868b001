"""The senses: text, codes and cards, taken apart into the fields of a draft."""
