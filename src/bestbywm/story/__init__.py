"""Storylines: which findings are told in which order, ready ones and own ones."""
