"""Stands in for the search, which would ask hundreds of websites. Same options, no network.

It finds something, unless its state says that it has looked twice.
"""

import argparse
import json
import os
import sys
from pathlib import Path

parser = argparse.ArgumentParser()
parser.add_argument("--state", type=Path, required=True)
parser.add_argument("--report", type=Path, required=True)
parser.add_argument("--write", type=Path, required=True)
parser.add_argument("--links", type=Path)
options = parser.parse_args()
print("who we are:", os.environ.get("SITE_REPOSITORY"), file=sys.stderr)
runs = json.loads(options.state.read_text())["runs"] if options.state.exists() else 0
options.state.write_text(json.dumps({"runs": runs + 1}))
options.report.write_text("What is proposed\n\n## Partnerships\n" + "- a page\n" * 9000)
if runs < 2:
    draft = options.write / "partnerships" / "bolton.yml"
    draft.parent.mkdir(parents=True)
    draft.write_text(f"name: Found in run {runs + 1}\n")
