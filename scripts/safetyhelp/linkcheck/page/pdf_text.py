"""The text of a PDF: python -m safetyhelp.linkcheck.page.pdf_text <file.pdf >text.

A process of its own, because a PDF can take any amount of time and memory: this one ends itself.
"""

import contextlib
import io
import logging
import sys

try:
    import resource
except ImportError:  # Windows: only the time is limited, by whoever waits
    resource = None  # type: ignore[assignment]

CPU_SECONDS = 15
MEMORY = 768 * 1024 * 1024
MOST_PAGES = 80
MOST_TEXT = 1_000_000


def _limit() -> None:
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        with contextlib.suppress(ValueError, OSError):  # less is allowed already
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def text_of(body: bytes) -> str:
    """Return the text of the first pages. Raises what the library raises for a broken file."""
    from pypdf import PdfReader

    parts, length = [], 0
    for page in PdfReader(io.BytesIO(body)).pages[:MOST_PAGES]:
        parts.append(page.extract_text())
        length += len(parts[-1])
        if length > MOST_TEXT:
            break
    return "\n".join(parts)[:MOST_TEXT]


def main() -> int:
    """Read a PDF from standard input, write its text to standard output."""
    logging.disable()
    _limit()
    try:
        text = text_of(sys.stdin.buffer.read())
    except Exception:
        return 1
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
