"""The meeting mode, where there is nothing to show."""

NO_DATA = "The data cannot be shown yet"
CANNOT_BE_OPENED = "This presentation cannot be opened"
NOTHING_TO_PRESENT = "There is nothing to present"

NO_STORYLINE = "There is no storyline “{named}”. Expected one of: {known}."
CHOOSE_A_COUNCIL = "Choose a council first: this storyline is about one."
NOTHING_TO_TELL = "The data have nothing to tell for this storyline, wave and councils."
