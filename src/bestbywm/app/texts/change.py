"""The page on what changed between two waves."""

TITLE = "What changed"

ABOUT = (
    "How the answers of {waves} differ, and whether the difference is more than chance. A measure "
    "is compared only where both waves have a figure with its count."
)
ONE_WAVE = "There is one wave so far, {wave}. What changed can be shown once there is a second one."
NO_FIGURE = "Nobody here has a figure in {before} or {after}. Choose more councils or other waves."
TOTALS_ONLY = (
    "For {waves}, only totals for the whole region were published. They do not show which type of "
    "council or which council changed."
)

SHOW = "Show"
ALL_MEASURES = "All measures together"
BY_TYPE = "One measure, by type of council"
BY_COUNCIL = "One measure, by council"
