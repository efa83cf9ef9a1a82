"""The page on what can be said."""

TITLE = "What you can say"

ABOUT = (
    "Here is each published figure, and each claim that compares figures. You see whether the data "
    "bear it out. You get a sentence that is safe to copy, and words to avoid."
)
NOTHING_FITS = "No figure or claim fits. Choose another verdict, or search for other words."

FIND = "Find"
SUCH_AS = "Such as training"
VERDICT = "Verdict"
EVERY_WAVE = "All"

ON_THIS_PAGE = "{first} to {last} of {all}. {mark} {meaning}."
COUNTS = "Counts {unit}. {rests_on}."
SOURCE = "source"
YOU_CAN_SAY = "**You can say**"
BETTER_NOT = "**Better not:** “{words}”: {why}"

SHOW_AS_A_TABLE = "Show as a table"
