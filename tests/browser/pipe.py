"""Chromium led through its own pipe, for tests that open every page.

Playwright lets Chromium tell of each request. With some thirty files a page that is a third of all
work. Here Chromium tells of what is said on a console, and of errors, and of nothing else.
"""

import contextlib
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.browsing import FLAGS, find_chromium

_FLAGS = (
    *FLAGS, "--headless", "--hide-scrollbars", "--no-first-run", "--remote-debugging-pipe",
    # Nobody sees the pages: what is handed from process to process and thread to thread is lost.
    "--disable-threaded-compositing", "--enable-features=NetworkServiceInProcess2",
)  # fmt: skip
_LOADED = """() => new Promise((done) => {
  if (document.readyState === "complete") done(); else addEventListener("load", done);
})"""


class Tab:
    """A tab; windows that its pages open, and their workers, are listened to as well."""

    def __init__(self, pipe: tuple[int, int], script: str) -> None:
        """Open an empty tab. Each document of any window runs `script` before its own."""
        self.heard: list[str] = []
        self._to, self._from = pipe
        self._unread = b""
        self._last = 0
        self._sessions: dict[str, str] = {}
        self._script = script
        self._listen_to_what_opens("")
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._sessions[target]

    def goto(self, url: str) -> None:
        """Open an address, and wait until it has loaded."""
        self._ask("Page.navigate", self._session, url=url)
        self.evaluate(_LOADED)

    def evaluate(self, expression: str, arg: object = None) -> Any:
        """Return what a function in JavaScript makes of an argument."""
        done = self._ask(
            "Runtime.evaluate",
            self._session,
            expression=f"({expression})({json.dumps(arg)})",
            awaitPromise=True,
            returnByValue=True,
        )
        assert "exceptionDetails" not in done, done
        return done["result"].get("value")

    def close_browser(self) -> None:
        """Close all windows, and end Chromium."""
        self._send("Browser.close")

    def _listen_to_what_opens(self, session: str) -> None:
        values = {"autoAttach": True, "waitForDebuggerOnStart": True, "flatten": True}
        self._send("Target.setAutoAttach", session, **values)

    def _send(self, method: str, session: str = "", **parameters: object) -> int:
        self._last += 1
        message = {"id": self._last, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._to, data) :]
        return self._last

    def _ask(self, method: str, session: str = "", **parameters: object) -> dict[str, Any]:
        number = self._send(method, session, **parameters)
        while True:
            message = self._read()
            if message.get("id") == number:
                assert "error" not in message, (method, message["error"])
                answer: dict[str, Any] = message["result"]
                return answer
            self._hear(message.get("method", ""), message.get("params", {}))

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._unread:
            more = os.read(self._from, 1 << 20)
            assert more, "Chromium has ended."
            self._unread += more
        text, _, self._unread = self._unread.partition(b"\0")
        message: dict[str, Any] = json.loads(text)
        return message

    def _hear(self, event: str, told: dict[str, Any]) -> None:
        if event == "Target.attachedToTarget":
            session = told["sessionId"]
            self._sessions[told["targetInfo"]["targetId"]] = session
            self._listen_to_what_opens(session)
            for method in ("Page.enable", "Runtime.enable", "Log.enable"):
                self._send(method, session)
            self._send("Page.addScriptToEvaluateOnNewDocument", session, source=self._script)
            self._send("Runtime.runIfWaitingForDebugger", session)
        elif event == "Runtime.consoleAPICalled":
            words = [str(each.get("value", each.get("description"))) for each in told["args"]]
            self.heard.append(f"{told['type']}: {' '.join(words)}")
        elif event == "Runtime.exceptionThrown":
            details = told["exceptionDetails"]
            text = details.get("exception", {}).get("description") or details["text"]
            self.heard.append(f"{details.get('url', '')} error: {text}")
        elif event == "Log.entryAdded":
            entry = told["entry"]
            self.heard.append(f"{entry.get('url', '')} {entry['level']}: {entry['text']}")


@contextlib.contextmanager
def tab_of_chromium(
    folder: Path, fonts: Path, script: str = "", flags: tuple[str, ...] = ()
) -> Iterator[Tab]:
    """Run a Chromium with a profile in `folder` and that configuration of fonts; give its tab."""
    path = find_chromium()
    assert path, "There is no Chromium on the PATH. Run `make machine`."
    from_us, to_chromium = os.pipe()
    from_chromium, to_us = os.pipe()
    # Chromium reads from 3 and writes to 4, whatever these are here.
    redirect = f'exec "$@" 3<&{from_us} 4>&{to_us}'
    process = subprocess.Popen(
        ["bash", "-c", redirect, "bash", path, *_FLAGS, f"--user-data-dir={folder}", *flags],
        pass_fds=(from_us, to_us),
        stderr=subprocess.DEVNULL,
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
    )
    os.close(from_us)
    os.close(to_us)
    try:
        tab = Tab((to_chromium, from_chromium), script)
        yield tab
        tab.close_browser()
        process.wait(30)
    finally:
        process.kill()
        process.wait()
        os.close(to_chromium)
        os.close(from_chromium)
