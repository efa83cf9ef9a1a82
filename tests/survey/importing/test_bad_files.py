"""Specification of what happens with files that are no table of answers, or a spoilt one.

Whatever is uploaded, the answer is the cells or a message that says what was found, what was
expected and what to do; it comes within seconds, memory stays bounded, and nothing else happens.
"""

import csv
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bestbywm.survey.importing import spreadsheets
from bestbywm.survey.importing.dialects import best_sheet, problem_of, recognise
from bestbywm.survey.importing.model import SurveyFile
from bestbywm.survey.importing.reading import UnreadableFile, read_file, read_pasted
from tests.survey.importing import samples
from tests.survey.importing.lasting_reader import LastingReader

SECONDS = 10
"""For a message about a file of ordinary size, with other tests running beside this one."""

JARGON = re.compile(
    r"Traceback|None\b|\w+Error|codec|delimiter|parse|stack|object at 0x|\[Errno|memory allocation"
)
"""Words that no reader of a message should need to know."""

HEAD = '<row r="1"><c r="A1" t="str"><v>Council</v></c><c r="B1" t="str"><v>Staff</v></c></row>'


def xlsx(rows: str, before: str = "", **parts: bytes) -> bytes:
    """XLSX with these rows below the headings, as XML."""
    sheet = f"{before}<worksheet><sheetData>{HEAD}{rows}</sheetData></worksheet>"
    return samples.xlsx_of(sheet, **parts)


def with_sizes(content: bytes, part: str, size: int) -> bytes:
    """A zip that says in its list of contents that a part has this size once unpacked."""
    at = content.rindex(part.encode()) - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    return content[: at + 24] + size.to_bytes(4, "little") + content[at + 28 :]


def locked_zip() -> bytes:
    content = samples.as_xlsx(samples.PLAIN)
    at = content.index(b"PK\x01\x02")
    return content[: at + 8] + b"\x01\x00" + content[at + 10 :]


def shared_texts(text: str, times: int) -> bytes:
    """XLSX with one text that stands in many cells."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, times))
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return xlsx(
        cells,
        **{
            "xl__sharedStrings.xml": f'<sst xmlns="{main}"><si><t>{text}</t></si></sst>'.encode(),
            "xl___rels__workbook.xml.rels": (
                f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{rels}/worksheet" '
                f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{rels}/sharedStrings"'
                ' Target="sharedStrings.xml"/></Relationships>'
            ).encode(),
        },
    )


ENTITIES = (
    '<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {here} "{f"&{last};" * 10}">'
        for last, here in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


class Bad(NamedTuple):
    """A file that cannot be read, and words of the message about it."""

    name: str
    make: Callable[[], bytes]
    found: str
    remedy: str


BAD = {
    "empty": Bad("a.csv", lambda: b"", "There is nothing in it", "export the answers again"),
    "blanks only": Bad("a.csv", lambda: b" ,\n,\t\r\n", "There is nothing in it", "export"),
    "an empty workbook": Bad("a.xlsx", lambda: samples.as_xlsx([]), "nothing in it", "export"),
    "a PDF renamed": Bad(
        "a.xlsx", lambda: b"%PDF-1.7\n...", "is a PDF, although its name ends in .xlsx", "export"
    ),
    "a PDF": Bad("a.pdf", lambda: b"%PDF-1.7\n...", "is a PDF", "CSV or XLSX"),
    "a picture": Bad("a.csv", samples.png, "is a picture (PNG)", "CSV or XLSX"),
    "a web page": Bad("a.xls", lambda: b"<html><table>", "is a web page", "CSV or XLSX"),
    "an XML workbook of 2003": Bad("a.xls", lambda: b'<?xml version="1.0"?><a/>', "XML", "export"),
    "JSON": Bad("a.csv", lambda: b'[{"a": 1}]', "is JSON", "CSV or XLSX"),
    "an old Excel workbook": Bad(
        "a.xls", lambda: samples.office_file("Workbook"), "used until 2003 (.xls)", "CSV or XLSX"
    ),
    "locked with a password": Bad(
        "a.xlsx",
        lambda: samples.office_file("EncryptionInfo", "EncryptedPackage"),
        "is locked with a password",
        "take the password away",
    ),
    "a locked zip": Bad("a.xlsx", locked_zip, "is locked with a password", "take the password"),
    "a locked ODS": Bad(
        "a.ods",
        lambda: samples.as_zip(
            {
                "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                "content.xml": b"\x17\x05",
                "META-INF/manifest.xml": b"<manifest:encryption-data/>",
            }
        ),
        "is locked with a password",
        "take the password away",
    ),
    "a Word document": Bad(
        "a.xlsx",
        lambda: samples.as_zip({"word/document.xml": b"<a/>"}),
        "is a Word document, although its name ends in .xlsx",
        "CSV or XLSX",
    ),
    "a binary workbook": Bad(
        "a.xlsb", lambda: samples.as_zip({"xl/workbook.bin": b"\0"}), "(.xlsb)", "CSV or XLSX"
    ),
    "a text document of LibreOffice": Bad(
        "a.odt",
        lambda: samples.as_zip({"mimetype": b"application/vnd.oasis.opendocument.text"}),
        "is a document, but no spreadsheet",
        "CSV or XLSX",
    ),
    "a zip with nothing in it": Bad(
        "a.zip", lambda: samples.as_zip({"a.pdf": b""}), "The zip holds no table", "unpack"
    ),
    "a zip with several tables": Bad(
        "a.zip",
        lambda: samples.as_zip({"a.csv": b"1", "b.csv": b"2"}),
        "holds 2 tables: a.csv and b.csv",
        "unpack",
    ),
    "zips inside zips": Bad(
        "a.zip",
        lambda: samples.as_zip({"b.csv": samples.as_zip({"c.csv": b"a,b"})}),
        "is a zip inside a zip",
        "export",
    ),
    "a zip bomb that owns up": Bad(
        "a.xlsx",
        lambda: with_sizes(samples.as_xlsx(samples.PLAIN), "xl/worksheets/sheet1.xml", 4 * 10**9),
        "Unpacked, the file would take 4,0",
        "CSV",
    ),
    "a zip bomb that lies": Bad(
        "a.xlsx",
        lambda: with_sizes(xlsx(" " * 100_000_000), "xl/worksheets/sheet1.xml", 1_000),
        "is damaged",
        "download it again",
    ),
    "more parts than any workbook": Bad(
        "a.xlsx",
        lambda: samples.as_zip({f"xl/{n}": b"" for n in range(6_000)}),
        "in 6,000 parts",
        "CSV",
    ),
    "a part that wants out": Bad(
        "a.xlsx",
        lambda: xlsx("", **{"..__..__etc__passwd": b"x"}),
        "claims a place outside it",
        "CSV",
    ),
    "entities that grow": Bad(
        "a.xlsx", lambda: xlsx("", before=ENTITIES), "definitions of its own", "save it as XLSX"
    ),
    "a truncated workbook": Bad(
        "a.xlsx", lambda: samples.as_xlsx(samples.MICROSOFT)[:4_000], "cut off", "download it again"
    ),
    "a truncated sheet": Bad(
        "a.xlsx",
        lambda: samples.xlsx_of(f"<worksheet><sheetData>{HEAD}<row"),
        "cut off",
        "download it again",
    ),
    "a truncated ODS": Bad(
        "a.ods", lambda: samples.as_ods(samples.MICROSOFT)[:-200], "cut off", "download it again"
    ),
    "no sheet where it should be": Bad(
        "a.xlsx", lambda: samples.as_zip({"xl/workbook.xml": b"<workbook/>"}), "damaged", "again"
    ),
    "binary": Bad("a.csv", lambda: bytes(range(256)) * 40, "bytes that no text holds", "export"),
    "a zero byte": Bad("a.csv", lambda: b"a,b\n1,\0\n", "bytes that no text holds", "export"),
    "5,000 columns": Bad(
        "a.csv", lambda: b"a,b\n" + b"," * 4_999 + b"x", "has 5,000 columns", "delete columns"
    ),
    "5,000 columns in a workbook": Bad(
        "a.xlsx",
        lambda: xlsx('<row r="2"><c r="A2"><v>1</v></c><c r="GJH2"><v>1</v></c></row>'),
        "has 5,000 columns",
        "delete columns",
    ),
    "a cell of 1 MB": Bad(
        "a.csv", lambda: b'a,b\n1,"' + b"x" * 1_000_000 + b'"\n', "1,000,000 characters", "shorten"
    ),
    "a cell of 110,000 characters": Bad(
        "a.csv", lambda: b"a,b\n1," + b"x" * 110_000, "holds 110,000 characters", "shorten"
    ),
    "a cell of 1 MB in a workbook": Bad(
        "a.xlsx",
        lambda: xlsx(
            '<row r="2"><c r="B2" t="inlineStr"><is><t>' + "x" * 1_000_000 + "</t></is></c></row>"
        ),
        "holds 1,000,000 characters",
        "shorten",
    ),
    "10 million cells": Bad(
        "a.csv", lambda: b"1,2,3,4,5,6,7,8,9,10\n" * 1_000_000, "more than 8,000,000", "delete"
    ),
    "one cell at the far end": Bad(
        "a.xlsx",
        lambda: xlsx('<row r="1048576"><c r="ALL1048576"><v>1</v></c></row>'),
        "more than 8,000,000 cells: its last is in row 1,048,576",
        "delete rows and columns",
    ),
    "a row repeated for ever": Bad(
        "a.ods",
        lambda: samples.as_ods(
            samples.PLAIN,
            '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
            'table:number-columns-repeated="900" office:value-type="string"><text:p>x</text:p>'
            "</table:table-cell></table:table-row>",
        ),
        "more than 8,000,000 cells",
        "delete rows and columns",
    ),
    "more shared texts than there could be": Bad(
        "a.xlsx",
        lambda: xlsx("", **{"xl__sharedStrings.xml": b'<sst count="4000000000"/>'}),
        "damaged",
        "again",
    ),
    "one long text in very many cells": Bad(
        "a.xlsx", lambda: shared_texts("x" * 90_000, 40_000), "more memory than", "CSV"
    ),
    "too large a file": Bad("a.csv", lambda: b"a" * 200_000_001, "has 200 MB", "delete columns"),
}


class TestBadFiles:
    @pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
    def test_get_a_message_within_seconds(self, bad: Bad) -> None:
        content = bad.make()
        start = time.monotonic()
        with pytest.raises(UnreadableFile) as caught:
            read_file(bad.name, content)
        assert time.monotonic() - start < SECONDS
        problem = caught.value.problem
        assert problem.file.endswith(bad.name)
        assert bad.found in problem.found
        assert bad.remedy in problem.remedy
        assert problem.expected
        assert not JARGON.search(str(problem)), str(problem)

    @pytest.mark.parametrize(
        ("bad", "place"),
        [
            ("a zero byte", "a.csv, row 2"),
            ("5,000 columns", "a.csv, row 2"),
            ("a cell of 1 MB", "a.csv, row 2, column B"),
            ("a cell of 110,000 characters", "a.csv, row 2, column B"),
            ("a cell of 1 MB in a workbook", "a.xlsx, sheet Form1, row 2, column B"),
            ("a row repeated for ever", "a.ods, sheet Form1"),
        ],
    )
    def test_the_message_names_the_place(self, bad: str, place: str) -> None:
        name, make, *_ = BAD[bad]
        with pytest.raises(UnreadableFile) as caught:
            read_file(name, make())
        assert caught.value.problem.place == place

    def test_headings_alone_are_read_and_then_there_is_nothing_to_use(self) -> None:
        file = read_file("a.csv", samples.as_csv(samples.MICROSOFT[:1]))
        problem = problem_of(file.name, recognise(best_sheet(file)))
        assert problem is not None
        assert "there is no row with answers" in problem.found

    @pytest.mark.parametrize("text", ["", " \n\t", "\n\n"])
    def test_nothing_pasted_is_nothing(self, text: str) -> None:
        with pytest.raises(UnreadableFile, match="There is nothing in it"):
            read_pasted(text)

    def test_reading_changes_no_setting_of_others(self) -> None:
        before = csv.field_size_limit()
        with pytest.raises(UnreadableFile):
            read_file("a.csv", BAD["a cell of 1 MB"].make())
        assert csv.field_size_limit() == before

    def test_a_reader_that_dies_is_told_of(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(spreadsheets, "READER", "no.such.module")
        with pytest.raises(UnreadableFile, match="damaged, or takes more memory than"):
            read_file("a.xlsx", samples.as_xlsx(samples.PLAIN))

    def test_a_reader_that_takes_for_ever_is_stopped(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(spreadsheets, "MAX_SECONDS", 0.01)
        with pytest.raises(UnreadableFile, match=r"took more than 0\.01 seconds"):
            read_file("a.xlsx", samples.as_xlsx(samples.PLAIN))

    def test_progress_that_fails_stops_the_reader(self) -> None:
        def leave(_done: float, _step: str) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            read_file("a.xlsx", samples.as_xlsx(samples.PLAIN), progress=leave)


MEASURE = """
import json, resource, sys
from pathlib import Path
from bestbywm.survey.importing.reading import UnreadableFile, read_file
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
said = ""
try:
    read_file(sys.argv[1], Path(sys.argv[1]).read_bytes())
except UnreadableFile as error:
    said = str(error)
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
reader = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
unit = 1 if sys.platform == "darwin" else 1024
print(json.dumps([said, own * unit / 1e6, reader * unit / 1e6]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell a process's peak so")
class TestMemory:
    @pytest.mark.parametrize(
        ("bad", "own", "reader"),
        [
            ("a zip bomb that lies", 50, 200),
            ("entities that grow", 50, 200),
            ("10 million cells", 250, 200),
            ("one cell at the far end", 50, 200),
            ("a row repeated for ever", 50, 200),
            ("one long text in very many cells", 50, 1_400),
            ("a cell of 1 MB", 50, 200),
        ],
    )
    def test_stays_bounded_in_megabytes(
        self, bad: str, own: float, reader: float, tmp_path: Path
    ) -> None:
        name, make, found, _ = BAD[bad]
        path = tmp_path / name
        path.write_bytes(make())
        ran = subprocess.run(
            [sys.executable, "-c", MEASURE, path], check=True, capture_output=True, text=True
        )
        said, own_mb, reader_mb = json.loads(ran.stdout)
        assert found in said
        assert own_mb < own
        assert reader_mb < reader


# Fuzzing ------------------------------------------------------------------------------------------

Edit = tuple[int, float, bytes]
"""How many bytes are taken away, where (as a share of all), and what is put there instead."""

PIECES = st.sampled_from(
    [
        *[b'"', b"<", b">", b"/", b"=", b";", b",", b"\n", b"\r", b"\t", b"|", b"\0", b"\xff", b""],
        *[b"\xef\xbb\xbf", b"\xff\xfe", b"sep=,\n", b"&#0;", b"&amp;", b"<!DOCTYPE a>", b"<v/>"],
        *[b"-1", b"0", b"99999999", b"1e308", b"NaN", b"XFD1048576", b'r="A0"', b't="e"'],
        *[b't="s"', b't="d"', b't="b"', b't="n"', b's="99"', b"<f>", b"</f>", b"<c>", b"<is>"],
        *[b'office:value-type="time"', b"PT99999999999H", b"0000-00-00", b'count="99999999"'],
        *[b'table:number-columns-repeated="9999"', b'table:number-rows-repeated="-1"'],
    ]
)
EDITS: st.SearchStrategy[list[Edit]] = st.lists(
    st.tuples(st.integers(0, 12), st.floats(0, 1), PIECES | st.binary(max_size=4)),
    min_size=1,
    max_size=4,
)
WORKBOOKS = {
    "xlsx": samples.as_xlsx(samples.SURVEYMONKEY, [(1, 10, 1, 11)]),
    "ods": samples.as_ods(samples.MICROSOFT),
}
PARTS = {kind: samples.parts_of(content) for kind, content in WORKBOOKS.items()}
TABLES = [
    samples.as_csv(samples.SURVEYMONKEY),
    samples.as_csv(samples.GOOGLE, encoding="utf-16", delimiter="\t"),
    samples.as_csv(samples.MICROSOFT, encoding="windows-1252", delimiter=";"),
]

FUZZ = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
"""No deadline: a slow one among thousands is the machine. The numbers of examples below make
4,000 files in half a minute; to fuzz for longer, raise them."""


def edited(content: bytes, edits: list[Edit]) -> bytes:
    """A file after some edits."""
    for removed, share, piece in edits:
        at = int(share * len(content))
        content = content[:at] + piece + content[at + removed :]
    return content


def outcome(name: str, content: bytes) -> SurveyFile | UnreadableFile:
    """The file, understood as far as it goes, or the message; whatever else is a failure."""
    try:
        file = read_file(name, content)
    except UnreadableFile as error:
        return error
    for sheet in file.sheets:
        table = recognise(sheet)
        problem_of(file.name, table)
        rows = [*table.heading_rows, *table.people, *table.set_aside]
        assert sorted(rows) == list(sheet.cells.index)
    return file


class TestAnyBytes:
    """In one process for all workbooks, since starting one for each takes longer than reading."""

    @pytest.fixture(autouse=True)
    def lasting_reader(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[LastingReader]:
        reader = LastingReader()
        monkeypatch.setattr(spreadsheets, "read_in_own_process", reader.read)
        yield reader
        reader.close()

    @settings(FUZZ, max_examples=1_200)
    @given(content=st.sampled_from(TABLES), edits=EDITS)
    def test_edited_text_is_read_or_refused(self, content: bytes, edits: list[Edit]) -> None:
        outcome("a.csv", edited(content, edits))

    @settings(FUZZ, max_examples=500)
    @given(content=st.binary(max_size=200))
    @example(b"PK\x03\x04")
    @example(b"\xff\xfe\x00")
    def test_any_bytes_are_read_or_refused(self, content: bytes) -> None:
        outcome("a.csv", content)

    @settings(FUZZ, max_examples=500)
    @given(text=st.text(st.sampled_from('ab,;\t|"\r\n\x00\ufeff\udc80é '), max_size=60))
    def test_any_pasted_text_is_read_or_refused(self, text: str) -> None:
        with suppress(UnreadableFile):
            recognise(read_pasted(text).sheets[0])

    @settings(FUZZ, max_examples=1_200)
    @given(kind=st.sampled_from(["xlsx", "ods"]), data=st.data(), edits=EDITS)
    def test_edited_parts_of_a_workbook_are_read_or_refused(
        self, kind: str, data: st.DataObject, edits: list[Edit]
    ) -> None:
        parts = PARTS[kind]
        part = data.draw(st.sampled_from(sorted(parts)))
        outcome(f"a.{kind}", samples.as_zip(parts | {part: edited(parts[part], edits)}))

    @settings(FUZZ, max_examples=600)
    @given(kind=st.sampled_from(["xlsx", "ods"]), edits=EDITS)
    def test_an_edited_zip_is_read_or_refused(self, kind: str, edits: list[Edit]) -> None:
        outcome(f"a.{kind}", edited(WORKBOOKS[kind], edits))

    def test_the_lasting_reader_reads_what_the_real_one_reads(self) -> None:
        file = read_file("a.xlsx", WORKBOOKS["xlsx"])
        assert len(recognise(file.sheets[0]).people) == 2

    def test_a_death_of_the_reader_is_noticed_and_the_next_file_is_read(
        self, lasting_reader: LastingReader
    ) -> None:
        read_file("a.xlsx", WORKBOOKS["xlsx"])
        assert lasting_reader.process is not None
        lasting_reader.process.kill()
        with pytest.raises(UnreadableFile, match="damaged, or takes more memory than"):
            read_file("a.xlsx", WORKBOOKS["xlsx"])
        assert lasting_reader.deaths == 1
        assert read_file("a.xlsx", WORKBOOKS["xlsx"]).sheets
