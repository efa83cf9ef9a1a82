"""The overview."""

TITLE = "{survey}: the region at a glance"
SHOWN_HERE = "Shown here: **{place}**."
NOT_PUBLISHED = "What was not published"
MORE_FIGURES = "More figures: {titles}"
