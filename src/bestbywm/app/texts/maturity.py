"""The page on maturity."""

TITLE = "Maturity"

ABOUT = (
    "How far has each council come with social media? The index puts several answers on one "
    "scale from 0 to 100. It is our own and was not part of the survey."
)
NO_INDEX = "This region's data have no maturity index."
TOO_LITTLE_PUBLISHED = (
    "For {wave}, too little was published to work out a score. Choose another wave."
)
TOO_LITTLE_ANSWERED = "Too little was answered here for a score."

WEIGHTS = "Weights of the dimensions"
WEIGHTS_CHOSEN = "Weights: chosen here"
ABOUT_WEIGHTS = (
    "A weight says how much a dimension counts. Move one, and the others share what is left in the "
    "proportions they have. The weights are part of the link."
)
RESET_WEIGHTS = "Reset the weights"

LEVELS = "What the levels mean"
LEVEL = "Level"
FROM_SCORE = "From score"
WHAT_IT_IS_LIKE = "What it is like"
NEXT_STEP = "Next step"
