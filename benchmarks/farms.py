"""Farms of made-up sites on loopback, each in a process of its own."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def farm(module: str, *values: object) -> Iterator[int]:
    """Run a farm and give its port; `values` are what its command takes after the port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", module, str(port), *map(str, values)]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert running.stdout
        running.stdout.readline()
        yield port
    finally:
        running.kill()
        running.wait()
