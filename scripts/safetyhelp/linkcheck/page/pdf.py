"""PDFs as pages: many procedures, such as those of ASB case reviews, are published as such."""

import os
import subprocess
import sys
from pathlib import Path

from safetyhelp.linkcheck.page.pdf_text import CPU_SECONDS
from safetyhelp.linkcheck.page.text import Page, read_plain

MARK = b"%PDF-"
_SCRIPTS = Path(__file__).resolve().parents[3]
_LONGEST = 2 * CPU_SECONDS


def read_pdf(body: bytes) -> Page | None:
    """Return the text of a PDF as a page; None when it is too large, too slow or broken to read."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "safetyhelp.linkcheck.page.pdf_text"],
            input=body,
            capture_output=True,
            check=False,
            timeout=_LONGEST,
            env={**os.environ, "PYTHONPATH": str(_SCRIPTS)},
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return read_plain(done.stdout.decode("utf-8", "replace")) if done.returncode == 0 else None
