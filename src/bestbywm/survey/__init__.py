"""What was asked, what was answered, and what was published."""
