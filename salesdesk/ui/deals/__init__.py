"""The pipeline: a board of deals, and beside it the one in front."""
