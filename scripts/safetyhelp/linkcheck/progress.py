"""How far a check has come, shown on stderr: a bar on a terminal, now and then a line elsewhere."""

from collections import Counter
from collections.abc import Callable
from typing import TextIO

from safetyhelp.evidence.vocabulary import FAILING, Verdict

_WIDTH = 24
_EVERY_SECONDS = 10.0
_REFRESH_SECONDS = 0.1


class Progress:
    """Counts results and shows the counts."""

    def __init__(self, total: int, stream: TextIO, clock: Callable[[], float]) -> None:
        self._total = total
        self._stream = stream
        self._clock = clock
        self._bar = stream.isatty()
        self._shown_at = clock() - (_REFRESH_SECONDS if self._bar else 0)
        self._done = 0
        self._counts: Counter[str] = Counter()

    def add(self, verdicts: list[Verdict]) -> None:
        """Count the results of one visit."""
        self._done += 1
        for verdict in verdicts:
            word = "failing" if verdict in FAILING else verdict.value
            self._counts[word] += 1
        pause = _REFRESH_SECONDS if self._bar else _EVERY_SECONDS
        now = self._clock()
        if now - self._shown_at >= pause or self._done == self._total:
            self._shown_at = now
            self._show()

    def _show(self) -> None:
        counts = ", ".join(f"{n:,} {word}" for word, n in sorted(self._counts.items()))
        text = f"{self._done:,} of {self._total:,} pages: {counts}"
        if not self._bar:
            print(text, file=self._stream, flush=True)
            return
        filled = _WIDTH * self._done // max(1, self._total)
        self._stream.write(f"\r\x1b[K[{'#' * filled}{'.' * (_WIDTH - filled)}] {text}")
        if self._done == self._total:
            self._stream.write("\n")
        self._stream.flush()
