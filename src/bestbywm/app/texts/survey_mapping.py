"""What the columns, answers and council names of a file stand for."""

CONFIRM = "4. Confirm or change"

WHICH_COUNCILS = "Which councils are meant?"
TO_DECIDE_ONE = "1 name must be decided by you. Until then, the rows with it are set aside."
TO_DECIDE = "{number:,} names must be decided by you. Until then, the rows with them are set aside."
RARER_NAMES = "And {number:,} rarer names, which are set aside as long as nobody decides them."
NOT_DECIDED = "Not decided: set these rows aside"
FROM_OUTSIDE = "From outside the region"
QUOTED = "“{said}”"
HOW_OFTEN = "{people}. {how}."

WHICH_ROWS = "Which rows count?"
NOT_FOUND = "Also looked for, and not found"

WHICH_COLUMNS = "Are these columns taken for the right thing?"
ABOUT_COLUMNS = (
    "Each question is asked once: choosing one for a column takes it from another. A column "
    "that is none of the questions can be kept as a question of your own."
)
COLUMN = "{columns}: {heading}"
NO_HEADING = "(no heading)"
FILLED_IN = "{people} filled it in. {why}"

WHICH_ANSWERS = "Are these answers read as they were meant?"
ANSWERS_OF = "**{question}** (column {columns})"
RARER_ANSWERS = "And {number:,} rarer ones. The report says what becomes of them."
ANY_OTHER = "Any other answer"
NO_ANSWER = "No answer: set it aside"

SURE_COLUMNS = "Columns that need no look ({number:,})"
SURE_COUNCILS = "Councils that need no look ({number:,})"
SURE_ANSWERS = "Answers that need no look ({number:,})"
RARER_ONES = "And {number:,} rarer ones."
ONE_PERSON = "1 person"
PEOPLE = "{number:,} people"

SAVE_OR_USE = "Save all of this, or use what you saved"
ABOUT_SAVING = (
    "You can save what you confirmed and changed as a file, a mapping. With it you can load the "
    "same form’s answers again, later in the year or next year. It holds no answers of people."
)
SAVE = "Save the mapping"
USE_SAVED = "Use a saved mapping (.json)"
ABOUT_USE_SAVED = "It takes the place of what you decided here, as far as it fits this file."
AS_IT_WAS = "What you decided here is as it was."
NO_TEXT = "The file is no saved mapping: it is no text in UTF-8."
