"""Saving a survey for the region, and looking after those that were saved."""

TITLE = "Save it for the region"

BY_COMMAND = "Whoever looks after this dashboard can save it with the command line:"
ABOUT_COMMAND = (
    "FILE is the export file, and MAPPING the saved mapping: with it, the file is understood as "
    "you decided here. The command asks nobody to sign in."
)

ARE_YOU_AN_EDITOR = (
    "Editors of this dashboard can save a survey, so that everybody sees it. Are you one? Then "
    "sign in. You need no account if you only want to look."
)
SIGN_IN = "Sign in"
SIGN_IN_WITH = "Sign in with {service}"
NEW_VISIT = (
    "Signing in begins a new visit on the first page. Save your mapping before. Then come back "
    "here and load your file once more."
)
NOT_AN_EDITOR = (
    "You are signed in as {address}, who is not among the editors of this dashboard. You can look "
    "at everything, and use your survey for this visit. To save it, ask whoever looks after the "
    "dashboard to add your address."
)
NOT_CONFIRMED = (
    "You are signed in, but the service did not confirm your e-mail address. To save, have it "
    "confirmed there, or sign in with another account."
)
OFF = "Saving from this page is off: {reason}."
NOBODY_CAN_SIGN_IN = "nobody can sign in here"
PACKAGE_MISSING = (
    'a package for signing in is missing. Install it with: python -m pip install "{packages}"'
)
NO_EDITOR_NAMED = "no editor is named in its secrets"
SIGNED_IN = "Signed in as {address}, an editor."
SIGN_OUT = "Sign out"

PUBLISHED_WAVE = (
    "{wave} is a published wave, which nobody can replace. Give yours another name above, and use "
    "it once more."
)
IS_PUBLISHED = "{wave} is a published wave"
NAME_OF_ITS_OWN = "a name of its own"
GIVE_ANOTHER_NAME = "give the survey another name"
ALREADY_THERE = (
    "The wave is already there: {change}. Saving puts a new version in the place of version "
    "{version}, which is kept."
)
SHOWN_TO_EVERYBODY = "**{title}** ({wave}, {people}) is then shown to everybody."
WHY_CORRECTED = "Why it is corrected"
NOTE_FOR_LOG = "A note for the log (optional)"
SUCH_AS_LATE_ANSWERS = "Such as: two late answers"
SAVE_VERSION = "Save as version {version}"
SAVE = "Save it for the region"
SAVED = "Saved: {change}. From now on, all pages show it to everybody."

SAVED_SURVEYS = "Saved surveys"
NONE_YET = "None was saved yet."
SAVED_SURVEY = "{wave}: {title} (version {version})"
VERSION = "Version"
CURRENT = "{version} (current)"
WHY_RESTORED = "Why it is restored or deleted"
SUCH_AS_ASKED = "Such as: a council asked for it"
LOOK = "Look at it, for this visit"
RESTORE = "Restore version {version}"
DELETE_MENU = "Delete …"
ERASED = (
    "{title} ({wave}), {versions}, is erased for everybody. This cannot be undone. The log keeps "
    "who did it, and why."
)
YES_ERASE = "Yes, erase it"
DELETE = "Delete"

WHAT = "What"
WHO = "Who"
WHEN = "When"
WHY = "Why"
PEOPLE = "People"
FROM_VERSION = "{action} from version {version}"

LOOKED_AT = "All pages now show you version {version} of {wave}, for this visit."
DONE = "Done: {change}."
NOTHING_DELETED = "Nothing was deleted"
TO_BE_TICKED = "“Yes, erase it” to be ticked"
TICK_IT = "tick it"
NOTHING_DONE = "Nothing was done: only an editor who is signed in can do that."
