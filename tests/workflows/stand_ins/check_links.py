"""Stands in for the link check, which would ask hundreds of websites. Same options, no network.

It finds something when there is a file .build/FINDINGS.
"""

import argparse
import json
import os
import sys
from pathlib import Path

parser = argparse.ArgumentParser()
parser.add_argument("--data", type=Path)
parser.add_argument("--state", type=Path, required=True)
parser.add_argument("--report", type=Path)
parser.add_argument("--format", choices=("text", "github", "markdown", "json"), default="text")
parser.add_argument("--only", nargs="*")
parser.add_argument("--changed-since")
parser.add_argument("--max-age", type=float)
parser.add_argument("--today")
parser.add_argument("--propose", type=Path)
options = parser.parse_args()
print("who we are:", os.environ.get("SITE_URL"), os.environ.get("SITE_REPOSITORY"), file=sys.stderr)
runs = json.loads(options.state.read_text())["runs"] if options.state.exists() else 0
options.state.write_text(json.dumps({"runs": runs + 1}))
found = Path(".build/FINDINGS").exists()
if options.report:
    what = "- `data/x.yml:3`: gone (404)" if found else "All well."
    options.report.write_text(f"# Links and facts\n\n{what}\n")
if options.propose and Path(".build/PROPOSES").exists():
    changed = options.propose / "data" / "partnerships" / "bolton.yml"
    changed.parent.mkdir(parents=True)
    changed.write_text(f"name: Changed in run {runs + 1}\n")
    (options.propose / "proposal.md").write_text("Proposed\n\n| record | then | now |\n")
if options.format == "github" and found:
    print("::warning file=data/x.yml,line=3::gone (404)")
sys.exit(1 if found else 0)
