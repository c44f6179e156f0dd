"""From the compact description to sites: every path with its answer, and what is right."""

import gzip
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.links.servers import Answer
from tests.links.test_pdf import pdf

HERE = Path(__file__).parent
FILLERS = (
    "Bins and recycling", "Council tax", "Libraries", "Planning applications", "Schools",
    "Parking permits", "Births, deaths and marriages", "Licensing", "Leisure centres", "Elections",
    "Business rates", "Roads and pavements",
)  # fmt: skip
_TRAP_FOLDERS = {
    "news": "news/2024", "press": "newsroom", "minutes": "democracy/ieListDocuments",
    "jobs": "jobs", "consultation": "consultations", "archived": "archive", "foi": "foi/log",
    "statistics": "documents/data", "strategy": "documents/policies", "hate-week": "events",
}  # fmt: skip
LOST = Answer("<title>Page not found</title><h1>Page not found</h1>", 404)


@dataclass(frozen=True)
class Right:
    """What is right to say of one topic of one site; an empty url: there is no such page."""

    site: str
    kind: str
    topic: str
    level: str = "councils"
    url: str = ""
    name: str = ""
    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()
    readable: bool = True

    @property
    def area(self) -> str:
        """The area as the search names it."""
        return f"{self.level}/{self.site}"


@dataclass
class FarmSite:
    """One site: its hosts, what they answer, and what is right."""

    id: str
    given: Mapping[str, Any]
    number: int
    routes: dict[tuple[str, str], Answer] = field(default_factory=dict)
    rights: list[Right] = field(default_factory=list)
    listed: list[tuple[str, str]] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)
    csv_rows: list[tuple[str, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.id.replace("-", " ").title()

    @property
    def role(self) -> str:
        """What it is: a council, a police force, or a commissioner (pcc)."""
        return str(self.given.get("role", "council"))

    @property
    def official(self) -> str:
        ends = {"council": "Council", "force": "Police", "pcc": "Police and Crime Commissioner"}
        return f"{self.name} {ends[self.role]}"

    @property
    def level(self) -> str:
        return "councils" if self.role == "council" else "police_areas"

    @property
    def nation(self) -> str:
        return str(self.given.get("nation", "england"))

    @property
    def domain(self) -> str:
        ends = {"council": ".gov.uk", "force": ".police.uk", "pcc": "-pcc.gov.uk"}
        return f"{self.id}{ends[self.role]}"

    @property
    def first_host(self) -> str:
        return f"www.{self.domain}"

    @property
    def host(self) -> str:
        moved = self.given.get("moved_home")
        return f"www.{self.id}-council.gov.uk" if moved else self.first_host

    @property
    def old_hosts(self) -> dict[str, str]:
        return {old: f"www.{old}.gov.uk" for old in self.given.get("replaces", ())}

    @property
    def switchboard(self) -> str:
        return f"0161 200 3{100 + self.number:03}"

    def wanted(self) -> list[Right]:
        """Return what is right of what is wanted; a partner's own site goes before our page."""
        last = {right.topic: right for right in self.rights}
        return [last[topic] for topic in self.given["wants"]]

    def url(self, path: str, host: str = "") -> str:
        return f"http://{host or self.host}{path}"


@cache
def texts() -> Mapping[str, Mapping[str, Any]]:
    """Return the texts of pages by name."""
    found: Mapping[str, Mapping[str, Any]] = yaml.safe_load((HERE / "texts.yml").read_text())
    return found


def _slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def _path(site: FarmSite, title: str, number: int, folder: str) -> str:
    slug = _slug(title)
    return {
        "deep": f"/{folder}/{slug}",
        "numbered": f"/article/{1000 + number}/{slug}",
        "bare": f"/article/{1000 + number}",
        "aspx": f"/Pages/{''.join(word.title() for word in slug.split('-'))}.aspx",
        "query": f"/index.aspx?articleid={1000 + number}",
        "node": f"/node/{1000 + number}",
    }[site.given["system"]]


def _links(pairs: list[tuple[str, str]]) -> str:
    return (
        "<ul>" + "".join(f'<li><a href="{path}">{text}</a></li>' for path, text in pairs) + "</ul>"
    )


def html(site: FarmSite, title: str, heading: str, body: str) -> Answer:
    """Return a page with all that stands around its text on the site of a council."""
    if site.given.get("shell") is True:
        return Answer(
            f"<title>{site.official}</title><div id=app></div><script src=/a.js></script>"
        )
    text = (
        f"<!doctype html><html lang=en><head><title>{title} | {site.official}</title>"
        '<script>var cookie = "consent";</script></head><body>'
        '<header><a href="/">Home</a> <a href="/a-to-z">A to Z</a> <a href="/search">Search</a>'
        f"</header><nav>{_links([('/', 'Home'), ('/news', 'News'), ('/jobs', 'Jobs')])}</nav>"
        f"<main><h1>{heading}</h1>{body}</main>"
        f"<footer><p>{site.official}. Main switchboard: {site.switchboard}</p>"
        f"<p>customer.services@{site.domain}</p></footer></body></html>"
    )
    if site.given.get("charset"):
        return Answer(text.replace("Council", "Council’s").encode("cp1252"))
    return Answer(text)


def _values(site: FarmSite, number: int) -> dict[str, str]:
    phone = f"0114 200 1{site.number * 6 + number:03}"
    return {
        "council": site.name,
        "official": site.official,
        "other": "Otherby",
        "name": f"Safer {site.name} Partnership"
        if site.nation != "northern-ireland"
        else f"{site.name} PCSP",
        "phone": site.switchboard if site.given.get("switchboard") else phone,
        "email": f"team{number}.safety@{site.domain}",
    }


def _right(site: FarmSite, text: Mapping[str, Any], values: Mapping[str, str], url: str) -> Right:
    body, topic = text["body"], text["topic"]
    unreadable = topic in site.given.get("unreadable", ())
    return Right(
        site.id, site.given["kind"], topic, site.level, url,
        values["name"] if topic == "partnership" else "",
        frozenset({values["phone"]} if "{phone}" in body else ()),
        frozenset({values["email"]} if "{email}" in body else ()),
        frozenset(text.get("threshold", ())),
        not unreadable,
    )  # fmt: skip


def _pages(site: FarmSite) -> Iterator[tuple[str, str]]:
    """Make the pages with texts; yield (path, words of the link) for each that is linked."""
    given = site.given
    names = [*given.get("pages", ()), *given.get("also", ()), *given.get("traps", ())]
    for number, name in enumerate(names):
        text, values = texts()[name], _values(site, number)
        folder = _TRAP_FOLDERS.get(name, "community/crime-and-safety/anti-social-behaviour")
        title, heading = text["title"].format(**values), text["heading"].format(**values)
        path = _path(site, title, 37 * number + site.number, folder)
        body = text["body"]
        if name == "trigger-pdf":
            path = f"/downloads/file/{site.number}/procedure"
            lines = [line.format(**values) for line in body.splitlines() if line]
            answer = Answer(pdf(*lines), kind="application/pdf")
        else:
            shown = body if "script" in body else body.format(**values)
            answer = html(site, title, heading, shown.replace("{phone}", values["phone"]))
        site.routes[site.host, path] = answer
        if text.get("topic"):
            right = _right(site, text, values, site.url(path))
            site.rights.append(right)
            if not right.readable:
                site.forbidden.append(path)
            if given.get("csv"):
                site.csv_rows.append((text["topic"], right.url))
        site.listed.append((path, heading))
        yield path, f"{heading} (PDF)" if name == "trigger-pdf" else heading


def _partner(site: FarmSite) -> tuple[str, str]:
    values = _values(site, 5)
    host = f"www.safer{site.id}.org.uk"
    text = texts()[site.given["partner"]]
    title, heading = text["title"].format(**values), text["heading"].format(**values)
    page = html(site, title, heading, text["body"].format(**values))
    site.routes[host, "/"] = page
    site.rights.append(_right(site, text, values, f"http://{host}/"))
    return f"http://{host}/", values["name"]


def _ways(site: FarmSite, pages: list[tuple[str, str]]) -> None:
    """Link the pages: from the home page, from a hub below it, three steps away, or not at all."""
    way = site.given["links"]
    fillers = [(f"/{_slug(each)}", each) for each in FILLERS]
    for path, title in fillers:
        site.routes[site.host, path] = html(site, title, title, "<p>How to use this service.</p>")
    if site.given["sitemap"] == "endless":
        for number in range(60):
            site.routes[site.host, f"/calendar?page={number}"] = html(
                site, "Community safety calendar", "Community safety calendar",
                _links([(f"/calendar?page={number + 1}", "Community safety events: next month")]),
            )  # fmt: skip
        pages = [("/calendar?page=0", "Community safety calendar"), *pages]
    if site.given.get("huge"):
        site.routes[site.host, "/huge"] = Answer("<p>Community safety and crime.</p>" * 200_000)
        pages = [("/huge", "All about community safety and anti-social behaviour"), *pages]
    if site.given.get("loops"):
        jumps = {"/loop": "/loop2", "/loop2": "/loop", "/meta": "http://169.254.169.254/latest/",
                 "/inside": "http://10.0.0.1/community-trigger"}  # fmt: skip
        for path, target in jumps.items():
            site.routes[site.host, path] = Answer("", 302, {"Location": target})
        traps = [(path, "Community trigger form") for path in jumps]
        pages = [*traps, ("http://10.0.0.2/trigger", "Community trigger"), *pages]
    old = [(f"http://{host}/community-trigger", "Community trigger: former pages")
           for host in site.old_hosts.values()]  # fmt: skip
    hub_path = _path(site, "Crime and community safety", 990, "community")
    home = [*fillers[:6], (hub_path, "Crime and community safety"), *fillers[6:]]
    hub = [*pages, *old] if way == "hub" else []
    if way == "home":
        home += pages
    if way == "deep":
        step = [("/community", "Community"), ("/community/living", "Living here")]
        home[6] = step[0]
        site.routes[site.host, step[0][0]] = html(site, "Community", "Community", _links(step[1:]))
        crime = _links([(hub_path, "Crime and community safety")])
        site.routes[site.host, step[1][0]] = html(site, "Living here", "Living here", crime)
        hub = pages
    title = "Crime and community safety"
    site.routes[site.host, hub_path] = html(site, title, title, _links(hub))
    if site.given.get("shell"):
        hollow = "<title>Council</title><div id=app></div><script src=/a.js></script>"
        site.routes = {key: Answer(hollow) for key in [*site.routes, (site.host, "/")]}
    else:
        site.routes[site.host, "/"] = html(site, "Home", f"Welcome to {site.name}", _links(home))
    site.listed += [*fillers, (hub_path, title)]


def _urlset(urls: list[str]) -> str:
    rows = "".join(f"<url><loc>{url.replace('&', '&amp;')}</loc></url>\n" for url in urls)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/0.9">{rows}</urlset>'


def _sitemap(site: FarmSite) -> str:
    """Make the sitemap; return the line of robots.txt about it, if there is one."""
    urls = [site.url(path) for path, _ in site.listed]
    kind, xml = site.given["sitemap"], "text/xml"

    def put(path: str, a: Answer) -> None:
        return site.routes.update({(site.host, path): a})

    if kind in ("plain", "endless"):
        more = [site.url(f"/calendar?page={n}") for n in range(30_000)] if kind == "endless" else []
        put("/sitemap.xml", Answer(_urlset([*more, *urls]), kind=xml))
    elif kind == "robots":
        put("/maps/all.xml", Answer(_urlset(urls), kind=xml))
        return f"Sitemap: {site.url('/maps/all.xml')}\n"
    elif kind == "index":
        parts = [site.url(f"/sitemap-{n}.xml") for n in (1, 2)]
        index = "".join(f"<sitemap><loc>{part}</loc></sitemap>" for part in parts)
        put("/sitemap.xml", Answer(f"<sitemapindex>{index}</sitemapindex>", kind=xml))
        half = len(urls) // 2
        put("/sitemap-1.xml", Answer(_urlset(urls[:half]), kind=xml))
        put("/sitemap-2.xml", Answer(_urlset(urls[half:]), kind=xml))
    elif kind == "gzip":
        packed = gzip.compress(_urlset(urls).encode())
        put("/sitemap.xml.gz", Answer(packed, kind="application/gzip"))
        return f"Sitemap: {site.url('/sitemap.xml.gz')}\n"
    elif kind == "bomb":
        out = io.BytesIO()
        with gzip.GzipFile(fileobj=out, mode="wb") as packed_file:
            for _ in range(32):
                packed_file.write(b"<url><loc>http://x/" + b"a" * 1_000_000)
        put("/bomb.xml.gz", Answer(out.getvalue(), kind="application/gzip"))
        return f"Sitemap: {site.url('/bomb.xml.gz')}\n"
    return ""


def _robots(site: FarmSite, line: str) -> None:
    text = "User-agent: *\nDisallow: /search\n" + line
    if site.given.get("forbids"):
        text += "".join(f"Disallow: {path}\n" for path in site.forbidden)
    if site.given.get("long_robots"):
        text += "Disallow: /private/\n" + "User-agent: Otherbot\nDisallow: /x\n" * 100_000
    site.routes[site.host, "/robots.txt"] = Answer(text, kind="text/plain")


def site_of(given: Mapping[str, Any], number: int) -> FarmSite:
    """Build one site from its description."""
    site = FarmSite(given["id"], given, number)
    pages = list(_pages(site))
    if given.get("partner"):
        pages.append(_partner(site))
    _ways(site, pages)
    _robots(site, _sitemap(site))
    for topic in given["wants"]:
        if not any(right.topic == topic for right in site.rights):
            site.rights.append(Right(site.id, given["kind"], topic, site.level))
    if site.first_host != site.host:
        site.routes[site.first_host, "/"] = Answer("", 301, {"Location": site.url("/")})
    old = texts()["archived"]["body"].replace("archived", "kept")
    for host in site.old_hosts.values():
        site.routes[host, "/"] = Answer("", 301, {"Location": site.url("/")})
        site.routes[host, "/community-trigger"] = html(site, "Trigger", "Community trigger", old)
    if given.get("wall"):
        wall = Answer("<h1>Denied</h1>", 403, {"cf-mitigated": "challenge"})
        site.routes = {key: wall for key in site.routes if key[1] != "/robots.txt"}
    return site


@cache
def sites() -> tuple[FarmSite, ...]:
    """Return the whole farm."""
    given = yaml.safe_load((HERE / "sites.yml").read_text())
    return tuple(site_of(each, number) for number, each in enumerate(given))
