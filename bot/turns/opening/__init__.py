"""What a coach sees of somebody, and what she writes down."""
