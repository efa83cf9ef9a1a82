"""A dashboard of a region's social media survey."""

__version__ = "0.1.0"
