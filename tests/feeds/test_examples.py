"""The page `/data/`: its examples run against the served site, and its names of files are right."""

import contextlib
import functools
import io
import json
import re
import shutil
import subprocess
import threading
import uuid
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from mkdocs_hook import on_page_markdown
from safetyhelp.paths import ROOT
from tests.conftest import BuiltSite, NewPage
from tests.feeds.reading import read

ADDRESS = "https://directory.example/"
PAGE = (ROOT / "docs/data.md").read_text(encoding="utf-8")

API = PAGE.partition("## The API")[2].partition("\n## ")[0]
TABLES = PAGE.partition("## Tables")[2].partition("\n## ")[0]


def examples(language: str) -> list[str]:
    """Return the blocks of code in one language on the page."""
    found: list[str] = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert all(ADDRESS in block for block in found if re.search("urlopen|curl|await fetch", block))
    return found


def python(number: int, site_url: str) -> list[str]:
    """Run an example in Python and return what it prints, line by line."""
    code = examples("python")[number].replace(ADDRESS, site_url)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "docs/data.md", "exec"), {"__name__": "__main__"})
    return printed.getvalue().splitlines()


def test_whom_to_reach_first_in_leeds(site_url: str) -> None:
    lines = python(0, site_url)
    assert lines[0].startswith("report West Yorkshire Police 101")
    assert any(line.startswith("council Leeds City Council") for line in lines)


def test_the_rules_for_a_case_review(site_url: str) -> None:
    rows = [line.split("\t") for line in python(1, site_url)]
    assert len(rows) > 100
    assert {len(row) for row in rows} == {4}
    assert all(source.startswith("http") for _, _, source, _ in rows)


@pytest.fixture
def hsds_url(site: BuiltSite) -> Iterator[str]:
    """Serve the files of HSDS with the small server that the page gives."""
    found: dict[str, Any] = {"__name__": "recipe"}
    exec(compile(examples("python")[2], "docs/data.md", "exec"), found)

    quiet = type("Quiet", (found["Hsds"],), {"log_message": lambda *_: None})
    handler = functools.partial(quiet, directory=str(site.folder / "data/hsds"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def fetched(url: str) -> Any:
    with urlopen(url) as answer:
        assert answer.headers["Content-Type"] == "application/json"
        return json.load(answer)


def test_the_small_server_answers_as_the_validator_of_open_referral_asks(hsds_url: str) -> None:
    assert fetched(f"{hsds_url}/")["version"] == "HSDS-UK-3.0"
    page = fetched(f"{hsds_url}/services?page=1")
    assert page["total_pages"] == page["page_number"] == 1
    assert page["size"] == page["total_items"] == len(page["contents"]) > 900
    for listed in page["contents"][::200]:
        whole = fetched(f"{hsds_url}/services/{listed['id']}")
        assert whole.items() >= {k: v for k, v in listed.items() if k != "organization"}.items()
    for name in ("taxonomies", "taxonomy_terms"):
        first = fetched(f"{hsds_url}/{name}")["contents"][0]
        assert fetched(f"{hsds_url}/{name}/{first['id']}") == first
    with pytest.raises(HTTPError, match="404"):
        fetched(f"{hsds_url}/services/{uuid.UUID(int=0)}")


ASK_WORKER = """async ([code, addresses]) => {
  const worker = (await import(`data:text/javascript,${encodeURIComponent(code)}`)).default;
  return Promise.all(addresses.map(async (address) => {
    const answer = await worker.fetch(new Request(`https://worker.example${address}`));
    const kind = answer.headers.get("Content-Type");
    return [answer.status, kind, answer.ok ? await answer.json() : null];
  }));
}"""


def test_the_worker_answers_as_the_validator_of_open_referral_asks(
    site: BuiltSite, site_url: str, new_page: NewPage
) -> None:
    (code,) = examples("js")
    assert code.count("\n") <= 25
    page = new_page(bypass_csp=True)
    page.goto(f"{site_url}places/")

    def asked(*addresses: str) -> list[list[Any]]:
        sent: list[str | list[str]] = [code.replace(ADDRESS, site_url), [*addresses]]
        answers: list[list[Any]] = page.evaluate(ASK_WORKER, sent)
        return answers

    whole = read(site, "data/hsds/services.json")["contents"]
    ids = [each["id"] for each in whole]
    root, first, slash, lost = asked("/", "/services?page=1", "/services/", f"/services/{ids[0]}x")
    assert root[1:] == ["application/json", read(site, "data/hsds/index.json")]
    assert lost[0] == 404
    assert slash == first
    pages = first[2]["total_pages"]
    assert first[2]["total_items"] == len(whole) > 900
    every = asked(*(f"/services?page={number}" for number in range(1, pages + 1)))
    assert [each["id"] for _, _, one in every for each in one["contents"]] == ids
    assert [one["first_page"] for _, _, one in every] == [True] + [False] * (pages - 1)
    assert [one["last_page"] for _, _, one in every] == [False] * (pages - 1) + [True]
    assert {one["page_number"] for _, _, one in every} == {*range(1, pages + 1)}
    own = asked(*(f"/services/{one}" for one in ids[::300]))
    assert [one["id"] for _, _, one in own] == ids[::300]
    found, none = asked("/services?text=samaritans&per_page=5", "/services?text=no+such+word")
    assert {"samaritans" in each["name"].lower() for each in found[2]["contents"]} == {True}
    assert (none[2]["total_items"], none[2]["total_pages"], none[2]["empty"]) == (0, 1, True)
    for name in ("taxonomies", "taxonomy_terms", "service_at_locations"):
        ((_, kind, listed),) = asked(f"/{name}?page=1")
        assert kind == "application/json"
        assert listed["contents"] == read(site, f"data/hsds/{name}.json")["contents"]


def test_services_by_council_for_a_map(site: BuiltSite, site_url: str) -> None:
    counted = dict(line.split("\t") for line in python(3, site_url))
    assert len(counted) == 361
    assert sum(int(count) > 0 for count in counted.values()) > 300
    files = (site.folder / "data/hsds/services").iterdir()
    areas = [area for path in files for area in json.loads(path.read_bytes())["service_areas"]]
    code = next(
        each["properties"]["code"]
        for each in read(site, "data/councils.geojson")["features"]
        if each["properties"]["name"] == "Leeds"
    )
    in_leeds = [area for area in areas if area.get("uri", "").endswith(f"/{code}")]
    assert int(counted["Leeds"]) == len(in_leeds) > 0


def test_the_map_is_drawn(site_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip(
        "matplotlib", reason="Matplotlib is not installed. It is only for this example."
    ).use("Agg")
    monkeypatch.chdir(tmp_path)
    cells: dict[str, Any] = {}
    for code in examples("python")[3:]:
        exec(compile(code.replace(ADDRESS, site_url), "docs/data.md", "exec"), cells)
    assert (tmp_path / "services.png").read_bytes()[:4] == b"\x89PNG"


@pytest.mark.skipif(not shutil.which("curl"), reason="There is no curl on this machine.")
def test_with_curl(site_url: str) -> None:
    (script,) = examples("sh")
    done = subprocess.run(
        ["sh", "-euc", script.replace(ADDRESS, site_url)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert '"name":"Leeds"' in done.stdout


def test_every_file_that_the_page_names_is_there(site: BuiltSite) -> None:
    named = re.findall(r"`((?:areas|kinds|records)/[\w./-]+|\w+\.json)`", API)
    assert len(named) >= 9
    assert [name for name in named if not (site.folder / "api/v1" / name).is_file()] == []
    listed = {path.name for path in (site.folder / "api/v1").glob("*.json")}
    assert listed - {*named} == set()
    tables = set(re.findall(r"\(data/tables/([\w.-]+)\)", TABLES))
    assert tables == {path.name for path in (site.folder / "data/tables").iterdir()}
    links = re.findall(r"\((data/[\w./-]+|api/[\w./-]+|areas/[\w./-]+)\)", PAGE)
    assert [link for link in links if not (site.folder / link).is_file()] == []
    lists = {f"data/hsds/{path.name}" for path in (site.folder / "data/hsds").glob("*.json")}
    assert lists <= {*links}


def test_the_page_and_that_of_our_sources_lead_to_each_other(site: BuiltSite) -> None:
    assert 'href="../about/data/#what-we-must-show"' in site.page("data")
    assert 'href="../../data/"' in site.page("about/data")


@pytest.mark.parametrize("site_url", ["https://www.place.uk/help/", "https://www.place.uk/help"])
def test_the_public_address_stands_in_the_examples_where_it_is_known(site_url: str) -> None:
    config = load_config(str(ROOT / "mkdocs.yml"), site_url=site_url)
    config.extra["attribution"] = ()
    page = Page("Data", File("data.md", "docs", "site", use_directory_urls=True), config)
    shown = on_page_markdown(PAGE, page, config)
    assert "https://www.place.uk/help/api/v1/areas/leeds.json" in shown
    assert ADDRESS not in shown
    config.site_url = ""
    assert on_page_markdown(PAGE, page, config) == PAGE
