"""A room on paper: what it says, its charts and its whole tables, always light and with text at 100 %."""
