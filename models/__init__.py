"""The open plan: what is remembered, changed, undone and announced."""
