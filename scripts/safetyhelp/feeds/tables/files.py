"""The files of the tables: CSV, and the data package that describes them (Frictionless, v1)."""

import json
from collections.abc import Iterator, Sequence

from safetyhelp.feeds.edition import LICENCE, LICENCE_URL, Edition, Fields
from safetyhelp.feeds.published import Published
from safetyhelp.feeds.tables.table import Table, as_csv, resource
from safetyhelp.feeds.tables.tables import every_table

FOLDER = "data/tables"


def _about(edition: Edition) -> Fields:
    return {
        "name": "local-safety-help",
        "title": "Local Safety Help",
        "description": "Who does what about hate crime and antisocial behaviour, for every council "
        "area in the UK. Old contacts can do harm: keep source, seen, confirmed and doubt with "
        "each of them, and take the files anew each week.",
        "created": f"{edition.day.isoformat()}T00:00:00Z",
        **({"homepage": edition.site_url} if edition.site_url else {}),
        "licenses": [
            {"name": LICENCE, "path": LICENCE_URL, "title": "Creative Commons Attribution 4.0"}
        ],
        "sources": [{"title": line} for line in edition.lines],
    }


def package_files(
    folder: str, tables: Sequence[Table], about: Fields
) -> Iterator[tuple[str, bytes]]:
    """Yield (path, content) of tables, and of the data package that describes them.

    `about` is what the package says of itself.
    """
    for table in tables:
        yield f"{folder}/{table.file}", as_csv(table)
    resources = [resource(table) for table in tables]
    package = {"profile": "tabular-data-package", **about, "resources": resources}
    text = json.dumps(package, ensure_ascii=False, indent=2)
    yield f"{folder}/datapackage.json", f"{text}\n".encode()


def table_files(data: Published) -> Iterator[tuple[str, bytes]]:
    """Yield (path, content) of every table, and of their data package."""
    return package_files(FOLDER, every_table(data), _about(data.edition))
