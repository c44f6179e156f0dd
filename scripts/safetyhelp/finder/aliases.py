"""Names that people use and no list holds: BCP, the Met, Berkshire.

In: `data/areas/aliases.csv`, written by hand. Out: `Alias` values in the order of the file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from safetyhelp.areas.on_a_day import AreasOnDay
from safetyhelp.areas.tables import AreaFileError, Row, parse_table, read_text
from safetyhelp.findings.model import Finding
from safetyhelp.text.words import did_you_mean

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


def aliases_in(text: str, file: str) -> Iterator[Alias | AreaFileError]:
    """Yield each alias of a table, or what is wrong with its row; an alias has one line.

    What is wrong with the header ends it: nobody can tell what the columns are.
    """
    header = ",".join(ALIAS_COLUMNS)
    try:
        list(parse_table(text.partition("\n")[0], file, ALIAS_COLUMNS))
    except AreaFileError as error:
        yield error
        return
    found: set[Alias] = set()
    for number, line in enumerate(text.splitlines()[1:], 2):
        try:
            for row in parse_table(f"{header}\n{line}\n", file, ALIAS_COLUMNS):
                alias = _alias(row)
                if alias in found:
                    row.refuse("this row is there twice.", "Remove one.")
                found.add(alias)
                yield alias
        except AreaFileError as error:
            yield AreaFileError(file, error.fault, error.remedy, number)


def _alias(row: Row) -> Alias:
    kind = row.one_of("kind", ALIAS_KINDS)
    return Alias(row.required("alias"), kind, row.required("id"))


def read_aliases(path: Path) -> tuple[Alias, ...]:
    """Return the aliases in `path`; none if there is no such file. Raises AreaFileError."""
    found: list[Alias] = []
    for alias in aliases_in(read_text(path), path.name) if path.exists() else ():
        if isinstance(alias, AreaFileError):
            raise alias
        found.append(alias)
    return tuple(found)


def level_of(alias: Alias) -> str:
    """Return at which level of areas an alias names something."""
    return {COUNTY: "counties", POLICE_AREA: "police_areas"}.get(alias.kind, "councils")


def aliases_can_be_read(path: Path, shown: str, areas: AreasOnDay) -> Iterator[Finding]:
    """Yield everything that is wrong with the file of aliases, each row with its line."""
    if not path.exists():
        return
    try:
        every = list(aliases_in(read_text(path), path.name))
    except AreaFileError as error:
        every = [error]
    for number, alias in enumerate(every, 2):
        if isinstance(alias, AreaFileError):
            fault = alias.fault[:1].upper() + alias.fault[1:]
            yield Finding("wrong-form", shown, alias.row or 1, 1, (), fault, alias.remedy)
        elif alias.id not in areas.known_ids(level_of(alias)):
            message = f"“{alias.alias}” stands for “{alias.id}”, which is not known."
            known = [*areas.known_ids(level_of(alias))]
            advice = did_you_mean(alias.id, known, "Correct its kind or its id.")
            yield Finding("unknown-area", shown, number, 1, (), message, advice)
