"""Messages: written from templates, opened as drafts; letters that are dropped."""
