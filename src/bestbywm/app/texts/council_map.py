"""The map of the councils, and the panel of one of them."""

TITLE = "Map of the councils"

NOT_PUBLISHED = "Nothing was published for single councils in {wave}."
NO_COUNCIL = (
    "Choose a council to see its answers, its examples of good practice, and its profile. "
    "Type its name above, or click it on the map. The key lists every council with its figure."
)
LOOK_AT_ONE = "Look at one council"
CLICK_OR_TYPE = "Click on the map, or type a name"
OPEN_PROFILE = "Open the profile of {council}"
SHOW_ONLY = "Show only {council} on all pages"

EXAMPLES = "**{examples} of good practice**"
NONE_FOUND = "None was found on public pages. That does not mean that there is none."
YEAR = ", {year}"
JOINT = ", joint project of {partners} councils"
