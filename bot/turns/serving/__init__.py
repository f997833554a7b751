"""Duty: who is on, who hands over to whom, whose people are whose."""
