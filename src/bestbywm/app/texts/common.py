"""Labels and sentences that several pages share."""

COUNCIL = "Council"
FIND_A_COUNCIL = "Type to find a council"
FIND_YOUR_COUNCIL = "Type to find your council"
MY_COUNCIL = "My council"

MEASURE = "Measure"
MAP_VIEW = "Map view"
SORT_THE_TABLE = "Sort the table by"
WAVE = "Wave"

FOUND = "{found}."
EXPECTED = "Expected: {expected}."
TO_MEND_IT = "To mend it: {remedy}."
