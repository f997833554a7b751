"""WELCOMES: the first screen, guests, the agreement, who comes by a link, the first days."""
