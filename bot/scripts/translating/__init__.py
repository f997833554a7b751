"""Catalogs: what translators get, what they give back, and what is missing in it."""
