"""The commands of the project, run as people run them, but in this process.

What only a process of its own can show (exit codes, closed pipes, signals, locks) is tested with
one: see `run_script` in `tests.conftest`.
"""

import contextlib
import importlib
import io
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from safetyhelp.command import exit_code
from safetyhelp.paths import ROOT


@dataclass(frozen=True, slots=True)
class Done:
    """What a command left: its exit code, its results, and what it said on the way."""

    returncode: int
    stdout: str
    stderr: str


def _stream(content: bytes = b"") -> io.TextIOWrapper:
    return io.TextIOWrapper(
        io.BytesIO(content), "utf-8", "backslashreplace", newline="\n", write_through=True
    )


def _text(stream: io.TextIOWrapper) -> str:
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode("utf-8")


@contextlib.contextmanager
def _surroundings(
    script: str, cwd: Path, environment: dict[str, str], stdin: bytes
) -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    out, err = _stream(), _stream()
    with (
        patch.object(sys, "argv", [str(ROOT / "scripts" / script)]),
        patch.object(sys, "stdin", _stream(stdin)),
        patch.object(sys, "stdout", out),
        patch.object(sys, "stderr", err),
        patch.dict(os.environ, environment),
        contextlib.chdir(cwd),
    ):
        yield out, err


def run(
    script: str,
    *arguments: str | Path,
    stdin: str | bytes = b"",
    cwd: Path = ROOT,
    environment: dict[str, str] | None = None,
) -> Done:
    """Run a command of the project; no outcome may be a fault that nobody foresaw."""
    main = importlib.import_module(script.removesuffix(".py")).main
    content = stdin.encode("utf-8") if isinstance(stdin, str) else stdin
    with _surroundings(script, cwd, environment or {}, content) as (out, err):
        try:
            code = exit_code(main, [str(each) for each in arguments])
        except SystemExit as stop:  # argparse: wrong usage, or --help
            code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    done = Done(code, _text(out), _text(err))
    assert "that we did not foresee" not in done.stderr, done.stderr
    return done
