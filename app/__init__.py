"""Windows, views, jobs, the command line and every word the user reads."""
