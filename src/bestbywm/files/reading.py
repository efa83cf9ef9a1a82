"""Reads all files of a pack, each check building on the ones before."""

from collections.abc import Iterator
from pathlib import Path

from frictionless import Package
from frictionless.resources import TableResource

from bestbywm.files.cells import problems_of_cells
from bestbywm.files.description import (
    holds_answers,
    problems_of_descriptor,
    problems_of_references,
    read_descriptor,
    schemas_of,
    source_of,
)
from bestbywm.files.rows import PackFiles, Row
from bestbywm.files.tables import problems_of_empty_tables, read_contents, tables_of
from bestbywm.files.text import refuse


def version_of(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, time and size of each file in the folder: changes whenever a file does."""
    try:
        entries = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        return ()
    return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in entries)


def read_files(folder: Path, *, with_answers: bool = True) -> PackFiles:
    """Read and check every file that datapackage.json lists.

    Parameters
    ----------
    folder
        The folder of the pack.
    with_answers
        False leaves out the tables of answers, which then need not exist.

    Raises
    ------
    PackError
        With every problem of every file: a missing file or column, a value of the wrong kind,
        a duplicate, a reference to nothing, a file that is not UTF-8. What would only follow
        from another problem is left out: cells are checked once all tables are whole.
    """
    descriptor = read_descriptor(folder)
    refuse(problems_of_descriptor(descriptor))
    resources = list(descriptor["resources"])
    if not with_answers:
        resources = [each for each in resources if not holds_answers(each)]
    schemas = schemas_of(resources)
    refuse(problems_of_references(schemas))
    contents = read_contents(folder, resources)
    tables = tables_of(resources, schemas, contents)
    refuse(problems_of_empty_tables(tables))
    package = Package(
        resources=[
            TableResource(name=name, data=table.records, schema=table.schema)
            for name, table in tables.items()
        ]
    )
    refuse(problems_of_cells(package, tables))
    return PackFiles(
        folder=folder,
        descriptor=descriptor,
        tables={name: tuple(_rows(package, name, table.file)) for name, table in tables.items()},
        columns={
            name: {field.name: field.type for field in schema.fields}
            for name, schema in schemas.items()
        },
        file_names={each["name"]: each["path"] for each in resources},
        sources=tuple(source_of(each) for each in resources),
    )


def _rows(package: Package, name: str, file: str) -> Iterator[Row]:
    table = package.get_table_resource(name)
    for row in table.read_rows():
        yield Row(file, row.row_number, row.to_dict())
