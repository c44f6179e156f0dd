"""Servers, certificates and a fetcher for the tests; and a wall around loopback."""

import ipaddress
import random
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import pytest

from safetyhelp.evidence.vocabulary import Judgement
from safetyhelp.linkcheck.verdicts import judge
from safetyhelp.linkcheck.web.deadline import Watchdog
from safetyhelp.linkcheck.web.errors import Failure, VisitError
from safetyhelp.linkcheck.web.fetch import Fetcher
from safetyhelp.linkcheck.web.guard import PRIVATE_TOO, Policy
from safetyhelp.linkcheck.web.observation import Observation
from safetyhelp.linkcheck.web.response import Limits
from safetyhelp.linkcheck.web.retry import Manners
from safetyhelp.linkcheck.web.schedule import HostScheduler
from safetyhelp.linkcheck.web.transport import tls_context
from safetyhelp.linkcheck.web.visit import VisitContext, visit
from tests.links.records import DataFolder, data_folder
from tests.links.servers import Site

QUICK = Manners(
    interval=0.01, longest_wait=2.0, tries=3, backoff=0.02, second_look=0.03, redirects=5,
    workers=16,
)  # fmt: skip
SHORT = Limits(connect_seconds=1.0, silence_seconds=1.0, total_seconds=1.5, body_bytes=200_000)


def _only_loopback(event: str, arguments: tuple[object, ...]) -> None:
    if event != "socket.connect" or not isinstance(arguments[1], tuple):
        return
    address = str(arguments[1][0])
    try:
        fine = ipaddress.ip_address(address).is_loopback
    except ValueError:
        fine = address == "localhost"
    if not fine:
        raise AssertionError(f"a test tried to connect to {address}")


sys.addaudithook(_only_loopback)


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    """An empty data folder."""
    return data_folder(tmp_path)


@pytest.fixture
def site() -> Iterator[Site]:
    """One plain server."""
    server = Site("127.0.0.1")
    yield server
    server.close()


@pytest.fixture
def new_site() -> Iterator[Callable[..., Site]]:
    """Make servers that are closed at the end of the test."""
    made: list[Site] = []

    def make(address: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> Site:
        made.append(Site(address, tls))
        return made[-1]

    yield make
    for server in made:
        server.close()


@dataclass
class Names:
    """A name service of our own: names to addresses, each look-up counted."""

    known: dict[str, list[str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        if host not in self.known:
            raise VisitError(Failure.NO_SUCH_NAME, "the name does not exist")
        answers = self.known[host]
        if not answers:
            raise VisitError(Failure.NAME_SERVICE, "the name could not be looked up")
        return answers


@dataclass
class Checker:
    """Visits addresses as the command does, in this process."""

    names: Names
    tls: ssl.SSLContext
    watchdog: Watchdog
    manners: Manners = QUICK
    limits: Limits = SHORT
    policy: Policy = PRIVATE_TOO
    requests: int = 0

    def see_all(self, *urls: str, body_needed: bool = True) -> dict[str, Observation]:
        """Visit addresses and return what was seen."""
        fetcher = Fetcher(
            self.tls, self.watchdog, time.monotonic, "Test/1.0 (+https://site.test/contact)",
            self.limits, self.names, self.policy,
        )  # fmt: skip
        context = VisitContext(self.manners, lambda: datetime.now(UTC), random.Random(4).random)
        seen: dict[str, Observation] = {}
        scheduler: HostScheduler[str] = HostScheduler(
            fetcher, context, time.monotonic, seen.__setitem__
        )
        scheduler.run(
            (url, visit(url.partition("#")[0], context, body_needed=body_needed)) for url in urls
        )
        self.requests = scheduler.requests
        return seen

    def see(self, url: str, *, body_needed: bool = True) -> Observation:
        """Visit one address."""
        return replace(self.see_all(url, body_needed=body_needed)[url], url=url)

    def judge(self, url: str) -> Judgement:
        """Visit one address and judge it."""
        return judge(self.see(url))


@dataclass
class Certificates:
    """Server contexts with certificates of all kinds, signed by one authority of our own."""

    folder: Path
    authority: Path

    def server(self, name: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / f"{name}.pem", self.folder / "server.key")
        return context

    @cached_property
    def trusting(self) -> ssl.SSLContext:
        """A context that trusts the authority too. Making one takes long, so it is made once."""
        context = tls_context()
        context.load_verify_locations(self.authority)
        return context


def _openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """Make certificates with the openssl command."""
    folder = tmp_path_factory.mktemp("certificates")
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    _openssl(
        folder, "req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "400",
        "-subj", "/CN=Authority of the tests", "-addext", "basicConstraints=critical,CA:TRUE",
        "-addext", "keyUsage=critical,keyCertSign",
    )  # fmt: skip
    _openssl(
        folder, "req", *key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=server"
    )
    for name, host, days in (
        ("good", "good.test", 300),
        ("soon", "soon.test", 10),
        ("expired", "expired.test", -1),
        ("other", "other.test", 300),
    ):
        names = f"subjectAltName=DNS:{host},DNS:localhost,IP:127.0.0.1\n"
        (folder / f"{name}.ext").write_text(names if name != "other" else names[:29] + "\n")
        _openssl(
            folder, "x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
            "-CAcreateserial", "-days", str(days), "-extfile", f"{name}.ext", "-out",
            f"{name}.pem",
        )  # fmt: skip
    _openssl(
        folder, "req", "-x509", "-key", "server.key", "-out", "selfsigned.pem", "-days", "300",
        "-subj", "/CN=selfsigned.test", "-addext", "subjectAltName=DNS:selfsigned.test",
    )  # fmt: skip
    return Certificates(folder, folder / "ca.pem")


@pytest.fixture
def checker(certificates: Certificates) -> Iterator[Checker]:
    """Return a checker that may visit loopback, and only names that a test has given."""
    watchdog = Watchdog()
    yield Checker(Names(), certificates.trusting, watchdog)
    watchdog.close()
