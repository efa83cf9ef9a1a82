"""A table for those who do not see the chart that it stands behind.

It takes no room on the page. A screen reader meets the chart, which states the finding, and then
this table with its figures.
"""

from markupsafe import Markup

from bestbywm.exhibits.model import Exhibit
from bestbywm.render.tables import in_words

OUT_OF_SIGHT = (
    "position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);"
    "white-space:nowrap;"
)
"""Out of sight, but not hidden: what is hidden is not read out."""


def unseen_table(exhibit: Exhibit) -> str:
    """The exhibit's table as HTML, out of sight; "" if it has no rows.

    The first column names the rows.
    """
    if not exhibit.table.rows:
        return ""
    words = in_words(exhibit.table)
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(each) for each in words.columns)
    body = Markup("").join(
        _row([str(each) for each in row]) for row in words.itertuples(index=False, name=None)
    )
    return str(
        Markup(
            '<div style="{}"><table><caption>{}</caption>'
            "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
        ).format(OUT_OF_SIGHT, f"The chart as a table: {exhibit.headline}", head, body)
    )


def _row(cells: list[str]) -> Markup:
    first, *others = cells
    return Markup("<tr>{}{}</tr>").format(
        Markup('<th scope="row">{}</th>').format(first),
        Markup("").join(Markup("<td>{}</td>").format(each) for each in others),
    )
