"""One tour of the whole site in a real Chromium, for all tests that look at every page.

What a page must not do is told on the console, which is listened to; requests for other hosts go
through a proxy, which sees those of new windows too.
"""

import http.server
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.browser.frames import look_at_each, open_empty_page
from tests.browser.pipe import tab_of_chromium
from tests.fonts import LIBERATION, only_font

WIDE, PHONE = (1280, 150), (360, 800)
"""The sizes in which pages are opened, in CSS pixels: an answer page as on a phone."""

_IN_HAND = re.compile(r"areas/[^/]+/")

PARTS = 4
"""So that several workers share the tour."""

# Whatever would leave a trace is told on the console.
_TELL = """(() => {
  const tell = (what) => console.error(`${location.href} trace: ${what}`);
  const watch = (owner, name) => {
    const real = owner[name];
    owner[name] = function (...rest) { tell(name); return real.apply(this, rest); };
  };
  watch(Storage.prototype, "setItem");
  watch(IDBFactory.prototype, "open");
  watch(CacheStorage.prototype, "open");
  watch(ServiceWorkerContainer.prototype, "register");
  watch(History.prototype, "pushState");
  watch(History.prototype, "replaceState");
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
  Object.defineProperty(Document.prototype, "cookie", {
    ...cookie, set(value) { tell("cookie"); cookie.set.call(this, value); } });
  addEventListener("securitypolicyviolation", (event) =>
    console.error(`${location.href} policy: ${event.violatedDirective} ${event.blockedURI}`));
})()"""

# What a page has stored, whether it is whole, and what is measured of an answer page.
_LOOK = """({ localStorage, sessionStorage, document }) => {
  const kept = [...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie];
  const ran = document.querySelector(".exit[role=button], .embed [role=combobox]");
  const whole = Boolean(ran && document.querySelector("h1"));
  const links = [...document.querySelectorAll(".doors li a")];
  if (!links.length) return { kept: kept.join(""), whole };
  const below = (door) => {
    const top = document.getElementById(door).getBoundingClientRect().top;
    const ways = [...document.querySelectorAll("#main a")].filter((link) =>
      /^(tel|sms|mailto|https?):/.test(link.getAttribute("href")) && link.checkVisibility());
    const far = ways.map((way) => way.getBoundingClientRect().top - top);
    return Math.min(...far.filter((y) => y >= 0));
  };
  const doors = links.map((link) => link.getAttribute("href").slice(1));
  return { kept: kept.join(""), whole, measured: {
    height: document.documentElement.scrollHeight,
    words: document.querySelector("#main").innerText.trim().split(/\\s+/).length,
    doors,
    contacts: Object.fromEntries(doors.map((door) => [door, below(door)])),
    open: document.querySelectorAll("details[open]").length,
    sure: document.querySelectorAll(".sure").length,
  } };
}"""


@dataclass(frozen=True)
class Tour:
    """Which pages were opened, what they did that they must not do, what was measured of them."""

    visited: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    measured: dict[str, dict[str, Any]] = field(default_factory=dict)


class _Elsewhere(http.server.BaseHTTPRequestHandler):
    """The proxy for every host but ours: it notes what is asked for, and gives nothing."""

    asked: list[str]

    def handle_one_request(self) -> None:
        """Note a request of any method; of an encrypted one only the host can be seen."""
        self.raw_requestline = self.rfile.readline(65537)
        self.close_connection = True
        if self.raw_requestline and self.parse_request():
            self.asked.append(self.path)
            self.send_error(502)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def _elsewhere() -> Iterator[tuple[str, list[str]]]:
    """Run that proxy; give its address, and the list of what was asked for."""
    asked: list[str] = []
    handler = type("_Noting", (_Elsewhere,), {"asked": asked})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def tour(folder: Path, root: str, addresses: Sequence[str], spoil: str = "") -> Tour:
    """Open pages of the host `root` in a Chromium of their own, with its profile in `folder`.

    `spoil` is a script that each of them runs, to see whether its deeds are found.
    """
    spoiled = f"addEventListener('DOMContentLoaded', () => {{ {spoil} }})" if spoil else ""
    seen = Tour()
    with _elsewhere() as (proxy, asked):
        flags = (f"--proxy-server={proxy}", "--proxy-bypass-list=127.0.0.1")
        fonts = only_font(LIBERATION, folder)
        with tab_of_chromium(folder / "profile", fonts, f"{_TELL};{spoiled}", flags) as tab:
            open_empty_page(tab, root)
            for size in (WIDE, PHONE):
                those = [a for a in addresses if (PHONE if _IN_HAND.fullmatch(a) else WIDE) == size]
                for address, found in look_at_each(tab, root, those, _LOOK, *size):
                    _note(seen, address, found)
        seen.faults.extend(tab.heard)
    seen.faults.extend(f"asked {url}" for url in asked)
    return seen


def _note(seen: Tour, address: str, found: dict[str, Any]) -> None:
    seen.visited.append(address)
    if found["kept"]:
        seen.faults.append(f"{address} kept {found['kept']}")
    if not found["whole"]:
        seen.faults.append(f"{address} is not whole")
    if "measured" in found:
        seen.measured[address] = found["measured"]
