"""The dialog that takes one finding away."""

TAKE_AWAY = "Take away"

PRESENT_IT = "Present it"
ADD = "Add to my presentation"
TAKE_OUT = "Take out of my presentation"
OPEN_MINE = "Open my presentation ({findings})"
FULL = "Your presentation is full: it has {most} findings."

AS_A_FILE = "As a file"
SLIDE = "Slide (PowerPoint)"
PICTURE_PNG = "Picture (PNG)"
PICTURE_SVG = "Picture (SVG)"
TABLE_CSV = "Table (CSV)"

SHARE_THIS_VIEW = "Share this view"
