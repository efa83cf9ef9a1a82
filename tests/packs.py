"""Small region packs for tests, and ways to spoil them.

A test copies the pack that ships, or makes a tiny region of four councils, and changes what it is
about. Rows are counted as a spreadsheet counts them: the header is row 1.
"""

import csv
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).parents[1] / "data"
DESCRIPTOR = "datapackage.json"

Json = dict[str, Any]


# Edits --------------------------------------------------------------------------------------------


def copy_of_shipped(folder: Path) -> Path:
    """Copy the pack that ships into a new folder within this one."""
    return shutil.copytree(SHIPPED, folder / "pack")


def read_table(pack: Path, file: str) -> list[list[str]]:
    """All rows of a CSV file, the header first."""
    with (pack / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def write_table(pack: Path, file: str, rows: Sequence[Sequence[str]]) -> None:
    """Write rows, the header first, as a CSV file."""
    with (pack / file).open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows(rows)


def set_cell(pack: Path, file: str, row: int, column: str, value: str) -> None:
    """Put a value into a cell; the header is row 1."""
    rows = read_table(pack, file)
    rows[row - 1][rows[0].index(column)] = value
    write_table(pack, file, rows)


def row_of(pack: Path, file: str, value: str) -> int:
    """The first row with this value in any of its cells."""
    return 1 + next(at for at, cells in enumerate(read_table(pack, file)) if value in cells)


def drop_column(pack: Path, file: str, column: str) -> None:
    """Take a column away, with its name."""
    rows = read_table(pack, file)
    gone = rows[0].index(column)
    write_table(pack, file, [[*cells[:gone], *cells[gone + 1 :]] for cells in rows])


def append_row(pack: Path, file: str, **cells: str) -> int:
    """Append a row; cells that are not named stay empty. Gives the number of the row."""
    rows = read_table(pack, file)
    unknown = cells.keys() - set(rows[0])
    assert not unknown, f"{file} has no columns {unknown}"
    write_table(pack, file, [*rows, [cells.get(name, "") for name in rows[0]]])
    return len(rows) + 1


def delete_row(pack: Path, file: str, row: int) -> None:
    """Take a row away; the header is row 1."""
    rows = read_table(pack, file)
    del rows[row - 1]
    write_table(pack, file, rows)


def empty_table(pack: Path, file: str) -> None:
    """Leave nothing but the header."""
    write_table(pack, file, read_table(pack, file)[:1])


def delete_file(pack: Path, file: str) -> None:
    """Take a file away."""
    (pack / file).unlink()


def write_bytes(pack: Path, file: str, content: bytes) -> None:
    """Put other bytes into a file."""
    (pack / file).write_bytes(content)


def replace_bytes(pack: Path, file: str, old: bytes, new: bytes) -> None:
    """Put other bytes into one place of a file."""
    content = (pack / file).read_bytes()
    assert content.count(old) >= 1, f"{file} does not hold {old!r}"
    write_bytes(pack, file, content.replace(old, new, 1))


def read_json(pack: Path, file: str = DESCRIPTOR) -> Any:
    """What a JSON file says: datapackage.json, if not said otherwise."""
    return json.loads((pack / file).read_text(encoding="utf-8"))


def write_json(pack: Path, content: Any, file: str = DESCRIPTOR) -> None:
    """Write a JSON file: datapackage.json, if not said otherwise."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (pack / file).write_text(text, encoding="utf-8")


def edit_json(pack: Path, edit: Callable[[Json], object], file: str = DESCRIPTOR) -> None:
    """Change what a JSON file says, in place."""
    content = read_json(pack, file)
    edit(content)
    write_json(pack, content, file)


def resource(descriptor: Json, name: str) -> Json:
    """The entry of a file in datapackage.json."""
    return next(each for each in descriptor["resources"] if each["name"] == name)


def drop_resource(pack: Path, name: str) -> None:
    """Take the entry of a file out of datapackage.json; the file stays."""

    def without(descriptor: Json) -> None:
        descriptor["resources"].remove(resource(descriptor, name))

    edit_json(pack, without)


# A tiny region ------------------------------------------------------------------------------------

TINY_SOURCE = {"title": "Made up for tests", "path": "https://example.org/tiny"}

NORTHMOOR = "Z06000001"  # a unitary authority, west of the county
EASTFORD = "Z07000001"  # a district of the county, north
SOUTHWICK = "Z07000002"  # a district of the county, south
HOLMSHIRE = "Z10000001"  # the county council over the two districts

TINY_SQUARES = {  # west, south, east, north in degrees; borders are identical
    NORTHMOOR: (0.0, 52.0, 0.2, 52.2),
    EASTFORD: (0.2, 52.1, 0.4, 52.2),
    SOUTHWICK: (0.2, 52.0, 0.4, 52.1),
}

TINY_ANSWERS_FILE = "answers_2030.csv"

TINY_TABLES: dict[str, str] = {
    "council_types.csv": """\
type,label,plural,note
unitary,Unitary authority,unitary authorities,Runs all services.
county,County council,county councils,Runs the services of the whole county.
district,District council,district councils,Runs the local services.
""",
    "councils.csv": f"""\
code,name,official_name,type,county_code,county_area,map_label,aliases
{NORTHMOOR},Northmoor,Northmoor Council,unitary,,Moorland,North-|moor,Moor
{EASTFORD},Eastford,Eastford District Council,district,{HOLMSHIRE},Holmshire,East-|ford,
{SOUTHWICK},Southwick,Southwick District Council,district,{HOLMSHIRE},Holmshire,South-|wick,Wick
{HOLMSHIRE},Holmshire,Holmshire County Council,county,,Holmshire,Holm-|shire,
""",
    "waves.csv": f"""\
wave,title,when,people,people_basis,councils_answered,councils_invited,summary,not_published,\
answers_file,answers_provenance,source_url
2030,Tiny survey 2030,2030,10,published,3,4,10 people from 3 of the 4 councils answered.,,\
{TINY_ANSWERS_FILE},own,https://example.org/tiny
""",
    "questions.csv": """\
question,group,short,measure,kind,unit,direction,headline,wording,wording_basis,help,finding,aliases
use,Use,Use,High use,single,people,strength,yes,How much do you use it?,original,\
"Each person said high or low. The measure counts ""high"".",say their use is high,How often?
barriers,Barriers,Barriers,Barriers to use,multiple,people,weakness,,What stands in the way?,\
original,"People could name several barriers, or say there are none.",name {option} as a barrier,
""",
    "options.csv": """\
question,option,label,role,aliases
use,high,High,high,A lot;Plenty
use,low,Low,,
barriers,cost,Cost,high,
barriers,time,Time,high,
barriers,nothing,Nothing,none,
""",
    "panels.csv": """\
panel,title,kind,level,questions
use,How much it is used,compare,main,use
barriers,What stands in the way,ranking,main,barriers
ratings,How the answers split,split,more,use
""",
    "published.csv": """\
wave,question,option,percent,as_published,count,base,count_basis,published_unit,source_url,note
2030,use,high,60,,6,10,published,people,https://example.org/tiny,
2030,use,low,40,,4,10,published,people,https://example.org/tiny,
2030,barriers,cost,50,,5,10,published,people,https://example.org/tiny,
2030,barriers,time,30,,3,10,published,people,https://example.org/tiny,
2030,barriers,nothing,40,,4,10,published,people,https://example.org/tiny,
""",
    TINY_ANSWERS_FILE: """\
person,council,use,barriers
p01,Northmoor,high,nothing
p02,Northmoor,high,nothing
p03,Northmoor,high,cost
p04,Northmoor,low,cost;time
p05,Eastford,high,nothing
p06,Eastford,high,nothing
p07,Eastford,low,time
p08,Holmshire,high,cost
p09,Holmshire,low,cost;time
p10,Holmshire,low,cost
""",
}
"""Files of the tiny region. Southwick did not answer; the answers add up to what is published."""

SECOND_ANSWERS_FILE = "answers_2031.csv"

SECOND_ANSWERS = """\
person,council,use,barriers
q01,Northmoor,high,nothing
q02,Northmoor,low,cost
q03,Southwick,high,nothing
q04,Southwick,low,cost;time
q05,Holmshire,low,cost
q06,Holmshire,low,cost
q07,Holmshire,high,cost;time
q08,Holmshire,low,time
q09,Holmshire,low,
q10,Holmshire,low,time
"""
"""Answers to a second wave: Eastford no longer answered, Southwick did; one person skipped one."""

MATURITY_TABLES: dict[str, str] = {
    "dimensions.csv": """\
dimension,label,description,weight,note
use,Use,How much it is used.,3,
freedom,Freedom,How little stands in the way.,1,Two barriers were asked about.
""",
    "dimension_points.csv": """\
dimension,question,option,points
use,use,high,100
use,use,low,0
freedom,barriers,cost,-50
freedom,barriers,time,-50
freedom,barriers,nothing,0
""",
    "levels.csv": """\
level,label,from,description,next_step
low,Low,0,Little of it is there.,Begin.
high,High,50,Much of it is there.,Go on.
""",
}
"""A model of maturity for the tiny region: use counts three times as much as freedom."""

MATURITY_RESOURCES = ("dimensions", "dimension-points", "levels")

OPTIONAL_RESOURCES = {
    *("good-practice", "account-figures", "funded-projects"),
    *(*MATURITY_RESOURCES, "next-steps"),
    *("wave-differences", "claims"),
}


def tiny_region(folder: Path) -> Path:
    """Make a region pack of four made-up councils in a new folder within this one.

    One county council lies over two districts; one unitary authority lies beside them. Two
    questions were asked in one wave, and ten people from three councils answered.
    """
    pack = folder / "tiny"
    pack.mkdir(parents=True)
    for file, text in TINY_TABLES.items():
        (pack / file).write_bytes(text.encode("utf-8"))
    write_json(pack, _tiny_boundaries(), "boundaries.geojson")
    write_json(pack, _tiny_descriptor())
    return pack


def with_maturity(pack: Path) -> Path:
    """Add a model of maturity to a tiny region: two dimensions, two levels."""
    for file, text in MATURITY_TABLES.items():
        (pack / file).write_bytes(text.encode("utf-8"))
    shipped = read_json(SHIPPED)
    entries = [_made_up(resource(shipped, name)) for name in MATURITY_RESOURCES]
    edit_json(pack, lambda descriptor: descriptor["resources"].extend(entries))
    return pack


def second_wave(pack: Path, answers: str = SECOND_ANSWERS) -> Path:
    """Add a wave 2031 with its answers, of which nothing was published, to a tiny region."""
    (pack / SECOND_ANSWERS_FILE).write_bytes(answers.encode("utf-8"))
    append_row(
        pack,
        "waves.csv",
        wave="2031",
        title="Tiny survey 2031",
        when="2031",
        people="10",
        people_basis="published",
        councils_answered="3",
        councils_invited="4",
        summary="10 people from 3 of the 4 councils answered.",
        answers_file=SECOND_ANSWERS_FILE,
        answers_provenance="own",
        source_url=TINY_SOURCE["path"],
    )
    of_second = {"name": "answers-2031", "path": SECOND_ANSWERS_FILE, "title": "Answers, 2031"}
    entry = _tiny_answers() | of_second
    edit_json(pack, lambda descriptor: descriptor["resources"].append(entry))
    return pack


def wave_difference(pack: Path, question: str, effect: str, reason: str) -> Path:
    """Say why a question of a tiny region may not be compared between 2030 and 2031."""
    header = "question,wave,other_wave,effect,reason"
    text = f"{header}\n{question},2030,2031,{effect},{reason}\n"
    (pack / "wave_differences.csv").write_bytes(text.encode("utf-8"))
    entry = _made_up(resource(read_json(SHIPPED), "wave-differences"))
    edit_json(pack, lambda descriptor: descriptor["resources"].append(entry))
    return pack


def promised(pack: Path, minimum_people: str, shows_councils: str = "", invited: str = "") -> Path:
    """Say of the waves of a tiny region what was promised to those who answered."""
    header, *rows = read_table(pack, "waves.csv")
    added = {
        "minimum_people": minimum_people,
        "shows_councils": shows_councils,
        "invited": invited,
    }
    filled = [[*row, *added.values()] for row in rows]
    write_table(pack, "waves.csv", [[*header, *added], *filled])
    fields = [{"name": name, "type": "string", "description": name} for name in added]
    fields[0]["type"] = "integer"
    edit_json(pack, lambda each: resource(each, "waves")["schema"]["fields"].extend(fields))
    return pack


def square(west: float, south: float, east: float, north: float) -> Json:
    """A square as a GeoJSON geometry."""
    corners = [[west, south], [west, north], [east, north], [east, south], [west, south]]
    return {"type": "Polygon", "coordinates": [corners]}


def _tiny_boundaries() -> Json:
    squares = {code: list(sides) for code, sides in TINY_SQUARES.items()}
    geometries = {code: square(*sides) for code, sides in squares.items()}
    # The districts meet at a point on Northmoor's border, so Northmoor has a corner there too.
    geometries[NORTHMOOR]["coordinates"][0].insert(3, [0.2, 52.1])
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"code": code}, "geometry": geometry}
            for code, geometry in geometries.items()
        ],
    }


def _tiny_descriptor() -> Json:
    descriptor: Json = read_json(SHIPPED)
    descriptor |= {
        "name": "tinyshire",
        "title": "Tiny survey",
        "description": "A made-up region for tests.",
        "homepage": TINY_SOURCE["path"],
        "keywords": ["made up"],
        "sources": [TINY_SOURCE],
        "region": {
            "name": "Tinyshire",
            "survey": "Tiny survey",
            "about": "A made-up survey of four made-up councils.",
            "source": "Tiny survey, made up for tests",
            "source_url": TINY_SOURCE["path"],
        },
        "resources": [
            _made_up(each)
            for each in descriptor["resources"]
            if each["name"] not in OPTIONAL_RESOURCES and not _holds_answers(each)
        ],
    }
    resource(descriptor, "boundaries")["attribution"] = "Made-up boundaries."
    descriptor["resources"].append(_tiny_answers())
    return descriptor


def _made_up(entry: Json) -> Json:
    """The entry of a file that ships, as one of the tiny region."""
    return entry | {
        "description": f"{entry['title']} of a made-up region.",
        "sources": [TINY_SOURCE],
    }


def _holds_answers(entry: Json) -> bool:
    return "person" in [field["name"] for field in entry.get("schema", {}).get("fields", [])]


def _tiny_answers() -> Json:
    """The entry of the answers, like the one that ships."""
    entry: Json = next(each for each in read_json(SHIPPED)["resources"] if _holds_answers(each))
    fields = [
        field for field in entry["schema"]["fields"] if field["name"] in {"person", "council"}
    ]
    asked = [
        {"name": name, "type": "string", "description": f"Answer to {name}"}
        for name in ("use", "barriers")
    ]
    return entry | {
        "name": "answers-2030",
        "path": TINY_ANSWERS_FILE,
        "title": "Answers, 2030",
        "description": "Made-up answers of ten made-up people.",
        "sources": [TINY_SOURCE],
        "schema": entry["schema"] | {"fields": [*fields, *asked]},
    }
