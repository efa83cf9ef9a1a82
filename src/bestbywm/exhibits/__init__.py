"""Findings: each defined once, and drawn alike on screen, slide, page and sheet."""
