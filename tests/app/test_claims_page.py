"""What the page of claims shows: every safe sentence, by wave, verdict and words; and one table."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from bestbywm.app.claims_page import ON_A_PAGE
from bestbywm.app.current import PACK_VARIABLE
from bestbywm.exhibits.claims import JudgedClaim, judged_claims
from bestbywm.pack import Pack

HOME = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _the_shipped_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PACK_VARIABLE, raising=False)


@pytest.fixture(scope="module")
def claims(shipped_pack: Pack) -> tuple[JudgedClaim, ...]:
    return judged_claims(shipped_pack)


def visit() -> AppTest:
    app = AppTest.from_file(str(HOME / "dashboard.py"), default_timeout=60)
    # switch_page() knows pages that are files; ours are functions, known by their address.
    app._page_hash = calc_hash("claims")
    return app.run()


def safe_sentences(app: AppTest) -> list[str]:
    return [each.value for each in app.code]


def every_page(app: AppTest) -> list[str]:
    """The safe sentences of all pages of figures and claims."""
    found = safe_sentences(app)
    number, key = pages(app)
    for page in range(2, number + 1):
        app.session_state[key] = page
        found += safe_sentences(app.run())
    return found


def pages(app: AppTest) -> tuple[int, str]:
    """How many pages there are, and the key under which the one looked at is kept."""
    for each in app.get("pagination"):
        return each.proto.num_pages, each.proto.id.split("-", 2)[2]
    return 1, ""


def headlines(app: AppTest) -> list[str]:
    return [re.sub(r"\\(.)", r"\1", each.value) for each in app.subheader]


def waves_shown(app: AppTest) -> list[str]:
    """The waves under which the figures and claims stand: all headings but that of the table."""
    return [each.value for each in app.main.header][:-1]


def said(app: AppTest) -> str:
    return "\n".join(str(each.value) for kind in ("markdown", "caption") for each in app.get(kind))


def test_every_safe_sentence_is_on_a_page(claims: tuple[JudgedClaim, ...]) -> None:
    app = visit()
    assert not app.exception
    assert app.title[0].value == "What you can say"
    assert every_page(app) == [each.safe for each in claims]
    assert not app.exception


def test_a_page_is_short(claims: tuple[JudgedClaim, ...]) -> None:
    app = visit()
    assert len(safe_sentences(app)) == ON_A_PAGE
    assert headlines(app)[:ON_A_PAGE] == [each.says for each in claims[:ON_A_PAGE]]
    assert f"1 to {ON_A_PAGE} of 41 single figures and 10 claims that compare" in said(app)


def test_each_has_its_verdict_and_words_to_avoid(claims: tuple[JudgedClaim, ...]) -> None:
    words = re.sub(r"\\(.)", r"\1", said(visit()))
    for each in claims[:ON_A_PAGE]:
        assert f"**{each.verdict.capitalize()}.** {each.why}" in words
        assert f"Counts {each.unit}. {'; '.join(each.rests_on)}." in words
        for unsafe in each.unsafe:
            assert f"**Better not:** “{unsafe.words}”: {unsafe.why}" in words


@pytest.mark.parametrize("wave", ["2013", "2014"])
def test_a_wave_can_be_chosen(claims: tuple[JudgedClaim, ...], wave: str) -> None:
    app = visit()
    app.segmented_control(key="claims-wave").set_value(wave).run()
    assert waves_shown(app) == [wave]
    assert every_page(app) == [each.safe for each in claims if each.wave == wave]


@pytest.mark.parametrize("verdict", ["supported", "supported with care", "not shown by these data"])
def test_a_verdict_can_be_chosen(claims: tuple[JudgedClaim, ...], verdict: str) -> None:
    app = visit()
    app.pills(key="claims-verdict").set_value(verdict).run()
    assert every_page(app) == [each.safe for each in claims if each.verdict == verdict]


def test_they_can_be_found_by_words(claims: tuple[JudgedClaim, ...]) -> None:
    app = visit()
    app.text_input(key="claims-words").set_value("TRUST barrier").run()
    found = safe_sentences(app)
    assert found == [
        each.safe for each in claims if "trust" in each.safe and "barrier" in each.safe
    ]
    assert found
    app.text_input(key="claims-words").set_value("unicorn").run()
    assert not safe_sentences(app)
    assert "No figure or claim fits" in app.info[0].value


def test_signs_of_markdown_in_a_figure_are_read_as_they_stand() -> None:
    assert any("\\#WMGrit" in each.value for each in visit().subheader)


def test_all_are_a_table_on_request(claims: tuple[JudgedClaim, ...]) -> None:
    app = visit()
    assert "Of 41 single figures and 10 claims" in app.main.header[-1].value
    assert "**Published figures.**" in said(app)
    assert not app.dataframe
    app.toggle(key="claims-table").set_value(True).run()
    assert len(app.dataframe[0].value) == len(claims)
    assert not app.exception


def test_a_survey_of_one_wave_without_claims_has_its_figures(
    tiny_folder: Path, tiny_pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PACK_VARIABLE, str(tiny_folder))
    app = visit()
    assert not app.exception
    assert safe_sentences(app) == [each.safe for each in judged_claims(tiny_pack)]
    assert not app.segmented_control, "with one wave there is none to choose"
