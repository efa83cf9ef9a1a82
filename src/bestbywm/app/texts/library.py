"""The surveys that were saved for the region."""

CANNOT_BE_SHOWN = (
    "The surveys that were saved for this region cannot be shown at the moment. Everything else "
    "is shown as usual. Whoever looks after the dashboard finds the reason in the server's log."
)
