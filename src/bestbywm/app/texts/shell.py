"""What is said of the dashboard where somebody shares a link to it."""

DESCRIPTION = "{survey}: charts, a map of {councils} councils, and every figure with its source."
