"""No way in: no request ever reaches an address that is not public. Counted at the server."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from ipaddress import ip_address

import pytest

from safetyhelp.evidence.vocabulary import Verdict
from safetyhelp.linkcheck.web.errors import Failure, VisitError
from safetyhelp.linkcheck.web.guard import (
    PRIVATE_TOO,
    PUBLIC,
    IPAddress,
    Policy,
    addresses_to_connect,
    is_public,
    is_public_or_private,
    target_of,
)
from tests.links.conftest import Checker, Names
from tests.links.servers import Site, moved, page

NewSite = Callable[..., Site]

_NOT_PUBLIC = """
    127.0.0.1 127.255.255.254 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 0.0.0.0
    169.254.169.254 169.254.0.1 100.64.0.1 100.100.100.200 192.0.0.192 192.0.2.1 198.18.0.1
    198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 168.63.129.16
    ::1 :: ::ffff:127.0.0.1 ::ffff:169.254.169.254 ::ffff:8.8.8.8 ::127.0.0.1 ::ffff:0:127.0.0.1
    64:ff9b::7f00:1 64:ff9b:1::1 2002:7f00:1:: 2001:0:4136:e378:8000:63bf:3fff:fdd2 fe80::1
    fc00::1 fd00:ec2::254 fd20:ce::254 fec0::1 ff02::1 2001:db8::1
"""
NOT_PUBLIC = _NOT_PUBLIC.split()


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "151.101.0.144", "2a00:1450:4009:81f::2004"])
def test_public(address: str) -> None:
    assert is_public(ip_address(address))


def test_even_private_networks_hold_no_metadata_and_no_disguise() -> None:
    refused = {a for a in NOT_PUBLIC if not is_public_or_private(ip_address(a))}
    assert {"169.254.169.254", "168.63.129.16", "fd00:ec2::254", "::ffff:127.0.0.1"} <= refused
    assert is_public_or_private(ip_address("127.0.0.1"))
    assert is_public_or_private(ip_address("::1"))
    assert is_public_or_private(ip_address("10.1.2.3"))


MALFORMED = [
    "",
    "http",
    "http:",
    "http://",
    "http:///path",
    "https://",
    "//host/path",
    "/etc/passwd",
    "file:///etc/passwd",
    "ftp://place.gov.uk/x",
    "gopher://place.gov.uk:70/_x",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://[::1",
    "http://[::1]:80:80/",
    "http://place.gov.uk:99999/",
    "http://place.gov.uk:-1/",
    "http://place.gov.uk:port/",
    "http://user@place.gov.uk/",
    "http://user:word@place.gov.uk/",
    "http://place.gov.uk\\@127.0.0.1/",
    "http://place.gov.uk\t.example/",
    "http://place .gov.uk/",
    "http://place..gov.uk/",
    "http://-place.gov.uk/",
    "http://pläce.gov.uk/",
    "http://place.gov.uk/\r\nHost: x",
    "http://place.gov.uk/\x00",
    "http://" + "a" * 64 + ".gov.uk/",
    "http://place.gov.uk/" + "a" * 3000,
    "http://%31%32%37.0.0.1/",
]
DISGUISED = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://127.0.0.1./",
    "http://169.254.169.254/latest/meta-data/",
    "http://localhost/",
    "http://place.gov.uk:22/",
    "http://place.gov.uk:0/",
]


@pytest.mark.parametrize("url", [*MALFORMED, *DISGUISED])
def test_malformed_and_disguised_addresses_are_refused(checker: Checker, url: str) -> None:
    checker.policy = PUBLIC
    judged = checker.judge(url)
    assert judged.verdict is Verdict.ADDRESS_REFUSED
    assert checker.requests == 0
    assert checker.names.asked == []


@pytest.mark.parametrize("url", MALFORMED)
def test_malformed_addresses_are_refused_even_where_private_ones_are_not(url: str) -> None:
    with pytest.raises(VisitError):
        target_of(url, PRIVATE_TOO)


@pytest.mark.parametrize(
    "answers",
    [
        ["127.0.0.1"],
        ["169.254.169.254"],
        ["::ffff:127.0.0.1"],
        ["fe80::1%eth0"],
        ["8.8.8.8", "127.0.0.1"],
        ["127.0.0.1", "8.8.8.8"],
        ["not an address"],
        [],
    ],
)
def test_a_name_must_lead_to_public_addresses_only(answers: list[str]) -> None:
    with pytest.raises(VisitError) as caught:
        addresses_to_connect(target_of("http://place.gov.uk/"), lambda *_: answers, PUBLIC)
    wanted = Failure.ADDRESS_REFUSED if answers else Failure.NAME_SERVICE
    assert caught.value.failure is wanted


def open_beside(checker: Checker, new_site: NewSite, trap: Site) -> Site:
    """Make a site whose loopback address is taken for public; everything else stays refused.

    The trap's port is open too, so that only its address keeps us out.
    """
    site = new_site("127.0.0.2")

    def may_visit(address: IPAddress) -> bool:
        return str(address) == site.address or is_public(address)

    checker.names.known["site.test"] = [site.address]
    checker.policy = Policy(may_visit, ports=frozenset({site.port, trap.port, 80, 443}))
    return site


@pytest.fixture
def trap(new_site: NewSite) -> Site:
    """A server that nobody may reach."""
    return new_site("127.0.0.99")


REDIRECTS = [
    "http://127.0.0.1/",
    "http://127.0.0.99:{port}/",
    "http://[::ffff:127.0.0.99]:{port}/",
    "http://0x7f000063:{port}/",
    "http://2130706531:{port}/",
    "http://127.99:{port}/",
    "http://169.254.169.254/latest/meta-data/",
    "http://inside.test:{port}/",
    "http://metadata.test/",
    "http://mapped.test:{port}/",
    "http://mixed.test:{port}/",
    "file:///etc/passwd",
    "ftp://inside.test/",
    "gopher://inside.test:{port}/",
    "http://user:word@site.test:{here}/page",
    "//inside.test:{port}/",
    "http://site.test:{here}\\@inside.test:{port}/",
    "\thttp://inside.test:{port}/",
]


@pytest.mark.parametrize("status", [301, 302, 0])
@pytest.mark.parametrize("target", REDIRECTS)
def test_no_redirect_leads_inside(
    checker: Checker, new_site: NewSite, trap: Site, target: str, status: int
) -> None:
    site = open_beside(checker, new_site, trap)
    checker.names.known |= {
        "inside.test": ["127.0.0.99"],
        "metadata.test": ["169.254.169.254"],
        "mapped.test": ["::ffff:127.0.0.99"],
        "mixed.test": ["127.0.0.2", "127.0.0.99"],
    }
    site.routes["/page"] = page("Hello")
    url = target.format(port=trap.port, here=site.port)
    if status:
        site.routes["/x"] = moved(url, status)
    else:
        site.routes["/x"] = page(f'<meta http-equiv="refresh" content="0;url={url}">')
    judged = checker.judge(site.url("/x", "site.test"))
    assert judged.verdict is Verdict.ADDRESS_REFUSED
    assert trap.connections == 0
    assert site.paths() == ["/x"]


def test_a_robots_txt_cannot_lead_inside_either(
    checker: Checker, new_site: NewSite, trap: Site
) -> None:
    site = open_beside(checker, new_site, trap)
    checker.names.known["inside.test"] = ["127.0.0.99"]
    site.routes["/robots.txt"] = moved(f"http://inside.test:{trap.port}/robots.txt")
    checker.see(site.url("/x", "site.test"))
    assert trap.connections == 0


def test_a_name_that_changes_between_check_and_use(
    checker: Checker, new_site: NewSite, trap: Site
) -> None:
    """The first answer is checked and used; the second one, for the next request, is refused."""
    site = open_beside(checker, new_site, trap)
    site.routes["/x"] = page("Hello")
    answers = iter([["127.0.0.2"], ["127.0.0.99"], ["127.0.0.99"]])

    asked: list[str] = []

    class Rebinding(Names):
        def __call__(self, host: str, port: int) -> Sequence[str]:
            asked.append(host)
            return next(answers)

    checker.names = Rebinding()
    seen = checker.see(f"http://site.test:{site.port}/x")
    assert seen.failure is Failure.ADDRESS_REFUSED
    assert (site.connections, trap.connections) == (1, 0)
    assert len(asked) == 2, "each request looks its name up once, and no more"


def test_nothing_of_this_machine_is_sent(
    checker: Checker,
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("home")
    (folder / ".netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("NETRC", str(folder / ".netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.98:1/")
    site.routes["/x"] = page("Hello")
    assert checker.judge(site.url("/x")).verdict is Verdict.OK
    for request in site.requests:
        assert set(request.headers) == {
            "host", "user-agent", "accept", "accept-encoding", "accept-language", "connection",
        }  # fmt: skip
        assert "https://site.test/contact" in request.headers["user-agent"]


def test_cookies_stay_on_their_site_and_in_their_visit(checker: Checker, new_site: NewSite) -> None:
    """A site that wants its own cookie back gets it; no other site does, no later visit does."""
    site, other = new_site("127.0.0.2"), new_site("127.0.0.3")

    def door(request: object) -> object:
        answer = moved("/in", 302)
        return replace(answer, headers={**answer.headers, "Set-Cookie": "seen=1; Path=/"})

    site.routes |= {"/x": door, "/in": moved(other.url("/end"), 302)}  # type: ignore[dict-item]
    other.routes["/end"] = page("Hello")
    checker.see(site.url("/x"))
    checker.see(site.url("/x"))
    sent = [(r.path, r.headers.get("cookie")) for r in site.requests if r.path != "/robots.txt"]
    assert sent == [("/x", None), ("/in", "seen=1"), ("/x", None), ("/in", "seen=1")]
    assert all("cookie" not in request.headers for request in other.requests)


def test_a_cookie_goes_to_its_own_host_alone(checker: Checker, site: Site) -> None:
    """Without a domain of its own, a cookie is its host's, not that of the hosts below it."""
    checker.names.known = {"place.test": ["127.0.0.1"], "www.place.test": ["127.0.0.1"]}
    answer = moved(site.url("/end", "www.place.test"), 302)
    site.routes |= {
        "/x": replace(answer, headers={**answer.headers, "Set-Cookie": "seen=1; Path=/"}),
        "/end": page("Hello"),
    }
    checker.see(site.url("/x", "place.test"))
    assert [r.path for r in site.requests if "cookie" in r.headers] == []
    assert site.paths() == ["/x", "/end"]
