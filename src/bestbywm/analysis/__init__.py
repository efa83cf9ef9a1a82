"""Figures computed from the survey: nothing in this package draws or reads files."""
