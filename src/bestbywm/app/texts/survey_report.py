"""The check report of a file."""

TITLE = "5. Check report"
FOUND = "What was found ({number:,})"
PART = "Part of the list, of {parts}"

WHAT = "What"
WHERE = "Where"
VALUE = "Value"
EXPECTED = "Expected"
DONE = "Done"
COLUMN = "Column {letters}{heading}, {rows}"
HEADING = " “{heading}”"

AS_CSV = "Report (CSV)"
AS_TEXT = "Report (text)"
SET_ASIDE = "Rows set aside (CSV)"
