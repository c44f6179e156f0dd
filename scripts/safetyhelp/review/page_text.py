"""A generated page as the lines of text that a visitor reads."""

from html.parser import HTMLParser

from safetyhelp.text.markdown import visible

_INLINE = frozenset({"a", "b", "span", "strong", "em", "i", "dd", "abbr", "small"})
_FURNITURE = frozenset({"keep", "made", "mistake"})
"""The classes of what every page has, whatever the record says."""
_WEB = ("https://", "http://")
_OTHER_WAYS = ("tel:", "sms:", "mailto:")


class _Reader(HTMLParser):
    """Collects text line by line, and the targets of links that lead out of the site."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._line = ""
        self._link = ""
        self._link_text = ""
        self._passed_over = ""
        self._depth = 0

    def _end_line(self) -> None:
        line = visible(self._line)
        if line:
            self.lines.append(line)
        self._line = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a new line at every block; remember where a link leads."""
        if tag not in _INLINE:
            self._end_line()
        if self._passed_over:
            self._depth += tag == self._passed_over
        elif _FURNITURE & {*(dict(attrs).get("class") or "").split()}:
            self._passed_over, self._depth = tag, 1
        if tag == "a":
            self._link, self._link_text = dict(attrs).get("href") or "", ""

    def handle_endtag(self, tag: str) -> None:
        """End a line at every block; write out where a link leads when its text does not."""
        if tag == self._passed_over:
            self._depth -= 1
            self._passed_over = tag if self._depth else ""
            return
        if tag == "dt":
            self._line += ": "
        elif tag not in _INLINE or tag == "dd":
            self._end_line()
        if tag == "a":
            self._line += "" if self._passed_over else self._target()
            self._link = ""

    def _target(self) -> str:
        link = self._link
        if link.startswith(_OTHER_WAYS):
            dialled = link.partition(":")[2]
            return "" if dialled == "".join(self._link_text.split()) else f" <{link}>"
        return f" <{link}>" if link.startswith(_WEB) else ""

    def handle_data(self, data: str) -> None:
        """Add text to the line, unless it is furniture."""
        if self._passed_over:
            return
        self._line += data.replace("\n", " ")
        self._link_text += data

    def close(self) -> None:
        """Finish the last line."""
        super().close()
        self._end_line()


def page_lines(page: str) -> tuple[str, ...]:
    """Return the lines of a generated Markdown page (front matter, then HTML).

    What stands on every page is left out: a reviewer reads the record.
    """
    reader = _Reader()
    reader.feed(page.split("\n---\n", 1)[-1])
    reader.close()
    return tuple(reader.lines)
