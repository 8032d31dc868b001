"""Keep in touch: whom to come back to."""
