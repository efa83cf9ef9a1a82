"""The page that brings in a survey: what it is for, and the questionnaire."""

TITLE = "Your survey"

ABOUT = (
    "Have you run the survey again? Load the file that Microsoft Forms, SurveyMonkey or Google "
    "Forms gives you, just as it is. You see what was understood, and mend what was not. Then "
    "every page of this dashboard shows your own survey."
)
PERSONAL_DATA = (
    "**Personal data.** Names, e-mail addresses, IP addresses and answers in people’s own words "
    "are recognised and left out before anything is used. Of each person, only the council and "
    "the options chosen are kept. Nothing is saved on the server: all of it stays in this visit. "
    "**If you load this page again or close it, the visit ends. The file and all you decided are "
    "then forgotten.** Save the mapping below to do it again within a minute."
)

QUESTIONNAIRE = "1. Get the questionnaire"
ABOUT_QUESTIONNAIRE = (
    "Not asked yet? Ask with these words. The answers then come back without anybody having to "
    "match them."
)
AS_TEXT = "Text for Microsoft Forms or Google Forms"
ABOUT_TEXT = "Every question with its answers, to copy into a form."
AS_WORKBOOK = "Workbook to fill in (XLSX)"
ABOUT_WORKBOOK = (
    "A row for each person, with lists to choose from: for answers on paper or by phone."
)
