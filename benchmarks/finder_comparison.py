"""The finder beside two general searches, on the same pages and the same queries.

The queries are the 200 plain ones of `queries.csv`, and what people in trouble type: `sentences`.
The others are the search that the theme ships (lunr in its own worker, driven by its messages) and
Pagefind, each with its index of the whole built site. A query is answered rightly if the page that
`queries.csv` names is among the first five results. Bytes are what the host sends, compressed, for
what the search itself loads: modules, worker, index. The general searches have no list of postcodes
and places and were never meant to: that is what the comparison shows.
"""

import math
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.browsing import chromium
from benchmarks.finder_speed import read_queries
from benchmarks.sentences import Sentence, read_sentences
from benchmarks.serving import Traffic, served
from safetyhelp.dataset.load import load
from safetyhelp.finder.area_data import read_area_data
from safetyhelp.finder.files import finder_files
from safetyhelp.finder.guide_texts import read_sections
from safetyhelp.finder.search_file import read_synonyms, search_file
from safetyhelp.paths import DATA, ROOT, folders

_FIRST = 5
_FIRST_QUERY = "Stockport"

_OURS = """async (root) => {
  const { findTogether } = await import(`${root}assets/finder/combined-search.js`);
  return async (query) => {
    const { areas, pages, pagesFirst, page, urgent } = await findTogether(query);
    const found = pagesFirst ? [...pages, ...areas] : [...areas, ...pages];
    const first = [...(urgent?.lines ?? []), ...(page ? [page] : [])];
    return [...first, ...found].map((each) => each.url);
  };
}"""
_THEME = """async (root) => {
  const worker = new Worker(`${root}WORKER`);
  const answer = (message) => new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data.data);
    worker.postMessage(message);
  });
  const { config, docs } = await (await fetch(`${root}search/search_index.json`)).json();
  await answer({ type: 0, data: { config, docs, options: { suggest: false } } });
  return async (query) => {
    const { items } = await answer({ type: 2, data: query });
    return items.map(([page]) => page.location);
  };
}"""
_PAGEFIND = """async (root) => {
  const pagefind = await import(`${root}pagefind/pagefind.js`);
  await pagefind.options({ baseUrl: "/" });
  await pagefind.init();
  return async (query) => {
    const { results } = await pagefind.search(query);
    const found = await Promise.all(results.slice(0, 5).map((each) => each.data()));
    return found.map((each) => each.url);
  };
}"""
_START = """async ([start, root, query]) => {
  globalThis.ask = await eval(start)(root);
  return globalThis.ask(query);
}"""
_ASK = """async (queries) => {
  const answers = [];
  for (const query of queries) {
    const asked = performance.now();
    const found = await globalThis.ask(query);
    answers.push([found.slice(0, 5), performance.now() - asked]);
  }
  return answers;
}"""


_Missed = dict[str, list[str]]
"""The missed queries of each kind."""


@dataclass(frozen=True, slots=True)
class _Tool:
    """A search to be compared: its site, the script that starts it, how long its index took."""

    name: str
    site: Path
    script: str
    seconds: float


def _timed(project: Path, *command: str) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    return time.perf_counter() - started


def _seconds_for_our_files() -> float:
    """Return how long the finder's files take, once the records are read."""
    directory = load(folders(DATA), datetime.now(UTC).date()).directory
    started = time.perf_counter()
    finder_files(directory, read_area_data(DATA / "areas"))
    search_file(directory, read_sections(ROOT / "docs"), read_synonyms())
    return time.perf_counter() - started


def _tools(project: Path) -> list[_Tool]:
    """Build the site once for each other search, in a copy of the project with its own site."""
    python = sys.executable
    ours, theme, pagefind = (project / name for name in ("site", "site-theme", "site-pagefind"))
    mkdocs = (python, "-m", "mkdocs", "build", "--quiet", "--site-dir")
    without = _timed(project, *mkdocs, str(theme))
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    with_search = config.replace("plugins: []", "plugins: [search]")
    (project / "with-search.yml").write_text(with_search, encoding="utf-8")
    with_plugin = _timed(project, *mkdocs, str(theme), "--config-file", "with-search.yml")
    shutil.copytree(ours, pagefind)
    indexing = _timed(project, python, "-m", "pagefind", "--site", str(pagefind))
    worker = next(theme.glob("assets/javascripts/workers/search.*.min.js")).relative_to(theme)
    return [
        _Tool("our finder", ours, _OURS, _seconds_for_our_files()),
        _Tool(
            "the theme's search",
            theme,
            _THEME.replace("WORKER", worker.as_posix()),
            with_plugin - without,
        ),
        _Tool("Pagefind", pagefind, _PAGEFIND, indexing),
    ]


def _first(found: list[str]) -> list[str]:
    return [re.sub(r"[?#].*", "", url).lstrip("/") for url in found[:_FIRST]]


def _missed(asked: list[Sentence], answers: list[tuple[list[str], float]]) -> _Missed:
    missed: _Missed = defaultdict(list)
    for sentence, (found, _) in zip(asked, answers, strict=True):
        if not sentence.is_answered(_first(found)):
            missed[sentence.kind].append(sentence.query)
    return missed


def _measure(
    tool: _Tool, browser: Browser, queries: list[Sentence], sentences: list[Sentence]
) -> tuple[_Missed, _Missed]:
    """Ask everything, print the figures and return the missed queries and sentences by kind."""
    traffic = Traffic()
    with served(tool.site, traffic) as root:
        # Pagefind needs WebAssembly, which the site's policy does not allow.
        context = browser.new_context(bypass_csp=True)
        page = context.new_page()
        # The host's own words for what is not there: a document that loads nothing.
        page.goto(f"{root}nothing.txt")
        traffic.sent = 0
        started = time.perf_counter()
        page.evaluate(_START, [tool.script, root, _FIRST_QUERY])
        ready = time.perf_counter() - started
        first = traffic.sent
        answers = page.evaluate(_ASK, [each.query for each in queries])
        sent = traffic.sent
        told = page.evaluate(_ASK, [each.query for each in sentences])
        context.close()
    times = [milliseconds for _, milliseconds in answers]
    print(
        f"  {tool.name:<20} index {tool.seconds:6.2f} s; first answer {first:10,} bytes, "
        f"{ready * 1000:6.0f} ms; all {sent:10,} bytes; a query "
        f"{statistics.median(times):6.1f} ms, 95 in 100 within "
        f"{statistics.quantiles(times, n=20)[-1]:6.1f} ms"
    )
    return _missed(queries, answers), _missed(sentences, told)


def benchmark_finder(project: Path) -> None:
    """Print size, time and right answers of the three searches, the first of a built project."""
    tools = _tools(project)
    queries = [
        Sentence(kind, query, ((f"{re.escape(page)}$",),)) for kind, query, page in read_queries()
    ]
    told = read_sentences(tools[0].site)
    print(f"{len(queries)} queries; right: the page is among the first {_FIRST} results")
    with chromium() as browser:
        missed = {tool.name: _measure(tool, browser, queries, told) for tool in tools}
    _print_table(queries, {name: plain for name, (plain, _) in missed.items()})
    print(f"{len(told)} sentences of people in trouble; right: all that is wanted is among them")
    _print_table(told, {name: unanswered for name, (_, unanswered) in missed.items()})


def _print_table(sentences: list[Sentence], missed: dict[str, _Missed]) -> None:
    """Print the right answers of each tool by kind, and how many times as many the first has."""
    asked = Counter(sentence.kind for sentence in sentences)
    print(f"  {'right':<18}" + "".join(f"{name:>20}" for name in missed))
    for kind, count in asked.items():
        right = (f"{count - len(each[kind])} of {count}" for each in missed.values())
        print(f"  {kind:<18}" + "".join(f"{each:>20}" for each in right))
    totals = [asked.total() - sum(map(len, each.values())) for each in missed.values()]
    print(f"  {'all':<18}" + "".join(f"{total:>20}" for total in totals))
    ratios = [totals[0] / total if total else math.inf for total in totals]
    print(f"  {'ours: times as many':<18}" + "".join(f"{ratio:>19.2f}×" for ratio in ratios))
    first = next(iter(missed.values())).values()
    print("  Our finder missed: " + "; ".join(query for each in first for query in each))
