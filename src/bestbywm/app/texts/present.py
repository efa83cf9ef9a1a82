"""The page that presents."""

TITLE = "Present"

ABOUT = (
    "Choose what to tell. Show it in a meeting, one finding on each screen. Or take it away as "
    "slides, a report, a workbook or pictures. All of them show the same figures."
)
WHAT_TO_TELL = "What to tell"
MINE = "My presentation ({count})"
ABOUT_MINE = "Findings that you added, in your order, with your titles and notes."

CHOOSE_A_COUNCIL = "Choose a council to see what can be told about it."
NOTHING_TO_TELL = "The data have nothing to tell here. Choose another storyline or wave."

SCREEN = "Screen"
FINDING = "Finding"
KIND_OF_DATA = "Kind of data"

TOO_LONG = (
    "Your titles and notes are too long for the address of this page. If you load it again, they "
    "are lost: save your presentation. To show it, download “Meeting mode (one web page)” below."
)
ONLY_HERE = (
    "The address of the meeting mode does not know the survey that you loaded for this visit. To "
    "show it, download “Meeting mode (one web page)” below. Or save the survey for the region "
    "first."
)
START_MEETING = "Start the meeting mode"
ABOUT_MEETING = (
    "The meeting mode opens in a new tab, and works on when the network fails. Arrow keys or "
    "a clicker turn the screens. Esc leaves."
)
OPEN_MINE = "Open my presentation"
ALL_ARE_IN = "All of these findings are in it."
ADD_ALL = "Add all to my presentation"
ABOUT_ADD_ALL = (
    "There you can leave findings out, change their order, and give them titles of your own."
)

TITLE_OF_MINE = "Title of the presentation"
UNDO = "Undo"
ABOUT_UNDO = "Takes back the last change to your presentation."
REMOVE_ALL = "Remove all"
NO_FINDING_YET = (
    "There is no finding in your presentation yet. On any other page, press “Take away” on a card, "
    "then “Add to my presentation”. Or choose a ready storyline above, and then “Add all to my "
    "presentation”."
)
NOT_THERE = "This finding is not there"
OWN_WORDS = "Own title and note"
UP = "Up"
DOWN = "Down"
REMOVE = "Remove"
FINDINGS = "Your findings"
OWN_TITLE = "Own title"
ABOUT_OWN_TITLE = "Stands in place of the headline. The headline then stands under it."
NOTE = "Note"
ABOUT_NOTE = "For whoever speaks: in the notes of the slides, and in the report."

SAVE_OR_OPEN = "Save it, or open a saved one"
SAVE = "Save my presentation"
OPEN_SAVED = "Open a saved presentation (.json)"
ABOUT_OPEN_SAVED = "It takes the place of the one that is here."

TAKE_IT_AWAY = "Take it away"
BRIEFING = "Briefing (PDF)"
BRIEFING_IS_GOOD_FOR = "one council on one or two pages"

SLIDES = "Slides: shape and your own template"
SHAPE = "Shape"
WIDE = "16:9, wide"
FOR_OLD_PROJECTORS = "4:3, for older projectors"
TEMPLATE = "Your council's template (.pptx or .potx)"
ABOUT_TEMPLATE = "Its layouts, fonts, colours and shape are used. Its own slides are left out."
TRYING = "Trying the template …"
FAULT = "{file}: {fault}"
WITHOUT_TEMPLATE = "The slides are made without it."
WITH_TEMPLATE = "The slides will use {file}."

SHARE_IT = "Share it"
LINK_TO_PAGE = "Link to this page"
LINK_TO_MEETING = "Link to the meeting mode"
