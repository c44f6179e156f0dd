"""Results as they come in, one line each, beside the state file: kill -9 loses none of them.

Writing the whole state file after every result would take longer than the results do. So each
result is one line in the journal; at the end of a run the state file is replaced as a whole and
the journal is deleted. A run that finds a journal goes on where the one before it was stopped.

Whether the results of a run can be believed shows only when there are many (evidence/trust.py). So
whoever reads a journal that was left behind takes from it only what can be trusted.
"""

import contextlib
import json
import os
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any, Self

from safetyhelp.evidence.rows import FAULTS
from safetyhelp.evidence.state import (
    State,
    StateError,
    as_document,
    from_document,
    read_state,
    write_state,
)
from safetyhelp.evidence.trust import Visited, trusted

try:
    import fcntl
except ImportError:  # Windows: two runs at once are then not noticed
    fcntl = None  # type: ignore[assignment]

_STALE = timedelta(hours=24)


def journal_of(state_file: Path) -> Path:
    """Return where the journal of a state file lies."""
    return state_file.with_name(f"{state_file.name}.journal")


def left_behind(state_file: Path) -> str:
    """Return the journal beside a state file; without one it is empty. Raises StateError."""
    path = journal_of(state_file)
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise StateError(f"{path}: cannot be read: {error.strerror}.") from error


def _rows(text: str) -> tuple[datetime | None, list[Visited]]:
    """Read a journal: when its run began, and what it has visited, in order.

    The last line may be cut off.
    """
    started, rows = None, []
    for line in text.split("\n"):
        with contextlib.suppress(*FAULTS):
            row = json.loads(line)
            if "started" in row:
                started = datetime.fromisoformat(row["started"])
                continue
            end, page = str(row.get("end", "")), str(row.get("page", ""))
            rows.append(Visited(str(row["visited"]), from_document(row), end, page))
    return started, rows


def with_visits(before: State, rows: Iterable[Visited]) -> State:
    """Return what is known after some visits."""
    after = before.copy()
    for row in rows:
        after.take(row.result)
    return after


def read_everything(state_file: Path) -> State:
    """Read a state file, and what a run that was cut short has left in the journal beside it.

    Nothing is changed, so this may be done at any time. Raises StateError.
    """
    state = read_state(state_file)
    return with_visits(state, trusted(_rows(left_behind(state_file))[1], state))


class Journal:
    """The journal of one run, and what is remembered from the runs before.

    `before` is what was known when the run began, `rows` are its visits and `done` their pages;
    `state` is all together.
    """

    def __init__(self, state_file: Path, now: datetime) -> None:
        """Open the journal and read it and the state file. Raises StateError."""
        self.before = read_state(state_file)
        self.rows: list[Visited] = []
        self.started = now
        self._state_file = state_file
        self._path = journal_of(state_file)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file: IO[str] = self._path.open("a+", encoding="utf-8", errors="replace")
        except OSError as error:
            raise StateError(f"{self._path}: cannot be written: {error.strerror}.") from error
        self._lock()
        self._file.seek(0)
        if not self._goes_on(self._file.read(), now):
            self.begin(now)
        self.state = with_visits(self.before, self.rows)
        self.done = {row.url for row in self.rows}

    def _lock(self) -> None:
        if fcntl is None:
            return
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._file.close()
            raise StateError(
                f"{self._path}: another check is running with this state file. Wait for its end."
            ) from error

    def _goes_on(self, text: str, now: datetime) -> bool:
        """Read what the journal holds; say whether its run is one to go on with."""
        started, self.rows = _rows(text)
        if started is None or now - started >= _STALE:
            return False
        self.started = started
        if not text.endswith("\n"):  # it was killed in the middle of a line
            self._file.write("\n")
        return True

    def begin(self, now: datetime) -> None:
        """Begin a new run. What can be trusted of an old one is put into the state file first.

        Raises StateError.
        """
        try:
            if self.rows:
                self.before = with_visits(self.before, trusted(self.rows, self.before))
                write_state(self._state_file, self.before)
                self.rows = []
            self.state = self.before.copy()
            self.done = set()
            self.started = now
            self._file.truncate(0)
            self._append({"started": now.astimezone(UTC).isoformat()})
        except OSError as error:
            raise StateError(f"{self._path}: cannot be written: {error.strerror}.") from error

    def _append(self, row: dict[str, Any]) -> None:
        self._file.write(json.dumps(row, ensure_ascii=False) + "\n")
        self._file.flush()

    def add(self, row: Visited) -> None:
        """Keep the result of one visit, for good. Raises OSError when the disk is full."""
        more = {name: value for name in ("end", "page") if (value := getattr(row, name))}
        self._append({"visited": row.url, **more, **as_document(row.result)})
        self.state.take(row.result)
        self.rows.append(row)
        self.done.add(row.url)

    def delete(self) -> None:
        """Delete the journal: what it holds is in the state file now, or is not wanted."""
        with contextlib.suppress(OSError):
            os.unlink(self._path)  # noqa: PTH108  the same whether it is there or not

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the journal. What it holds stays for the next run."""
        self._file.close()
