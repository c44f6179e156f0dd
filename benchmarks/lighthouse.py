"""Lighthouse, as on a middling phone with a slow line, on one page of each sort.

Lighthouse is an npm package: without Node this part is skipped, and says so. The site is served as
an ordinary host would serve it: compressed, and kept by the browser for a while.
"""

import json
import os
import statistics
import subprocess
from pathlib import Path

from benchmarks.browsing import find_chromium
from benchmarks.npm import installed
from benchmarks.page_weight import largest_answer_page
from benchmarks.serving import served

PACKAGE = "lighthouse@12.8.2"
ROUNDS = 3
PAGES = {
    "home": "",
    "answer page": "areas/stockport/",
    "Easy Read page": "areas/stockport/easy-read/",
    "guide": "guides/hate-crime/",
}
WANTED = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 95}


def _scores(lighthouse: str, chromium: str, url: str) -> dict[str, int]:
    """Run Lighthouse once with its mobile profile and return the scores in percent."""
    done = subprocess.run(
        [
            lighthouse,
            url,
            "--quiet",
            "--output=json",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
            f"--only-categories={','.join(WANTED)}",
        ],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "CHROME_PATH": chromium},
    )
    categories = json.loads(done.stdout)["categories"]
    return {name: round(categories[name]["score"] * 100) for name in WANTED}


def benchmark_pages(site: Path, folder: Path) -> None:
    """Print the median scores of a page of each sort of the built site."""
    lighthouse = installed(PACKAGE, folder)
    chromium = find_chromium()
    if lighthouse is None or chromium is None:
        print("Lighthouse: skipped. It needs Node, npm with a registry, and Chromium.")
        return
    pages = {**PAGES, "largest answer page": largest_answer_page(site)}
    wanted = ", ".join(f"{name} {score}" for name, score in WANTED.items())
    print(f"{PACKAGE}, mobile profile, median of {ROUNDS} (wanted: {wanted})")
    with served(site) as root:
        for name, address in pages.items():
            runs = [_scores(lighthouse, chromium, root + address) for _ in range(ROUNDS)]
            scores = {key: statistics.median(run[key] for run in runs) for key in WANTED}
            shown = ", ".join(f"{key} {score:.0f}" for key, score in scores.items())
            short = [key for key, score in scores.items() if score < WANTED[key]]
            print(f"  {name:<22} {shown}{'   BELOW: ' + ', '.join(short) if short else ''}")
