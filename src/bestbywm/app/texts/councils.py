"""The page with councils side by side."""

TITLE = "Councils side by side"

NOT_PUBLISHED = "No council's answers of {wave} were published. Choose another wave."

BESIDE_IT = "Set beside it (up to {most})"
FIND_COUNCILS = "Type to find councils"
BY_NAME = "Name"
