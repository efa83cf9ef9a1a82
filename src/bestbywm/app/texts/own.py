"""The visitor's own presentation."""

KEPT = " Your own, with {findings}, is as it was."
REPLACED = (
    "“{opened}” took the place of your presentation, “{before}”. To bring yours back, press “Undo” "
    "on the page “Present”."
)
