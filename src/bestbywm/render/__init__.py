"""Draws exhibits: as figures on screen, as tables, as files."""
