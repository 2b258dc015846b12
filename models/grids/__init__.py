"""Tables of a plan laid out as rows and columns of numbers: pure functions, no words, no Qt."""
