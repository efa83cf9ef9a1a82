"""The filters, the link, and what stands around every page."""

FILTERS = "Filters"
RESET = "Reset"
ABOUT_RESET = "Back to the first wave and all councils, without choices of any page."
ABOUT_WAVE = "A wave is one round of the survey, mostly named after its year."
FROM = "From"
TO = "To"
OWN = " (own)"
THIS_VISIT = " (this visit)"
TYPE = "Type of council"
ALL_TYPES = "All types"
COUNTY_AREA = "County area"
ALL_AREAS = "All areas"
COUNCILS = "Councils"
COUNTED = "{councils} selected, {answered} answered"

NO_CHANGE_FILTER = (
    "A change can be filtered only where both waves have people's answers of one kind. These two "
    "do not: only totals for the whole region can be compared."
)
NO_FILTER = (
    "The answers of {wave} were published for the whole region only, so they cannot be filtered."
)
SET_ASIDE = "The filters are set aside: {why}"
ONLY_THE_REGION = "these two waves can be compared for the whole region only."
NO_ANSWERS = (
    "nobody's single answers of {wave} were published, only totals for the whole region. Choose "
    "another wave to use them."
)

NO_COUNCIL = "No council passes all filters"
TAKE_ONE_AWAY = "Take one of the filters away, or reset them."

LOST_WAVE = "The wave {lost} is not here any more. {first} is shown."
SHOWN = ":material/visibility: Shown: **{title}** (loaded for this visit)."
STOP_USING = "Stop using it"

NO_DATA = "The data cannot be shown yet"
TO_BE_MENDED = (
    "{problems} must be mended first. Nothing is shown until then, so that no figure is half right."
)
PLACE = "Where: {place}."
MORE_PROBLEMS = "And {number} more of this kind."
READ_AGAIN = "The dashboard reads the files again each time this page is loaded."

FOOTER = (
    "{survey}. Data: Open Government Licence v3.0. {attribution} See “Methods” for every source."
)
ACCESSIBILITY = "Accessibility statement"
