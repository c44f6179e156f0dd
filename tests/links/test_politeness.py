"""Good manners: one request at a time per host, rest in between, and what the host asks for."""

import itertools
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from safetyhelp.evidence.vocabulary import Verdict
from safetyhelp.linkcheck.page.html import read_html
from safetyhelp.linkcheck.page.text import Page
from safetyhelp.linkcheck.verdicts import judge
from safetyhelp.linkcheck.web.errors import Failure, VisitError
from safetyhelp.linkcheck.web.response import Response
from safetyhelp.linkcheck.web.retry import Manners, pause_before, wait_asked_for, worth_another_try
from safetyhelp.linkcheck.web.robots import parse_robots
from tests.links.conftest import Checker, Names
from tests.links.servers import Answer, Request, Site, moved, page

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
NewSite = Callable[..., Site]


def test_one_at_a_time_and_rest_in_between(checker: Checker, new_site: NewSite) -> None:
    interval = 0.1
    checker.manners = replace(checker.manners, interval=interval)
    sites = [new_site(f"127.0.0.{n}") for n in range(2, 8)]
    for each in sites:
        each.otherwise = Answer("<p>Hello", delay=0.05)
    checker.see_all(*(each.url(f"/{n}") for n in range(5) for each in sites))
    for each in sites:
        assert each.most_at_once == 1
        assert len(each.paths()) == 5
        starts = [request.at for request in each.requests]
        gaps = [after - before for before, after in itertools.pairwise(starts)]
        assert min(gaps) >= interval


def test_hosts_do_not_wait_for_each_other(checker: Checker, new_site: NewSite) -> None:
    """Every host answers only once all of them have been asked."""
    together = threading.Barrier(6, timeout=10)

    def meet(_: Request) -> Answer:
        together.wait()
        return page("Hello")

    sites = [new_site(f"127.0.0.{n}") for n in range(2, 8)]
    for each in sites:
        each.routes["/x"] = meet
    checker.limits = replace(checker.limits, total_seconds=15, silence_seconds=15)
    seen = checker.see_all(*(each.url("/x") for each in sites))
    assert {judge(s).verdict for s in seen.values()} == {Verdict.OK}


def test_a_redirect_waits_for_the_turn_of_its_host(checker: Checker, new_site: NewSite) -> None:
    target = new_site("127.0.0.2")
    target.otherwise = Answer("<p>Hello", delay=0.05)
    others = [new_site(f"127.0.0.{n}") for n in range(3, 9)]
    for each in others:
        each.routes["/x"] = moved(target.url(f"/{each.address}"))
    checker.see_all(*(each.url("/x") for each in others))
    assert len(target.paths()) == len(others)
    assert target.most_at_once == 1


def flaky(*answers: Answer) -> Callable[[Request], Answer]:
    waiting = list(answers)
    return lambda _: waiting.pop(0) if len(waiting) > 1 else waiting[0]


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_honoured_and_holds_for_the_whole_host(
    checker: Checker, site: Site, status: int
) -> None:
    site.routes["/a"] = flaky(Answer("", status, {"Retry-After": "0.4"}), page("Hello"))
    site.routes["/b"] = page("Hello")
    seen = checker.see_all(site.url("/a"), site.url("/b"))
    assert {judge(s).verdict for s in seen.values()} == {Verdict.OK}
    asked = {path: [r.at for r in site.requests if r.path == path] for path in ("/a", "/b")}
    if asked["/b"][0] > asked["/a"][0]:
        assert asked["/b"][0] - asked["/a"][0] >= 0.4
    assert asked["/a"][1] - asked["/a"][0] >= 0.4


def test_too_long_a_wait_is_left_for_another_day(checker: Checker, site: Site) -> None:
    site.routes["/x"] = Answer("", 429, {"Retry-After": "3600"})
    assert checker.judge(site.url("/x")).verdict is Verdict.BLOCKED
    assert len(site.paths()) == 1


def test_an_exhausted_rate_limit_is_waited_for(checker: Checker, site: Site) -> None:
    headers = {"RateLimit-Remaining": "0", "RateLimit-Reset": "0.4"}
    site.routes |= {"/a": replace(page("Hello"), headers=headers), "/b": page("Hello")}
    checker.manners = replace(checker.manners, workers=1)
    checker.see_all(site.url("/a"), site.url("/b"))
    a, b = (r.at for r in site.requests if r.path != "/robots.txt")
    assert b - a >= 0.4


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_what_passes_is_tried_again(checker: Checker, site: Site, status: int) -> None:
    site.routes["/x"] = flaky(Answer("", status), Answer("", status), page("Hello"))
    assert checker.judge(site.url("/x")).verdict is Verdict.OK
    assert len(site.paths()) == 3


def test_a_time_out_is_tried_again(checker: Checker, site: Site) -> None:
    checker.limits = replace(checker.limits, silence_seconds=0.3)
    site.routes["/x"] = flaky(Answer("", delay=1), page("Hello"))
    assert checker.judge(site.url("/x")).verdict is Verdict.OK
    assert len(site.paths()) == 2


@pytest.mark.parametrize("status", [400, 401, 403, 501])
def test_what_does_not_pass_is_asked_once(checker: Checker, site: Site, status: int) -> None:
    site.routes["/x"] = Answer("", status)
    checker.see(site.url("/x"))
    assert len(site.paths()) == 1


@pytest.mark.parametrize(
    ("headers", "status", "seconds"),
    [
        ({"Retry-After": "30"}, 429, 30),
        ({"Retry-After": "30"}, 503, 30),
        ({"Retry-After": "30"}, 200, 0),
        ({"Retry-After": format_datetime(NOW + timedelta(seconds=40), usegmt=True)}, 503, 40),
        ({"Retry-After": format_datetime(NOW - timedelta(seconds=40), usegmt=True)}, 503, 0),
        ({"Retry-After": "soon"}, 503, 0),
        ({"Retry-After": "-5"}, 503, 0),
        ({"Retry-After": "9" * 400}, 503, 0),
        ({"RateLimit-Remaining": "0", "RateLimit-Reset": "7"}, 200, 7),
        ({"RateLimit-Remaining": "1", "RateLimit-Reset": "7"}, 200, 0),
        ({"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "9"}, 200, 9),
        (
            {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(int(NOW.timestamp()) + 11)},
            200,
            11,
        ),
        ({"RateLimit": '"default";r=0;t=5'}, 200, 5),
        ({"RateLimit": '"default";r=50;t=5'}, 200, 0),
    ],
)
def test_waits_that_servers_ask_for(headers: dict[str, str], status: int, seconds: float) -> None:
    assert wait_asked_for(Response("", 0, status=status, headers=headers), NOW) == seconds


def test_pauses_double_and_differ() -> None:
    manners = Manners(backoff=2.0)
    assert [pause_before(n, manners, lambda: 1.0) for n in (2, 3, 4)] == [2.0, 4.0, 8.0]
    assert [pause_before(n, manners, lambda: 0.0) for n in (2, 3, 4)] == [1.0, 2.0, 4.0]
    assert not worth_another_try(Response("", 0, status=404), 1, manners)


@pytest.mark.parametrize(
    ("exchange", "tries"),
    [
        (Response("", 0, status=503), 3),
        (Response("", 0, failure=Failure.RESET), 3),
        (Response("", 0, failure=Failure.TIME_OUT), 2),
        (Response("", 0, failure=Failure.CERTIFICATE), 1),
    ],
)
def test_how_often_the_same_is_asked(exchange: Response, tries: int) -> None:
    again = [worth_another_try(exchange, done, Manners()) for done in (1, 2, 3)]
    assert again == [done < tries for done in (1, 2, 3)]


ROBOTS = """
# for everybody
User-agent: *
Disallow: /private
Allow: /private/open
Disallow: /*.pdf$
Crawl-delay: 2

User-agent: OtherBot
User-agent: LocalSafetyHelpLinks/9.9
Disallow: /only-us
Disallow:
Allow: /only-us/but-this
"""


@pytest.mark.parametrize(
    ("agent", "path", "allowed"),
    [
        ("somebody", "/", True),
        ("somebody", "/private", False),
        ("somebody", "/private/x", False),
        ("somebody", "/private/open/x", True),
        ("somebody", "/a/b.pdf", False),
        ("somebody", "/a/b.pdf?x=1", True),
        ("somebody", "/PRIVATE", True),
        ("somebody", "/%70rivate", False),
        ("somebody", "/robots.txt", True),
        ("LocalSafetyHelpLinks", "/private", True),
        ("localsafetyhelplinks", "/only-us/x", False),
        ("LocalSafetyHelpLinks", "/only-us/but-this", True),
    ],
)
def test_robots_rules(agent: str, path: str, allowed: bool) -> None:
    assert parse_robots(ROBOTS, agent).allow(f"https://www.place.gov.uk{path}") is allowed


@pytest.mark.parametrize(
    ("rule", "path", "allowed"),
    [
        ("Disallow: /a*b*c", "/aXbXc", False),
        ("Disallow: /a*b*c", "/aXcXb", True),
        ("Disallow: /a*$", "/abc", False),
        ("Disallow: /a$", "/a", False),
        ("Disallow: /a$", "/ab", True),
        ("Disallow: /*?id=", "/x?id=3", False),
        ("Disallow: *", "/", False),
        ("Disallow: /" + "*a" * 15 + "b", "/" + "a" * 5000, True),
        ("Disallow", "/x", True),
        ("Crawl-delay: x", "/x", True),
    ],
)
def test_patterns_of_robots_rules(rule: str, path: str, allowed: bool) -> None:
    rules = parse_robots(f"User-agent: *\n{rule}\n")
    assert rules.allow(f"https://www.place.gov.uk{path}") is allowed


def test_the_delay_that_robots_txt_asks_for(checker: Checker, site: Site) -> None:
    assert parse_robots(ROBOTS, "x").delay == 2
    assert parse_robots("User-agent: *\nCrawl-delay: 9999").delay == 30
    site.routes["/robots.txt"] = Answer("User-agent: *\nCrawl-delay: 0.3", kind="text/plain")
    site.otherwise = page("Hello")
    checker.see_all(site.url("/a"), site.url("/b"))
    a, b = (r.at for r in site.requests if r.path != "/robots.txt")
    assert b - a >= 0.3


def test_robots_txt_is_asked_for_once(checker: Checker, site: Site) -> None:
    site.otherwise = page("Hello")
    checker.see_all(*(site.url(f"/{n}") for n in range(6)))
    assert sum(r.path == "/robots.txt" for r in site.requests) == 1
    assert site.requests[0].path == "/robots.txt"


def test_robots_txt_may_be_somewhere_else(checker: Checker, new_site: NewSite) -> None:
    here, there = new_site("127.0.0.2"), new_site("127.0.0.3")
    here.routes |= {"/robots.txt": moved(there.url("/robots.txt")), "/x": page("Hello")}
    there.routes["/robots.txt"] = Answer("User-agent: *\nDisallow: /x", kind="text/plain")
    assert checker.judge(here.url("/x")).verdict is Verdict.NOT_CHECKED


def test_a_dead_host_costs_three_requests_however_many_links_it_has(
    checker: Checker, site: Site
) -> None:
    site.routes["/robots.txt"] = Answer("", 503)
    seen = checker.see_all(*(site.url(f"/{n}") for n in range(20)))
    assert {judge(s).verdict for s in seen.values()} == {Verdict.SERVER_ERROR}
    assert len(site.requests) == 3


def test_a_flapping_server_is_caught_up_with(checker: Checker, site: Site) -> None:
    """Every page fails twice before it comes; with three tries, none is called broken."""
    for n in range(20):
        site.routes[f"/{n}"] = flaky(Answer("", 503), Answer("", 500), page("Hello"))
    seen = checker.see_all(*(site.url(f"/{n}") for n in range(20)))
    assert {judge(s).verdict for s in seen.values()} == {Verdict.OK}
    assert len(site.paths()) == 60


def test_a_page_on_which_the_program_stumbles_ends_nothing(
    checker: Checker, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(text: str) -> Page:
        if "Bad" in text:
            raise ZeroDivisionError
        return read_html(text)

    monkeypatch.setattr("safetyhelp.linkcheck.web.visit.read_html", stumble)
    site.otherwise = page("Hello")
    site.routes["/3"] = page("Bad")
    seen = checker.see_all(*(site.url(f"/{n}") for n in range(5)))
    verdicts = {url: judge(each) for url, each in seen.items()}
    stumbled = verdicts.pop(site.url("/3"))
    assert stumbled.verdict is Verdict.NOT_CHECKED
    assert "ZeroDivisionError" in stumbled.summary
    assert {each.verdict for each in verdicts.values()} == {Verdict.OK}


def test_a_fault_of_ours_in_a_thread_is_reported_and_nothing_hangs(
    checker: Checker, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("safetyhelp.linkcheck.web.visit.read_html", stumble)
    site.otherwise = page("Hello")
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        checker.see_all(*(site.url(f"/{n}") for n in range(5)))
    assert time.monotonic() - started < 10


def test_a_host_that_wants_fewer_requests_is_left_alone(checker: Checker, site: Site) -> None:
    site.otherwise = Answer("Slow down", 429)
    seen = checker.see_all(*(site.url(f"/{n}") for n in range(15)))
    assert {judge(each).verdict for each in seen.values()} == {Verdict.BLOCKED}
    assert len(site.paths()) == checker.manners.refusals


@pytest.mark.parametrize("status", [404, 410])
def test_what_would_be_certain_is_looked_at_a_second_time(
    checker: Checker, site: Site, status: int
) -> None:
    site.routes |= {"/x": flaky(Answer("", status), page("Hello")), "/y": Answer("", status)}
    assert checker.judge(site.url("/x")).verdict is Verdict.OK
    assert checker.judge(site.url("/y")).verdict is Verdict.GONE
    assert site.paths() == ["/x", "/x", "/y", "/y"]


def test_a_name_is_looked_up_a_second_time(checker: Checker, site: Site) -> None:
    site.routes["/x"] = page("Hello")
    names = checker.names

    class Forgetful(Names):
        def __call__(self, host: str, port: int) -> Sequence[str]:
            if host not in self.asked:
                self.asked.append(host)
                raise VisitError(Failure.NO_SUCH_NAME, "the name does not exist")
            return super().__call__(host, port)

    checker.names = Forgetful({"place.test": ["127.0.0.1"]}, names.asked)
    assert checker.judge(site.url("/x", "place.test")).verdict is Verdict.OK
