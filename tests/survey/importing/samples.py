"""Makes export files as the services write them, and files as nobody should: by program, the same
bytes each time."""

import csv
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter

Rows = Sequence[Sequence[Any]]

MOMENT = datetime(2026, 5, 14, 9, 30)

MICROSOFT: Rows = (
    (
        "ID",
        "Start time",
        "Completion time",
        "Email",
        "Name",
        "Your council",
        "Which channels do you use?",
        "How often do you post?",
        "Anything else?",
    ),
    (1, MOMENT, MOMENT, "anonymous", "", "Walsall", "Facebook;X (Twitter);", "Daily", "No, thanks"),
    (2, MOMENT, MOMENT, "anonymous", "", "Dudley", "Facebook;", "Weekly", ""),
    (3, MOMENT, MOMENT, "anonymous", "", "Sandwell", "", "Monthly", "We’d like – help"),
)

SURVEYMONKEY: Rows = (
    (
        "Respondent ID",
        "Collector ID",
        "Start Date",
        "End Date",
        "IP Address",
        "Email Address",
        "First Name",
        "Last Name",
        "Custom Data 1",
        "Your council",
        "",
        "Which channels do you use?",
        "",
        "",
        "How often do you post?",
        "",
        "Anything else?",
    ),
    (
        *[""] * 9,
        "Response",
        "Other (please specify)",
        "Facebook",
        "X (Twitter)",
        "Other (please specify)",
        "Facebook",
        "X (Twitter)",
        "Open-Ended Response",
    ),
    (
        *(118000000001, 433000001, MOMENT, MOMENT, "192.0.2.1", "", "", "", ""),
        *("Walsall", "", "Facebook", "X (Twitter)", "", "Daily", "Weekly", "No, thanks"),
    ),
    (
        *(118000000002, 433000001, MOMENT, MOMENT, "192.0.2.2", "", "", "", ""),
        *("", "Elsewhere", "Facebook", "", "Mastodon", "Weekly", "", ""),
    ),
)

GOOGLE: Rows = (
    ("Timestamp", "Email Address", "Your council", "Which channels?", "How often? [Facebook]"),
    ("14/05/2026 09:30:00", "a@example.org", "Walsall", "Facebook, X, formerly Twitter", "Daily"),
    ("14/05/2026 09:31:00", "b@example.org", "Dudley", "Facebook", "Weekly"),
)

PLAIN: Rows = (("Council", "Staff"), ("Walsall", 5), ("Dudley", 2.5))


def as_csv(
    rows: Rows, *, encoding: str = "utf-8", delimiter: str = ",", end: str = "\r\n"
) -> bytes:
    """Rows as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(
    sheets: Mapping[str, Rows] | Rows,
    merged: Sequence[tuple[int, int, int, int]] = (),
    hidden: Sequence[str] = (),
) -> bytes:
    """Rows as XLSX; a cell that starts with = is a formula.

    `merged` are cells of the first sheet: first row, first column, last row, last column, from 1.
    """
    by_name = sheets if isinstance(sheets, Mapping) else {"Form1": sheets}
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2026, 1, 1, tzinfo=UTC)})
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
        for index, (name, rows) in enumerate(by_name.items()):
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, datetime):
                        sheet.write_datetime(row, column, cell, moment)
                    elif cell not in ("", None):
                        sheet.write(row, column, cell)
            for top, left, bottom, right in merged if index == 0 else ():
                text = rows[top - 1][left - 1]
                sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, text)
    return content.getvalue()


def xlsx_of(sheet: str, **parts: bytes) -> bytes:
    """XLSX with this XML for its only sheet, and other parts by name (``__`` for a slash)."""
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="xml" '
        'ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
        f'Type="{rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rels}"><sheets>'
        '<sheet name="Form1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
        f'Type="{rels}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet.replace("<worksheet>", f'<worksheet xmlns="{main}">'),
    }
    return as_zip(
        {name: text.encode() for name, text in files.items()}
        | {name.replace("__", "/"): content for name, content in parts.items()}
    )


def as_ods(rows: Rows, extra: str = "") -> bytes:
    """Rows as ODS, `extra` being XML at the end of the table."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    body = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{office}" '
        f'xmlns:table="{table}" xmlns:text="{text}" office:version="1.3"><office:body>'
        f'<office:spreadsheet><table:table table:name="Form1">{body}{extra}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    return as_zip(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def _ods_cell(cell: Any) -> str:
    match cell:
        case "" | None:
            return "<table:table-cell/>"
        case bool():
            kind = f'office:value-type="boolean" office:boolean-value="{str(cell).lower()}"'
        case int() | float():
            kind = f'office:value-type="float" office:value="{cell}"'
        case datetime():
            kind = f'office:value-type="date" office:date-value={quoteattr(cell.isoformat())}'
        case _:
            kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{escape(str(cell))}</text:p></table:table-cell>"


def as_zip(files: Mapping[str, bytes]) -> bytes:
    """Files as a zip, the same bytes each time."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in files.items():
            archive.writestr(
                zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), inside, zipfile.ZIP_DEFLATED
            )
    return content.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """What is in a zip, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def office_file(*streams: str) -> bytes:
    """The start of an Office file in the old container, with the names of its streams."""
    names = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + names


def png() -> bytes:
    """A picture of one white point."""

    def chunk(kind: bytes, inside: bytes) -> bytes:
        checked = kind + inside
        return struct.pack(">I", len(inside)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0\xff")
    parts = chunk(b"IHDR", header), chunk(b"IDAT", pixels), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
