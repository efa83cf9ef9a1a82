"""The page on maturity: weights that add up and travel in the link, and why there is no score.

Read from what Streamlit would send to a browser.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from bestbywm.app.current import PACK_VARIABLE
from tests.app.reading import as_read, bodies, heats, in_view, unseen
from tests.packs import (
    SHIPPED,
    copy_of_shipped,
    delete_row,
    read_table,
    row_of,
    set_cell,
    tiny_region,
    with_maturity,
    write_table,
)

HOME = Path(__file__).resolve().parents[2]
STAMP = "Illustrative answers. They add up to the published totals, but no council gave them."
OWN_WEIGHTS = [10, 20, 20, 20, 20, 10]
EXHIBITS = ["maturity-dimensions", "maturity-by-type", "maturity-ranking", "maturity-by-council"]

UsePack = Callable[[Path], None]


@pytest.fixture(autouse=True)
def use_pack(monkeypatch: pytest.MonkeyPatch) -> UsePack:
    monkeypatch.delenv(PACK_VARIABLE, raising=False)
    return lambda folder: monkeypatch.setenv(PACK_VARIABLE, str(folder))


def visit(**link: str) -> AppTest:
    app = AppTest.from_file(str(HOME / "dashboard.py"), default_timeout=60)
    app.context["theme"] = "light"
    app.query_params.update(link)
    return turn_to(app, "maturity")


def turn_to(app: AppTest, page: str) -> AppTest:
    # switch_page() knows pages that are files; ours are functions, known by their address.
    app._page_hash = calc_hash(page)
    return sound(app.run())


def sound(app: AppTest) -> AppTest:
    assert not app.exception
    assert app.title
    assert not re.search(r"\bnan\b|\bNone\b(?! of these)", said(app))
    return app


def said(app: AppTest) -> str:
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "error")
    return "\n".join(str(each.value) for kind in kinds for each in app.get(kind))


def headlines(app: AppTest) -> list[str]:
    return [each.value for each in app.main.header]


def cards(app: AppTest) -> list[str]:
    keys = [str(each.key) for each in app.button]
    return [key.removeprefix("take-") for key in keys if key.startswith("take-")]


def weights(app: AppTest) -> list[int]:
    return [int(each.value) for each in app.slider]


def move(app: AppTest, dimension: str, value: int) -> AppTest:
    return sound(app.slider(key=f"weight-{dimension}").set_value(value).run())


def reset_of_weights(app: AppTest) -> Any:
    return next(each for each in app.button if each.label == "Reset the weights")


def panel(app: AppTest) -> Any:
    """The panel of the weights, as it is sent."""
    return next(each for each in app.expander if "eights" in each.label).proto


class TestWhole:
    def test_shows_every_exhibit_with_its_stamp(self) -> None:
        app = visit()
        assert [each.value for each in app.title] == ["Maturity"]
        assert cards(app) == EXHIBITS
        drawn = [json.loads(each.proto.spec) for each in app.get("plotly_chart")]
        assert len(drawn) == 3
        stamped = ["no council gave them" in str(each["layout"].get("title")) for each in drawn]
        assert stamped == [False, True, True], (
            "the scores of the region follow from published totals"
        )
        assert len(unseen(app)) == len(drawn), "each chart has its table behind it"
        (heat,) = heats(app)
        assert STAMP in in_view(heat), "inside the table, as inside a picture"

    def test_says_that_the_index_is_our_own(self) -> None:
        assert "It is our own and was not part of the survey." in said(visit())

    def test_says_what_the_levels_mean(self) -> None:
        app = visit()
        assert "What the levels mean" in [each.value for each in app.header]
        (table,) = app.table
        assert list(table.value["Level"]) == ["Emerging", "Developing", "Established", "Leading"]
        assert list(table.value["From score"]) == ["0", "25", "50", "75"]

    def test_nothing_may_be_quoted_from_made_up_answers(self) -> None:
        app = visit()
        for each in app.get("button_group"):
            each.set_value("You can say")
        sound(app.run())
        (published,) = app.code
        assert published.value.startswith("West Midlands scores 64.4 of 100")
        assert "The score is our own index, worked out from published figures" in published.value
        assert said(app).count("Don't quote these figures") == len(EXHIBITS) - 1

    def test_each_exhibit_has_its_table(self) -> None:
        app = visit()
        for each in app.get("button_group"):
            each.set_value("Table")
        sound(app.run())
        assert not app.get("plotly_chart")
        assert not bodies(app)
        assert len(app.table) == len(EXHIBITS) + 1
        assert all(not each.value.empty for each in app.table)


class TestWeights:
    def test_are_those_of_the_pack_at_first(self) -> None:
        app = visit()
        assert weights(app) == OWN_WEIGHTS
        assert panel(app).label == "Weights of the dimensions"
        assert not panel(app).expanded
        assert app.query_params == {}

    def test_have_names_and_words_for_what_they_weigh(self) -> None:
        app = visit()
        header, *rows = read_table(SHIPPED, "dimensions.csv")
        dimensions = [dict(zip(header, row, strict=True)) for row in rows]
        assert [each.label for each in app.slider] == [each["label"] for each in dimensions]
        said_below = {as_read(each.value) for each in app.caption}
        assert {each["description"] for each in dimensions} <= said_below

    def test_add_up_to_100_after_one_was_moved(self) -> None:
        app = move(visit(), "ambition", 55)
        assert weights(app) == [55, 10, 10, 10, 10, 5], "the others keep their proportions"
        app = move(app, "governance", 37)
        assert weights(app)[4] == 37
        assert sum(weights(app)) == 100

    @pytest.mark.parametrize(
        ("value", "moved"), [(0, [0, 23, 22, 22, 22, 11]), (100, [100, 0, 0, 0, 0, 0])]
    )
    def test_add_up_at_the_ends_too(self, value: int, moved: list[int]) -> None:
        assert sum(moved) == 100
        assert weights(move(visit(), "ambition", value)) == moved

    def test_are_written_to_the_link(self) -> None:
        app = move(visit(type="county"), "ambition", 55)
        assert app.query_params == {"type": "county", "weights": "55-10-10-10-10-5"}
        assert panel(app).label == "Weights: chosen here"

    def test_change_scores_and_ranks_and_are_named(self) -> None:
        app = visit()
        before = headlines(app)
        move(app, "ambition", 100)
        assert headlines(app)[0] != before[0]
        assert "West Midlands scores 94.4 of 100" in headlines(app)[0]
        assert "Weights chosen here: ambition 100%, practice 0%" in said(app)

    def test_are_opened_from_a_link(self) -> None:
        app = visit(weights="0-0-0-0-100-0")
        assert weights(app) == [0, 0, 0, 0, 100, 0]
        assert panel(app).expanded, "whoever follows the link sees that weights were chosen"
        assert "West Midlands scores 57.5 of 100" in headlines(app)[0]
        assert app.query_params == {"weights": "0-0-0-0-100-0"}

    def test_of_the_pack_are_left_out_of_the_link(self) -> None:
        app = visit(weights="10-20-20-20-20-10")
        assert app.query_params == {}
        assert weights(app) == OWN_WEIGHTS

    def test_moved_back_are_those_of_the_pack_again(self) -> None:
        app = move(visit(), "ambition", 55)
        app = move(app, "ambition", 10)
        assert weights(app) == OWN_WEIGHTS
        assert app.query_params == {}
        assert panel(app).label == "Weights of the dimensions"

    def test_are_reset(self) -> None:
        app = visit(weights="0-0-0-0-100-0", type="county")
        sound(reset_of_weights(app).click().run())
        assert weights(app) == OWN_WEIGHTS
        assert app.query_params == {"type": "county"}, "filters stay"

    def test_are_taken_away_with_all_choices(self) -> None:
        app = visit(weights="0-0-0-0-100-0")
        sound(app.sidebar.button[0].click().run())
        assert weights(app) == OWN_WEIGHTS
        assert app.query_params == {}

    def test_are_kept_when_another_page_is_read(self) -> None:
        app = visit(weights="0-0-0-0-100-0")
        for page in ("overview", "methods", "maturity"):
            app.query_params.clear()  # as Streamlit does when a page is turned
            turn_to(app, page)
            assert app.query_params == {"weights": "0-0-0-0-100-0"}
        assert weights(app) == [0, 0, 0, 0, 100, 0]

    def test_keep_their_proportions_there_and_back(self) -> None:
        app = move(visit(), "ambition", 100)
        assert weights(move(app, "ambition", 10)) == OWN_WEIGHTS
        assert app.query_params == {}

    def test_are_exact_to_the_hundredth(self) -> None:
        app = move(visit(), "ambition", 13)
        assert sum(weights(app)) == 100
        parts = app.query_params["weights"]
        numbers = [
            float(each) for each in str(parts[0] if isinstance(parts, list) else parts).split("-")
        ]
        assert numbers[0] == 13
        assert sum(numbers) == pytest.approx(100)
        again = visit(weights="-".join(f"{each:g}" for each in numbers))
        assert headlines(again) == headlines(app)

    def test_follow_the_link_after_the_back_button(self) -> None:
        app = move(visit(), "ambition", 55)
        app.query_params.clear()
        sound(app.run())
        assert weights(app) == OWN_WEIGHTS

    @pytest.mark.parametrize(
        "nonsense",
        ["100", "50-50", "1-2-3-4-5-6", "a-b-c-d-e-f", "-10-20-20-20-20-30", "10,20,20,20,20,10"],
    )
    def test_that_mean_nothing_are_left_out_and_said(self, nonsense: str) -> None:
        app = visit(weights=nonsense)
        (note,) = app.info
        assert f"“{nonsense}”" in note.value
        assert "6 numbers that add up to 100" in note.value
        assert weights(app) == OWN_WEIGHTS
        assert app.query_params == {}


class TestSorting:
    def test_by_a_dimension_is_in_the_link(self) -> None:
        app = visit()
        choice = app.selectbox(key="maturity-sort")
        assert choice.value == "maturity"
        sound(choice.set_value("maturity.governance").run())
        assert app.query_params == {"sort": "maturity.governance"}

    def test_is_opened_from_a_link(self) -> None:
        app = visit(sort="maturity.governance")
        assert app.selectbox(key="maturity-sort").value == "maturity.governance"

    def test_by_what_is_no_dimension_is_by_the_score(self) -> None:
        app = visit(sort="barriers.training")
        assert app.selectbox(key="maturity-sort").value == "maturity"


class TestFilters:
    def test_one_type_has_no_comparison_of_types(self) -> None:
        app = visit(type="district")
        assert cards(app) == [each for each in EXHIBITS if each != "maturity-by-type"]
        assert "the 18 of 19 district councils that answered score 55.0" in headlines(app)[0]

    def test_one_council(self) -> None:
        app = visit(councils="brum")
        assert "Birmingham scores 83.0 of 100" in headlines(app)[0]
        assert headlines(app)[1] == (
            "In the illustrative answers, Birmingham ranks between 8 and 11 of 31, depending on "
            "the weights"
        )

    def test_of_a_council_that_did_not_answer(self) -> None:
        app = visit(councils="shropshire")
        assert "In the illustrative answers, Shropshire did not answer" in headlines(app)
        assert STAMP in said(app)
        assert not cards(app)
        assert not app.slider

    def test_that_no_council_passes(self) -> None:
        app = visit(type="county", area="West Midlands")
        assert "No council passes all filters" in headlines(app)
        assert not cards(app)

    @pytest.mark.parametrize("link", [{}, {"type": "county"}, {"weights": "0-0-0-0-100-0"}])
    def test_2014_says_why_there_is_nothing(self, link: dict[str, str]) -> None:
        app = visit(wave="2014", **link)
        assert any(
            each.value == "For 2014, too little was published to work out a score. "
            "Choose another wave."
            for each in app.info
        )
        assert not cards(app)
        assert not app.slider
        assert "Open Government Licence" in said(app), "the footer stays"


class TestOtherPacks:
    def test_without_an_index_say_so(self, tiny_folder: Path, use_pack: UsePack) -> None:
        use_pack(tiny_folder)
        app = visit()
        assert "This region's data have no maturity index." in [each.value for each in app.info]
        assert not cards(app)
        assert not app.slider

    def test_without_an_index_leave_weights_out_of_the_link(
        self, tiny_folder: Path, use_pack: UsePack
    ) -> None:
        use_pack(tiny_folder)
        app = visit(weights="50-50")
        assert any("nothing is weighted here" in each.value for each in app.info)
        assert app.query_params == {}

    def test_have_their_own_dimensions(self, mature_folder: Path, use_pack: UsePack) -> None:
        use_pack(mature_folder)
        app = visit()
        assert [each.label for each in app.slider] == ["Use", "Freedom"]
        assert weights(app) == [75, 25]
        assert cards(app) == EXHIBITS
        assert headlines(app)[0] == "Tinyshire scores 60.0 of 100, which is high"
        assert STAMP not in said(app)
        move(app, "freedom", 40)
        assert weights(app) == [60, 40]
        assert app.query_params == {"weights": "60-40"}

    def test_of_one_dimension_have_nothing_to_weigh(
        self, tmp_path: Path, use_pack: UsePack
    ) -> None:
        folder = with_maturity(tiny_region(tmp_path))
        delete_row(folder, "dimensions.csv", row_of(folder, "dimensions.csv", "freedom"))
        points = read_table(folder, "dimension_points.csv")
        of_use = [row for row in points if "freedom" not in row]
        write_table(folder, "dimension_points.csv", of_use)
        use_pack(folder)
        app = visit()
        assert cards(app) == EXHIBITS
        assert not app.slider

    def test_in_which_too_little_was_answered(self, tmp_path: Path, use_pack: UsePack) -> None:
        folder = with_maturity(tiny_region(tmp_path))
        for row in range(2, 12):
            set_cell(folder, "answers_2030.csv", row, "use", "")
        use_pack(folder)
        app = visit()
        assert "Too little was answered here for a score." in [each.value for each in app.info]
        assert not cards(app)
        assert app.slider, "other weights may give a score"
        move(app, "freedom", 80)
        assert cards(app) == EXHIBITS


def test_a_pack_that_ships_without_a_dimension_still_adds_up(
    tmp_path: Path, use_pack: UsePack
) -> None:
    folder = copy_of_shipped(tmp_path)
    set_cell(folder, "dimensions.csv", 2, "weight", "0")
    use_pack(folder)
    app = visit()
    assert weights(app)[0] == 0
    assert sum(weights(app)) == 100
    assert sum(weights(move(app, "ambition", 31))) == 100
