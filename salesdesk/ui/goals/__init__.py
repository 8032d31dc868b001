"""Goals: how each stands, and the form that sets one."""
