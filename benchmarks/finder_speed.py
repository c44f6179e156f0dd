"""How fast the finder answers on a slow phone: Chromium with a processor slowed down six times.

What is measured is the finder's own work, from the keystroke to the answer, without the waiting for
the network: reading the files that came, matching, putting the answers in words. As in the search
box, the index is fetched when the box gets the focus. Each query is typed letter by letter, in a
page where nothing has been looked up before, so that the first use of every file is in it. A first
answer is the first that a new page gives: the index is read for it, and the words of the pages.
"""

import csv
import statistics
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks.browsing import chromium
from benchmarks.serving import served

QUERIES = Path(__file__).with_name("queries.csv")
SLOWED = 6
LIMIT_MS = 60
LIMIT_OF_THE_FIRST_MS = 300
_EVERY_FIFTH = 5
_FIRST = ("S", "Stockport", "SK1 3XE", "my neighbour is bullying my daughter in Stockport", "help")

_ASK = """async ([root, lookup, queries, isReady]) => {
  const { fetch } = window;
  let waited = 0;
  window.fetch = async (address) => {
    const asked = performance.now();
    const text = await (await fetch(address)).text();
    waited += performance.now() - asked;
    return { ok: true, json: async () => JSON.parse(text) };
  };
  const finder = `${root}assets/finder/`;
  const names = ["finder.js", "combined-search.js"];
  const modules = await Promise.all(names.map((name) => import(`${finder}${name}`)));
  const ask = modules.find((each) => lookup in each)[lookup];
  if (isReady) {
    await import(`${finder}search.js`);
    modules[0].prepare();
    await new Promise((ready) => setTimeout(ready, 1000));
  }
  const times = [];
  for (const query of queries) {
    waited = 0;
    const asked = performance.now();
    await ask(query);
    times.push(performance.now() - asked - waited);
  }
  return times;
}"""


def read_queries() -> list[tuple[str, str, str]]:
    """Return (kind, query, page that answers it) of every query."""
    with QUERIES.open(encoding="utf-8", newline="") as file:
        return [(row["kind"], row["query"], row["page"]) for row in csv.DictReader(file)]


def _times(
    browser: Browser, root: str, lookup: str, queries: Sequence[str], is_ready: bool = True
) -> list[float]:
    page: Page = browser.new_page()
    page.goto(f"{root}404.html")
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    times: list[float] = page.evaluate(_ASK, [root, lookup, queries, is_ready])
    page.close()
    return times


def _show(what: str, times: list[float], limit: int = LIMIT_MS) -> None:
    twentieths = statistics.quantiles(times, n=20)
    print(
        f"  {what:<38} {len(times):4} times: median {statistics.median(times):5.1f} ms, "
        f"95 in 100 within {twentieths[-1]:5.1f} ms (limit {limit}), longest {max(times):.1f} ms"
    )


def benchmark_finder_speed(site: Path) -> None:
    """Print the finder's work for a first answer, a postcode and a keystroke, with the limits."""
    queries = read_queries()
    postcodes = [query for kind, query, _ in queries if kind == "postcode"]
    others = [query for kind, query, _ in queries if kind != "postcode"][::_EVERY_FIFTH]
    keystrokes = [query[:end] for query in others for end in range(1, len(query) + 1)]
    print(f"The finder, processor slowed down {SLOWED} times, without the waiting for the network")
    with served(site) as root, chromium() as browser:
        for what, lookup in (("suggestions", "suggestTogether"), ("answer", "findTogether")):
            first = [_times(browser, root, lookup, [query], False)[0] for query in _FIRST * 4]
            _show(f"the first {what} of a page", first, LIMIT_OF_THE_FIRST_MS)
        _show("a postcode, once its file is there", _times(browser, root, "find", postcodes))
        _show(
            "suggestions, for each keystroke", _times(browser, root, "suggestTogether", keystrokes)
        )
