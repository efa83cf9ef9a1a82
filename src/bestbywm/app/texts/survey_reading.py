"""Loading the answers, and what was understood of the file."""

LOAD = "2. Load the answers"
EXPORT_FILE = "Export file of the survey (CSV, XLSX or ODS)"
ABOUT_EXPORT_FILE = (
    "In Microsoft Forms: “Open results in Excel”. In SurveyMonkey: Analyse results, Save as, "
    "Export file, “All responses data”. In Google Forms: Responses, “Download responses (.csv)”. "
    "Load it as it is, unopened."
)
STILL_HERE = "{file}, which you loaded before, is still here."
LOADED = "**Loaded: {file}**"
FORGET = "Forget this file"

PASTE = "Or paste a table"
TABLE = "Table with its headings, copied from a spreadsheet"
ABOUT_TABLE = (
    "Select the cells with the headings in your spreadsheet, copy them, and paste them here. The "
    "text of a CSV file will do as well."
)
READ = "Read what is pasted"
READING = "Reading …"
CHECKING = "Checking …"
DOING = "{what} …"

UNDERSTOOD = "3. What was understood"
LEFT_OUT = "**Left out as personal:** {columns}."
HEADING = "“{heading}”"
LOOKS_LIKE = "This looks like {what}. {why}"
READ_AS = " It was read as {how}."
AN_EXPORT = "an export of {service}"
ROWS_READ = "Rows read"
WITH_HEADINGS = "{rows} with headings"
PEOPLE_USED = "People used"
FROM_COUNCILS = "from {councils}"
ROWS_SET_ASIDE = "Rows set aside"
EACH_WITH_REASON = "each with its reason, below"

NOT_RIGHT = "Not right? Say whose file it is"
SHEET = "Sheet with the answers"
WHOSE = "Whose export it is"
ABOUT_WHOSE = "What you have decided so far stays, as far as it fits."
AS_RECOGNISED = "{service} (as recognised)"
