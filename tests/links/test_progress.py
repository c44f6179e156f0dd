"""How far a check has come: a bar on a terminal, a line now and then elsewhere."""

import io

from safetyhelp.evidence.vocabulary import Verdict
from safetyhelp.linkcheck.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that a test sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bar_with_counts_on_a_terminal() -> None:
    stream, clock = Terminal(), Clock()
    progress = Progress(4, stream, clock)
    verdicts = ([Verdict.OK], [Verdict.GONE, Verdict.TIME_OUT], [Verdict.OK], [Verdict.MOVED])
    for verdict in verdicts:
        progress.add(verdict)
        clock.now += 1
    shown = [part.removeprefix("\x1b[K") for part in stream.getvalue().split("\r")[1:]]
    assert shown == [
        "[######..................] 1 of 4 pages: 1 ok",
        "[############............] 2 of 4 pages: 2 failing, 1 ok",
        "[##################......] 3 of 4 pages: 2 failing, 2 ok",
        "[########################] 4 of 4 pages: 2 failing, 1 moved, 2 ok\n",
    ]


def test_the_bar_is_not_drawn_more_often_than_anybody_can_see() -> None:
    stream, clock = Terminal(), Clock()
    progress = Progress(1_000, stream, clock)
    for _ in range(1_000):
        progress.add([Verdict.OK])
        clock.now += 0.001
    assert 5 <= stream.getvalue().count("\r") <= 12
    assert stream.getvalue().endswith("1,000 of 1,000 pages: 1,000 ok\n")


def test_a_log_gets_a_line_now_and_then() -> None:
    stream, clock = io.StringIO(), Clock()
    progress = Progress(100, stream, clock)
    for _ in range(100):
        clock.now += 0.5
        progress.add([Verdict.OK])
    lines = stream.getvalue().splitlines()
    assert lines[0] == "20 of 100 pages: 20 ok"
    assert lines[-1] == "100 of 100 pages: 100 ok"
    assert len(lines) == 5
