"""The accessibility statement.

Its form, and a few of its sentences, are laid down for public bodies in the United Kingdom. What
was tested and what is not accessible is put in from ``app/known_gaps.py``, which the tests use.
"""

TITLE = "Accessibility statement"

APPLIES_TO = (
    "This statement applies to the dashboard “{survey}”: its pages, its meeting mode, and the "
    "files that it makes."
)
RUN_BY = "It is run by **{publisher}**. We want as many people as possible to be able to use it."
NOT_NAMED = (
    "**Nobody has said yet who runs this dashboard.** Whoever does must name themselves before "
    "they publish it. Set {publisher} to the name of the organisation."
)
WHAT_YOU_CAN_DO = "That means you should be able to:"
ABILITIES = (
    "change colours: the dashboard follows your system’s light, dark or forced colours",
    "make letters larger: at 400% zoom, text stays in one column and nothing is cut off",
    "space out lines, words and letters as you need them",
    "use every page, and the meeting mode, with a keyboard alone",
    "hear each chart’s finding from a screen reader, and read its figures in a table",
    "reach every council on the map from a list with its figures",
    "take as long as you like: nothing runs out of time",
)
EASIER = (
    "[AbilityNet](https://mcmw.abilitynet.org.uk/) has advice on making your device easier to use "
    "if you have a disability."
)

HOW_ACCESSIBLE = "How accessible this dashboard is"
NOT_FULLY = "We know that some parts are not fully accessible:"

FEEDBACK = "Feedback and contact information"
CONTACT_US = (
    "If you find a problem that is not listed here, or think that we do not meet the accessibility "
    "requirements, tell us: {contact}. Also write there if you need the information in another "
    "form, such as large print or a plain table. Say which page you were on, what you wanted to "
    "do, and what happened."
)
NO_CONTACT = (
    "**No contact has been named yet.** Whoever runs this dashboard must say where problems can be "
    "reported. Set {contact} to an e-mail address, or to the web address of a form that starts "
    "with https://."
)
BAD_PUBLISHER = "{variable} is set, but the name in it is too long. It is not shown."
BAD_CONTACT = (
    "{variable} is set, but it holds neither an e-mail address nor a web address. It is not shown. "
    "Write it like accessibility@example.gov.uk or https://example.gov.uk/contact."
)
BAD_DATE = (
    "{variable} is set, but it does not hold a day that has come. It is not shown. Write it as "
    "year, month and day, like 2026-11-26."
)

ENFORCEMENT = "Enforcement procedure"
ENFORCED_BY = (
    "The Equality and Human Rights Commission (EHRC) enforces the Public Sector Bodies (Websites "
    "and Mobile Applications) (No. 2) Accessibility Regulations 2018 (the “accessibility "
    "regulations”)."
)
NOT_HAPPY = (
    "If you are not happy with how we answer your complaint, contact the "
    "[Equality Advisory and Support Service (EASS)](https://www.equalityadvisoryservice.com/). In "
    "Northern Ireland, contact the "
    "[Equality Commission for Northern Ireland (ECNI)](https://www.equalityni.org/). It enforces "
    "the regulations there."
)

TECHNICAL = "Technical information about this dashboard’s accessibility"
COMMITTED = (
    "{publisher} is committed to making this dashboard accessible, in accordance with the Public "
    "Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018."
)
WHOEVER_RUNS_IT = "Whoever runs it"
STATUS = "Compliance status"
PARTIALLY = (
    "This dashboard is **partially compliant** with the "
    "[Web Content Accessibility Guidelines (WCAG) version 2.2](https://www.w3.org/TR/WCAG22/) AA "
    "standard, due to the non-compliances listed below."
)

NOT_ACCESSIBLE = "Non-accessible content"
REASONS = "The content listed below is non-accessible for the following reasons."
NON_COMPLIANCE = "Non-compliance with the accessibility regulations"
PLATFORM = (
    "The pages are built with Streamlit, which draws their buttons, lists and menus. These gaps "
    "are in Streamlit itself, and it has no setting that closes them. With every change, a test "
    "looks whether each of them is still there."
)
GAP_FAILS = "This fails WCAG 2.2 success criterion {criterion}."
GAP_WAY_ROUND = "What you can do: {way_round}"
GAP_REFERENCE = "[What is known about it]({reference})."
GAP_NOT_REPORTED = "We found no report of it. [Where it comes from]({reference})."

BURDEN = "Disproportionate burden"
NO_BURDEN = "We claim no disproportionate burden."
OUTSIDE = "Content that’s not within the scope of the accessibility regulations"
NOTHING_OUTSIDE = (
    "We claim no exemption. Pages that we link to belong to others, who have their own statements."
)

OTHERS = "Other things you may come upon"
ABOUT_OTHERS = (
    "These fail no success criterion, but you may come upon them. They too are in Streamlit "
    "itself. With every change, a test looks whether each of them is still there."
)

FILES = "Slides, PDF and other files"
ABOUT_FILES = (
    "**PDF** files are tagged and made to the standard PDF/UA-1: headings, tables and alternative "
    "texts are inside. The program that makes them checks this. No second checker, such as "
    "veraPDF, has.",
    "**Slides** (PowerPoint) have titles, alternative texts and real tables, and our tests read "
    "them back. Nobody has run PowerPoint’s own accessibility checker on them. Your council’s "
    "template brings its own colours, which we do not check.",
    "**The report and the meeting mode** are web pages. What is tested on them is said below.",
    "**The workbook** has one named table on each sheet, with a contents sheet and notes.",
    "**Pictures** in SVG hold an alternative text, which a screen reader finds once a browser "
    "opens the file. Pictures in PNG can only be seen. “Take away” has the same figures as a "
    "table.",
)

IMPROVING = "What we’re doing to improve accessibility"
WHAT_WE_DO = (
    "Each change is tested as described below, and a new fault stops it. With each new version of "
    "Streamlit we look again at every gap above. A gap that was closed leaves this list, because a "
    "test fails until it does."
)

PREPARATION = "Preparation of this accessibility statement"
PREPARED_ON = (
    "This statement was prepared on {prepared}. The list of gaps was last reviewed on {reviewed}."
)
LAST_TESTED = (
    "The dashboard was tested on {reviewed}, and with every change since, against the WCAG 2.2 AA "
    "standard. Its own makers test it, with programs, in the browser Chromium. No outside auditor "
    "has tested it, and no panel of disabled people."
)
HOW_TESTED = (
    "[axe-core](https://github.com/dequelabs/axe-core) looks at every page, the meeting mode and "
    "the report. It also looks at each view of the map, and at menus, lists and dialogs once "
    "they are opened. It uses the rules for {rules}. It looks in {colours} colours, at widths of "
    "{widths} pixels. Nothing may be found but what this statement lists.",
    "Each page, the meeting mode and the report are shown {reflow} pixels wide, and with the text "
    "spacing that WCAG names. Nothing may be cut off but what this statement lists.",
    "On each of them, every target is measured, but for links within a sentence: {target} pixels, "
    "or enough room around it.",
    "Each page, the meeting mode and the report are also shown in forced colours and with motion "
    "reduced. Charts, keys and shades must keep their colours. Nothing may be cut off, and nothing "
    "may go on moving.",
    "Each page is walked through with a keyboard alone, and the meeting mode is run to its end. "
    "Focus must be seen, and never be lost. The report is not walked through.",
    "The tree that a screen reader gets is read for each page, the meeting mode and the report: "
    "headings, names and tables. On the pages, so are landmarks, and what is announced after a "
    "change. We have not listened to it with JAWS, NVDA or VoiceOver.",
    "The contrast of all our colours is worked out, also as people with colour blindness see them.",
    "The length of our sentences is counted, and hard words are looked for.",
)
