"""The page on good practice."""

TITLE = "Good practice"

ABOUT = (
    "What councils have done, for you to copy. Each example links to a page where you can read "
    "about it and see whom to ask. Every link leads to another website."
)
NO_EXAMPLES = "No examples of good practice were collected for this survey."

FIND_WORDS = "Find words"
WHERE_TO_FIND = "In title, council, theme or channel"
THEME = "Theme"
CHANNEL = "Channel"
YEAR = "Year"
COLLECTION = "Collection"
ALL = "All"
CLEAR = "Clear"
ABOUT_CLEAR = "Take these filters away. Those on councils stay."

NOTHING_PASSES = "No example passes all filters"
TAKE_A_FILTER_AWAY = "Take a filter away. “Clear” takes away all of those above."
ONLY_OF_A_PLACE = (
    "Only examples of {place} are shown. “Reset”, under the filters on councils, takes away every "
    "filter."
)

YEAR_NOT_KNOWN = "year not known"
CHANNEL_NOT_KNOWN = "channel not known"

FUNDED_PROJECTS = "Funded projects"
NOT_NAMED = "who was funded is not named"
