"""From an imported file to a survey that can be saved."""

from bestbywm.library.values import OwnSurvey, RowCounts, Settings
from bestbywm.survey.importing.importing import Imported
from bestbywm.survey.importing.mapping import Mapping, to_json
from bestbywm.survey.questions import Questionnaire


def own_survey(
    imported: Imported, mapping: Mapping, questions: Questionnaire, settings: Settings
) -> OwnSurvey:
    """What was imported as a survey to save: answers, questions, mapping, and what became of rows.

    ``questions`` are those of the region pack.
    """
    known = {**questions, **imported.extra_questions}
    used, set_aside = len(imported.report.used), imported.report.rows_set_aside
    return OwnSurvey(
        settings=settings,
        questions=tuple(known[name] for name in imported.responses.questions),
        extra=frozenset(imported.extra_questions),
        responses=imported.responses,
        rows=RowCounts(used + set_aside, used, set_aside),
        mapping=to_json(mapping),
    )
