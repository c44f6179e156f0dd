"""Lines of text in the making, with what governs each: headings, lead-ins and heads of columns."""

import re
from dataclasses import dataclass, field

from safetyhelp.linkcheck.page.text import MOST_LINES, NO_SETTING, Setting, tidy

_CELL_ENDS = re.compile(r"\s*\t\s*")
_LONGEST = 200


@dataclass(slots=True)
class _Table:
    """A table that has begun: its heads, and the row and cell that are being written."""

    columns: list[str] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    only_heads: bool = True
    rows: int = 0
    cell: list[str] | None = None
    written: list[str] = field(default_factory=list)

    def column(self) -> str:
        return self.columns[len(self.row)] if len(self.row) < len(self.columns) else ""


@dataclass(slots=True)
class Lines:
    """Collects the lines of a page. `length` counts what was written, without spaces around it.

    `_from` is where the text of the open cell begins in the parts of the line.
    """

    lines: list[str] = field(default_factory=list)
    settings: list[Setting] = field(default_factory=list)
    length: int = 0
    _from: int = 0
    _part: list[str] = field(default_factory=list)
    _headings: dict[int, str] = field(default_factory=dict)
    _lead_ins: list[str] = field(default_factory=list)
    _tables: list[_Table] = field(default_factory=list)
    _setting: Setting = NO_SETTING

    def write(self, text: str) -> None:
        """Add text to the line."""
        self._part.append(text)
        self.length += len(text.strip())

    def end_line(self) -> None:
        """Finish the line, if there is anything in it."""
        if not self._part:
            return
        raw = "".join(self._part)
        line = tidy(raw)
        columns = self._columns(raw)
        if line.strip("\t ") and len(self.lines) < MOST_LINES:
            self.lines.append(_CELL_ENDS.sub("\t", line).strip("\t ") if "\t" in line else line)
            plain = self._setting
            self.settings.append(
                Setting(plain.headings, plain.lead_in, columns) if any(columns) else plain
            )
        self._part.clear()

    def _govern(self) -> None:
        headings = tuple(self._headings[level] for level in sorted(self._headings))
        self._setting = Setting(headings, self._lead_ins[-1] if self._lead_ins else "")

    def head(self, level: int, words: str) -> None:
        """Let a heading govern what follows, down to the next one of its level."""
        self.end_line()
        self._headings = {at: text for at, text in self._headings.items() if at < level}
        self._headings[level] = words[:_LONGEST]
        self._govern()

    def begin_list(self, *, table: bool) -> None:
        """Begin a list or table: a line just before it that ends with a colon leads it in."""
        self.end_line()
        last = self.lines[-1] if self.lines else ""
        self._lead_ins.append(last if last.endswith(":") and len(last) <= _LONGEST else "")
        if table:
            self._tables.append(_Table())
        self._govern()

    def end_list(self, *, table: bool) -> None:
        """End the innermost list or table."""
        self.end_line()
        if self._lead_ins:
            self._lead_ins.pop()
        if table and self._tables:
            self._tables.pop()
        self._govern()

    def end_caption(self) -> None:
        """Let the line just written lead in the table that it is the caption of."""
        self.end_line()
        if self._lead_ins and self.lines:
            self._lead_ins[-1] = self.lines[-1][:_LONGEST]
            self._govern()

    # Tables

    def begin_cell(self, *, head: bool) -> None:
        """Begin a cell; its text is set apart by tabs."""
        self.write("\t")
        if self._tables:
            table = self._tables[-1]
            table.cell = []
            table.only_heads = table.only_heads and head
            self._from = len(self._part)

    def end_cell(self) -> None:
        """End a cell."""
        if self._tables and (table := self._tables[-1]).cell is not None:
            text = "".join(self._part[self._from :])
            if text.strip():
                table.written.append(table.column())
            table.row.append(tidy("".join([*table.cell, text])).strip("\t "))
            table.cell = None
        self.write("\t")

    def end_row(self) -> None:
        """End a row; one of heads alone, or a first one without digits, names the columns."""
        self.end_line()
        if not self._tables:
            return
        table = self._tables[-1]
        table.rows += 1
        words = len(table.row) > 1 and not re.search(r"\d", "".join(table.row))
        if table.row and (table.only_heads or (table.rows == 1 and words and all(table.row))):
            table.columns = table.row
        table.row, table.only_heads = [], True

    def _columns(self, raw: str) -> tuple[str, ...]:
        """Return the heads of the cells in the line that ends."""
        if not self._tables:
            return ()
        table = self._tables[-1]
        if table.cell is not None:
            text = "".join(self._part[self._from :]) if self._from <= len(self._part) else raw
            if text.strip():
                table.written.append(table.column())
            table.cell.append(f"{text} ")
            self._from = 0
        columns = tuple(table.written)
        table.written.clear()
        return columns
