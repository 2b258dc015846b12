"""The planning model: pure functions on frozen values (standard library and numpy only)."""
