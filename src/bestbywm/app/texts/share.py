"""Sharing a view."""

ONLY_HERE = (
    "This shows the survey that you loaded for this visit. A link would show others what is "
    "published. Take it away as a file, or save the survey for the region first."
)
LINK = "Link"
CODE = "Code to embed it in a web page"
HOW_TO_CITE = "How to cite it"
CITATION = "{survey}{waves}: {headline}. {stamp} {address} (accessed {day})."
