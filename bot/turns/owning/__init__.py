"""What is a person's own: their data, their screen, their stop words."""
