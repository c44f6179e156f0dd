"""Councils that are made up, on loopback: python -m benchmarks.council_farm PORT COUNT SECONDS.

Each has an address of its own, a sitemap with more promising pages than are ever asked for, and
pages of the usual size that are never quite what is looked for: so every walk takes as long as a
walk can. Each answer comes after so many seconds.
"""

import asyncio
import contextlib
import csv
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

PAGES = 60
_WORDS = (
    "community safety crime police neighbours nuisance report council living victims partnership"
)
_PARAGRAPH = f"<p>The service is for everybody. {_WORDS.capitalize()}.</p>\n"


def address_of(number: int) -> str:
    """Return the address of a council."""
    return f"127.1.{number // 200}.{number % 200 + 1}"


def councils() -> list[dict[str, str]]:
    """Return the rows of all councils."""
    with (ROOT / "data/areas/councils.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def current_ones(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the rows of the councils of today."""
    return [row for row in rows if not row["to"]]


def _page(title: str, links: str) -> str:
    body = "".join(f"<h2>Part {n}</h2>{_PARAGRAPH * 4}" for n in range(40))
    head = f"<!doctype html><title>{title}</title><nav>{links}</nav>"
    return f"{head}<main><h1>{title}</h1>{body}</main>"


def _answer(path: str, host: str, name: str, links: str) -> tuple[str, str, str]:
    """Return status, kind and body."""
    if path == "/sitemap.xml":
        rows = "".join(f"<url><loc>http://{host}/{path}</loc></url>" for path in _paths())
        return "200 OK", "text/xml", f"<urlset>{rows}</urlset>"
    if path == "/robots.txt":
        return "200 OK", "text/plain", "User-agent: *\nDisallow: /search\n"
    title = name if path == "/" else path.strip("/").replace("-", " ").replace("/", " ")
    return "200 OK", "text/html", _page(title, links)


def _paths() -> list[str]:
    return [f"safe/{number}/living-and-crime-{number}" for number in range(PAGES)]


class Farm:
    """The servers: how many requests came, and how many of them at once."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.now = self.most = 0
        self.names: Mapping[str, str] = {
            address_of(number): row["name"] for number, row in enumerate(current_ones(councils()))
        }
        self.links = "".join(f'<a href="/{path}">Crime {path}</a>' for path in _paths())

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request and hang up."""
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, ValueError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ", 2)[1]
            host = head.lower().partition("\r\nhost:")[2].partition("\r\n")[0].strip()
            name = self.names[host.partition(":")[0]]
            self.now += 1
            self.most = max(self.most, self.now)
            await asyncio.sleep(self.seconds)
            self.now -= 1
            status, kind, body = _answer(path, host, name, self.links)
            if path == "/-most":
                kind, body = "text/plain", str(self.most)
            head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
            writer.write(f"{head}Connection: close\r\n\r\n{body}".encode())
            await writer.drain()
        writer.close()

    async def run(self, port: int, count: int) -> None:
        """Listen at every address until the end of the process."""
        for number in range(count):
            await asyncio.start_server(self.serve, address_of(number), port, backlog=64)
        print("ready", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(Farm(float(sys.argv[3])).run(int(sys.argv[1]), int(sys.argv[2])))
