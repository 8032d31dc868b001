"""The window: the face that a seller works in all day. The only package that knows Qt."""
