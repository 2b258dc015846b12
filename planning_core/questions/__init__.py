"""What is asked of the model: pure functions that call the projection; nothing below calls them."""
