"""Names that people use and no list holds: BCP, the Met, Berkshire.

In: `data/areas/aliases.csv`, written by hand. Out: `Alias` values in the order of the file.
"""

from dataclasses import dataclass
from pathlib import Path

from safetyhelp.areas.tables import read_table

ALIAS_COLUMNS = ["alias", "kind", "id"]

COUNCIL, COUNTY, POLICE_AREA, AREA, WITHIN = "council", "county", "police-area", "area", "within"
ALIAS_KINDS = (COUNCIL, COUNTY, POLICE_AREA, AREA, WITHIN)


@dataclass(frozen=True, slots=True)
class Alias:
    """One name for one thing; a name for several things has several rows.

    `kind` says what `id` is: a council, a county council, a police area, or (`area`) a council in
    a larger area of this name that has no council of its own, such as Berkshire, or (`within`) a
    council in a county of this name that has a council of its own without it: Newport is in
    Shropshire, and not in the area of Shropshire Council. It only says where a place lies.
    """

    alias: str
    kind: str
    id: str


def read_aliases(path: Path) -> tuple[Alias, ...]:
    """Return the aliases in `path`; none if there is no such file."""
    if not path.exists():
        return ()
    found: list[Alias] = []
    for row in read_table(path, ALIAS_COLUMNS):
        if row["kind"] not in ALIAS_KINDS:
            row.refuse(f"“kind” is “{row['kind']}”.", f"Use one of: {', '.join(ALIAS_KINDS)}.")
        alias = Alias(row.required("alias"), row["kind"], row.required("id"))
        if alias in found:
            row.refuse("this row is there twice.", "Remove one.")
        found.append(alias)
    return tuple(found)
