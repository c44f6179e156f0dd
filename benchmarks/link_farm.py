"""A farm of small sites on loopback: python -m benchmarks.link_farm PORT.

Two hundred hosts (127.0.x.y, one port), five pages each, answers after 50 to 800 ms, and all the
faults that links have. Which page does what is drawn from a fixed seed. `GET /-count` at the first
host tells how many requests came in, and how many of them at once at one host.
"""

import asyncio
import contextlib
import json
import random
import socket
import struct
import sys
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

HOSTS = 200
PAGES = 5
SEED = 4
SHARES = {
    "ok": 70, "moved": 8, "moved-for-now": 4, "gone": 5, "soft": 3, "wall": 3, "error": 2,
    "flaky": 2, "hang": 1, "reset": 1, "deep": 1,
}  # fmt: skip
"""What pages do, in per cent."""
VERDICTS = {
    "ok": "ok", "moved": "moved", "moved-for-now": "moved-for-now", "gone": "gone",
    "soft": "probably-gone", "wall": "blocked", "error": "server-error", "flaky": "ok",
    "hang": "time-out", "reset": "unreachable", "deep": "probably-gone",
}  # fmt: skip
BROKEN = frozenset({"gone", "soft", "error", "hang", "reset", "deep"})
"""What a visitor would call broken; the rest works in a browser."""


@dataclass(frozen=True, slots=True)
class FarmPage:
    """One page of the farm: where it is, what it does and how long it thinks."""

    url: str
    does: str
    delay: float


def pages(port: int) -> list[FarmPage]:
    """Return all pages of the farm."""
    chance = random.Random(SEED)  # noqa: S311  the same farm every time
    kinds = list(SHARES)
    found = []
    for host in range(HOSTS):
        address = f"127.0.{1 + host // 100}.{1 + host % 100}"
        for number in range(PAGES):
            does = chance.choices(kinds, list(SHARES.values()))[0]
            url = f"http://{address}:{port}/{does}/{host}-{number}"
            found.append(FarmPage(url, does, chance.uniform(0.05, 0.8)))
    return found


class Farm:
    """The servers, and what they remember."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.known = {urlsplit(page.url).path: page for page in pages(port)}
        self.count = 0
        self.at_once: Counter[str] = Counter()
        self.most_at_once = 0
        self.flaked: set[str] = set()

    def answer(self, path: str) -> tuple[str, float]:
        """Return an answer and the time before it; 0 means never.

        An empty answer resets the connection.
        """
        page, plain = self.known.get(path), path.rpartition("/")[2]
        if page is None:
            ok = path == "/" or path.startswith("/new/")
            return _reply("200 OK" if ok else "404 Not Found", _html(plain or "Home")), 0.05
        location = f"http://{{host}}/new/{plain}"
        if page.does == "flaky" and path not in self.flaked:
            self.flaked.add(path)
            return _reply("503 Service Unavailable", "Busy"), page.delay
        replies = {
            "moved": _reply("301 Moved", "", f"Location: {location}\r\n"),
            "moved-for-now": _reply("302 Found", "", f"Location: {location}\r\n"),
            "deep": _reply("301 Moved", "", "Location: http://{host}/\r\n"),
            "gone": _reply("404 Not Found", _html("Not found")),
            "soft": _reply("200 OK", _html("Page not found")),
            "wall": _reply("403 Forbidden", "Just a moment...", "cf-mitigated: challenge\r\n"),
            "error": _reply("500 Error", "Fault"),
            "reset": "",
        }
        reply = replies.get(page.does, _reply("200 OK", _html("Community safety")))
        return reply, 0.0 if page.does == "hang" else page.delay

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request and hang up."""
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, ValueError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            method, path, _ = head.split(" ", 2)
            if path == "/-count":
                counts = {"requests": self.count, "most_at_once": self.most_at_once}
                writer.write(_reply("200 OK", json.dumps(counts)).encode())
            else:
                self.count += 1
                host = head.lower().partition("\r\nhost:")[2].partition("\r\n")[0].strip()
                self.at_once[host] += 1
                self.most_at_once = max(self.most_at_once, self.at_once[host])
                reply, delay = self.answer(path)
                try:
                    if delay:
                        await asyncio.sleep(delay)
                    else:
                        await reader.read()  # until the visitor gives up
                finally:
                    self.at_once[host] -= 1
                if not reply:
                    raw = writer.get_extra_info("socket")
                    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                text = reply.replace("{host}", host)
                writer.write((text.partition("\r\n\r\n")[0] + "\r\n\r\n" if method == "HEAD"
                              else text).encode())  # fmt: skip
            await writer.drain()
        writer.close()

    async def run(self) -> None:
        """Listen at every host until the end of the process."""
        for address in {urlsplit(page.url).hostname for page in self.known.values()}:
            await asyncio.start_server(self.serve, address, self.port, backlog=512)
        print("ready", flush=True)
        await asyncio.Event().wait()


def _html(title: str) -> str:
    return f"<!doctype html><title>{title}</title><h1>{title}</h1>{'<p>Words.</p>' * 200}"


def _reply(status: str, body: str, more: str = "") -> str:
    return (
        f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n{more}"
        f"Connection: close\r\n\r\n{body}"
    )


if __name__ == "__main__":
    asyncio.run(Farm(int(sys.argv[1])).run())
