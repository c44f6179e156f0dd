"""Servers that mean no good, or are broken: each ends in time, with the right verdict."""

import contextlib
import gzip
import socket
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from safetyhelp.evidence.vocabulary import Verdict
from safetyhelp.linkcheck.page.html import read_html
from safetyhelp.linkcheck.verdicts import judge
from safetyhelp.linkcheck.web.errors import Failure
from tests.links.conftest import Certificates, Checker
from tests.links.servers import Answer, Raw, Site, drip, moved, page, raw, reset

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.fixture(autouse=True)
def one_try(checker: Checker) -> None:
    checker.manners = replace(checker.manners, tries=1)


@pytest.fixture
def impatient(checker: Checker) -> Checker:
    """A checker that soon has enough of a server that never comes to an end."""
    checker.limits = replace(
        checker.limits, connect_seconds=0.3, silence_seconds=0.3, total_seconds=0.5
    )
    return checker


@pytest.fixture(autouse=True)
def ends_in_time() -> Iterator[None]:
    """No visit may take much longer than its limit, whatever the server does."""
    started = time.monotonic()
    yield
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    "play",
    [
        pytest.param(lambda s: drip(s, b"X-A: b\r\n", 0.05, HEAD), id="headers that never end"),
        pytest.param(lambda s: drip(s, b"<p>Hello ", 0.05, HEAD + b"\r\n"), id="byte by byte"),
        pytest.param(lambda _: time.sleep(4), id="silence"),
    ],
)
def test_what_never_ends_is_a_time_out(impatient: Checker, site: Site, play: Raw) -> None:
    site.routes["/x"] = raw(play)
    assert impatient.judge(site.url("/x")).verdict is Verdict.TIME_OUT


def test_headers_byte_by_byte_over_tls(
    impatient: Checker, certificates: Certificates, new_site: Callable[..., Site]
) -> None:
    site = new_site(tls=certificates.server("good"))
    impatient.names.known["good.test"] = ["127.0.0.1"]
    site.routes["/x"] = raw(lambda s: drip(s, HEAD, 0.1))
    assert impatient.judge(site.url("/x", "good.test")).verdict is Verdict.TIME_OUT


def test_a_handshake_that_never_comes(impatient: Checker) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"https://127.0.0.1:{listener.getsockname()[1]}/"
        assert impatient.judge(url).verdict is Verdict.TIME_OUT


def endless(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"\r\n<p>Hello</p>")
    for _ in range(20_000):
        connection.sendall(b"x" * 1000)


def test_a_body_without_end_is_read_up_to_the_limit(checker: Checker, site: Site) -> None:
    site.routes["/x"] = raw(endless)
    seen = checker.see(site.url("/x"))
    assert judge(seen).verdict is Verdict.OK
    assert not seen.whole
    assert seen.page is not None
    assert sum(map(len, seen.page.lines)) <= checker.limits.body_bytes


@contextlib.contextmanager
def little_memory() -> Iterator[None]:
    """Fail where 20 MB or more are held at once."""
    tracemalloc.start()
    try:
        yield
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20_000_000


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_small_answer_that_unpacks_to_a_giant(
    checker: Checker, site: Site, encoding: str
) -> None:
    giant = b"<p>Hello</p>" + b" " * 100_000_000
    packed = gzip.compress(giant, 9, mtime=0) if encoding == "gzip" else zlib.compress(giant, 9)
    del giant
    assert len(packed) < 400_000
    site.routes["/x"] = Answer(packed, headers={"Content-Encoding": encoding})
    with little_memory():
        seen = checker.see(site.url("/x"))
    assert (seen.status, seen.whole) == (200, False)


def test_a_redirect_is_read_no_further_than_a_page(checker: Checker, site: Site) -> None:
    packed = gzip.compress(b" " * 40_000_000, 9, mtime=0)
    headers = {"Location": "/y", "Content-Encoding": "gzip"}
    site.routes |= {"/x": Answer(packed, 302, headers), "/y": page("Hello")}
    with little_memory():
        seen = checker.see(site.url("/x"))
    assert (seen.status, seen.end) == (200, site.url("/y"))


def test_packed_twice(checker: Checker, site: Site) -> None:
    body = gzip.compress(gzip.compress(b"<p>Hello</p>", mtime=0))
    site.routes["/x"] = Answer(body, headers={"Content-Encoding": "gzip, gzip"})
    seen = checker.see(site.url("/x"))
    assert (seen.status, seen.page, seen.whole) == (200, None, False)


@pytest.mark.parametrize(
    "packed", [gzip.compress(b"<p>Hello</p>", mtime=0)[:-9], b"\x1f\x8b\x08nonsense", b""]
)
def test_broken_packing(checker: Checker, site: Site, packed: bytes) -> None:
    site.routes["/x"] = Answer(packed, headers={"Content-Encoding": "gzip"})
    assert checker.see(site.url("/x")).status == 200


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw deflate"])
def test_ordinary_packing(checker: Checker, site: Site, encoding: str) -> None:
    text = b"<p>Phone 0161 496 0123</p>"
    bare = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(text, mtime=0),
        "deflate": zlib.compress(text),
        "raw deflate": bare.compress(text) + bare.flush(),
    }[encoding]
    site.routes["/x"] = Answer(packed, headers={"Content-Encoding": encoding.split()[-1]})
    seen = checker.see(site.url("/x"))
    assert seen.page is not None
    assert seen.page.lines == ("Phone 0161 496 0123",)


MANY_HEADERS = b"".join(b"X-%d: y\r\n" % n for n in range(5000))


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"\x00" * 100,
        b"HTTP/1.1\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/9.9 200 OK\r\n\r\n",
        b"",
        b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        pytest.param(HEAD + MANY_HEADERS + b"\r\nHello", id="many headers"),
        pytest.param(HEAD + b"X: " + b"y" * 500_000 + b"\r\n\r\n", id="one giant header"),
    ],
)
def test_nonsense(checker: Checker, site: Site, answer: bytes) -> None:
    site.routes["/x"] = raw(lambda s: s.sendall(answer))
    verdict = checker.judge(site.url("/x")).verdict
    assert verdict is (Verdict.OK if b"chunked" in answer else Verdict.UNREACHABLE)


def test_a_body_shorter_than_promised(checker: Checker, site: Site) -> None:
    site.routes["/x"] = raw(
        lambda s: s.sendall(HEAD + b"Content-Length: 999\r\n\r\n<p>Phone 0161 496 0123")
    )
    seen = checker.see(site.url("/x"))
    assert (judge(seen).verdict, seen.whole) == (Verdict.OK, False)


def test_a_body_longer_than_promised(checker: Checker, site: Site) -> None:
    site.routes["/x"] = raw(lambda s: s.sendall(HEAD + b"Content-Length: 5\r\n\r\n<p>HiHTTP/1.1"))
    seen = checker.see(site.url("/x"))
    assert seen.page is not None
    assert seen.page.lines == ("Hi",)


def half_and_reset(connection: socket.socket) -> None:
    connection.sendall(HEAD + b"Content-Length: 999\r\n\r\n<p>Hel")
    time.sleep(0.2)
    reset(connection)


def test_reset_in_the_middle(checker: Checker, site: Site) -> None:
    site.routes["/x"] = raw(half_and_reset)
    seen = checker.see(site.url("/x"))
    assert (seen.failure, judge(seen).verdict) == (Failure.RESET, Verdict.UNREACHABLE)


@pytest.mark.parametrize("location", ["", "   ", "http://", "//", "http://[", "?", "#", "%00"])
def test_odd_locations(checker: Checker, site: Site, location: str) -> None:
    site.routes["/x"] = moved(location)
    assert checker.judge(site.url("/x")).verdict in (
        Verdict.ADDRESS_REFUSED, Verdict.REDIRECT_LOOP, Verdict.UNREACHABLE, Verdict.GONE,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("encoding", "path"), [("utf-8", "/t%C5%B7%20b%C3%A2ch"), ("iso8859-14", "/t%FE%20b%E2ch")]
)
def test_a_location_in_another_alphabet(
    checker: Checker, site: Site, encoding: str, path: str
) -> None:
    """Its bytes are asked for as they stand, as browsers do."""
    site.routes |= {"/x": moved("/tŷ bâch".encode(encoding).decode("latin-1")), path: page("Hi")}
    assert checker.judge(site.url("/x")).new_url == site.url(path)


@pytest.mark.parametrize(
    "text",
    [
        "<" * 200_000,
        "<!--" * 100_000,
        "<a " * 100_000,
        "</" * 100_000,
        "<![CDATA[" * 50_000,
        '<a b="' * 80_000,
        "<script>" * 50_000,
        "<div>" * 50_000,
        "<p" + " a=b" * 100_000 + ">",
        "&" * 300_000,
        "&#x" * 100_000,
        "<table><tr><td>" * 20_000,
        "0161 496 " * 20_000,
        "safety@place.gov.uk or " * 20_000,
        "a@" * 100_000,
        "<p>Safety desk: 0161 496 0777" * 16_000,
        "<title>" + "page " * 40_000,
    ],
)
def test_no_page_takes_long_to_read(text: str) -> None:
    """The work grows with the size of the page, not with its square."""
    from safetyhelp.evidence.vocabulary import Kind
    from safetyhelp.linkcheck.facts.check import ExpectedFact, look_for

    done = threading.Event()

    def read() -> None:
        found = read_html(text)
        look_for(found, ExpectedFact(Kind.PHONE, "0161 496 0123", labels=("Safety desk",)))
        look_for(found, ExpectedFact(Kind.EMAIL, "safety@place.gov.uk"))
        done.set()

    threading.Thread(target=read, daemon=True).start()
    assert done.wait(15), "this page takes too long"
