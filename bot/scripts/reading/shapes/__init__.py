"""The shape of each kind of file: which names may stand where, and what kind of value belongs to them."""
