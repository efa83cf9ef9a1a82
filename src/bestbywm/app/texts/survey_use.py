"""What somebody says about their survey, how it looks, and using it for the visit."""

ABOUT_SURVEY = "6. About the survey"
NAME = "Name of the wave"
ABOUT_NAME = (
    "Short, such as 2026. It stands in the choice of the wave, in links and in names of files."
)
TITLE = "Title"
ABOUT_TITLE = (
    "Stands above the figures. If you leave it empty: the name of the region’s survey, and the "
    "wave."
)
WHEN = "When it was asked"
ABOUT_WHEN = "In words, such as “May 2026”. If you leave it empty: the name of the wave."
SUCH_AS_MAY = "Such as: May {year}"
MINIMUM = "Hold back opinions of fewer people than"
ABOUT_MINIMUM = (
    "Did you promise people that nobody can tell who said what? Then opinions of a council with "
    "fewer people than this are not shown, nor in any file. 1 shows all."
)
FIRST_DAY = "First day of answers"
LAST_DAY = "Last day of answers"
ABOUT_DAYS = "Leave it empty if you do not know."
INVITED = "Councils that were asked to take part"
ALL_COUNCILS = "All {number} councils of the region"
ABOUT_INVITED = "The response rate is counted by them. Leave it empty if all were asked."
SHOWS_COUNCILS = "Opinions of single councils may be shown"
ABOUT_SHOWS_COUNCILS = (
    "Switch it off if you promised to show results for the whole region only. Maps and council "
    "pages then say that the answers are confidential."
)
SAVED_SURVEY = "survey that was saved"
PUBLISHED_SURVEY = "published survey"
TAKES_PLACE = (
    "There is a {what} with the name {wave}. While you use yours, it takes that one’s place on all "
    "pages. What was published or claimed of it is then not shown. Choose another name to see both."
)
DAYS_MIXED_UP = "The last day is before the first one: neither is used."

PREVIEW = "7. Preview, and use it"
NO_ROW = (
    "No row can be used yet. Look at step 4: which column holds the council, and which columns "
    "hold the answers to questions?"
)
STILL_TO_DECIDE = "{names} still to decide in step 4: without that, these rows stay set aside."
USE = "Use it for this visit"
IS_USED = "All pages show it"
SEE_OVERVIEW = "See the overview"
AS_BEFORE = "All pages show it as it was before. Press the button to show it as it is now."
FOR_YOU_ALONE = (
    "All pages, filters and files then show this survey, for you alone and for this visit."
)
