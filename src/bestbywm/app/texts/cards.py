"""What stands on every card, and beside headline figures."""

SHOW_AS = "Show as"
