"""The page of insights: how sales go, and why."""
