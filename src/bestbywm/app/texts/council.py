"""The page about one council."""

ABOUT = (
    "Choose a council to see where it stands, which councils are like it, what it names as "
    "barriers, and which examples fit. The address of the page then names it, so you can bookmark "
    "it."
)
TOTALS_ONLY = (
    "Only totals for the region were published for {wave}. What else is known about this council "
    "stands below."
)
BESIDE_OTHERS = "Set it beside other councils"

ON_PAPER = "On paper"
SHOW_PRINT_VIEW = "Show the print view"
DOWNLOAD_PRINT_VIEW = "Download the print view"
DOWNLOAD_BRIEFING = "Download the briefing (PDF)"
ABOUT_PAPER = "A4, one or two pages, fit for black and white. The button on it prints it."
