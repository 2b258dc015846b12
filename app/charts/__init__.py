"""Charts: series are computed by plain functions, and drawn by one component."""
