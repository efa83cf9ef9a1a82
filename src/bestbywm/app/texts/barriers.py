"""The page on barriers."""

TITLE = "What stands in the way"

NOT_ASKED = "This survey did not ask what stands in the way."
NOT_PUBLISHED = "No figures on barriers were published for {wave}."
TOTALS_ONLY = (
    "For {wave}, only totals for the whole region were published. They do not show which type of "
    "council, which council or which pairs."
)
