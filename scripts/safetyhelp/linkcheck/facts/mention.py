"""One place at which a value stands on a page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """A value in a line of a page, in plain form, and what stands around it.

    `before` and `after` reach to the values beside it; `cell` is the cell of a table's row.
    """

    value: str
    line: int
    cell: int
    before: str
    after: str
