"""Small widgets that several rooms share."""
