"""The workflow apply-issue: from the text of an issue to a pull request, or to an answer."""

import base64
from typing import Any

import pytest
import yaml

from safetyhelp.paths import ROOT
from tests.files import git
from tests.workflows.forge import Forge
from tests.workflows.world import Start, World, an_issue, assert_all, check_links

HOSTILE = "$(touch owned) `touch owned` \"; touch owned; # ' \n::error::x\n${{ github.token }}\n"


def test_an_issue_becomes_a_pull_request(own_forge: Forge, start: Start, world: World) -> None:
    world.write({"issues": [an_issue(12, "apply")], "pulls": [], "log": []})
    done = start(own_forge, _labelled(_filled_form())).run("apply-issue")
    assert_all(done, "ok", "used")
    changed = git(own_forge.bare, "diff", "--name-only", "main", "issue-12").splitlines()
    assert changed
    assert all(name.startswith("data/") for name in changed)
    (pull,) = world.read()["pulls"]
    assert pull["head"] == "issue-12"
    assert pull["title"] == git(own_forge.bare, "log", "-1", "--format=%s", "issue-12")
    assert pull["body"].rstrip().endswith("Closes #12.")
    assert world.read()["issues"][0]["labels"] == []
    assert ["workflow", "run", "ci.yml", "--ref", "issue-12"] in world.read()["log"]


def test_a_pull_request_from_a_fork_never_gets_the_words_of_the_bot(
    own_forge: Forge, start: Start, world: World
) -> None:
    """Its branch may have the name of ours. The bot leaves it alone, and opens its own."""
    foreign = {"number": 66, "head": "issue-12", "title": "Theirs", "body": "theirs"}
    foreign |= {"isCrossRepository": True}
    proposal = {**foreign, "number": 67, "head": "link-proposals"}
    world.write({"issues": [an_issue(12, "apply")], "pulls": [foreign, proposal], "log": []})
    assert_all(start(own_forge, _labelled(_filled_form())).run("apply-issue"), "ok", "used")
    assert_all(check_links(start(own_forge), found=True, proposes=True), "ok", "used")
    one, other, own, proposed = world.read()["pulls"]
    assert (one, other) == (foreign, proposal)
    assert (own["head"], proposed["head"]) == ("issue-12", "link-proposals")
    assert not any(words[:2] == ["pr", "edit"] for words in world.read()["log"])


@pytest.mark.parametrize("body", [HOSTILE, None], ids=["hostile", "empty"])
def test_what_cannot_be_applied_is_answered(
    body: str | None, own_forge: Forge, start: Start, world: World
) -> None:
    world.write({"issues": [an_issue(12, "apply")], "pulls": [], "log": []})
    runner = start(own_forge, _labelled(body))
    done = runner.run("apply-issue")
    assert_all(done, "ok", "used")
    (issue,) = world.read()["issues"]
    assert issue["labels"] == []
    (comment,) = issue["comments"]
    assert "This could not be made into a change by itself" in comment
    assert world.read()["pulls"] == []
    assert "issue-12" not in git(own_forge.bare, "branch", "--list")
    assert not list(runner.folder.rglob("owned"))


def test_a_change_outside_the_data_is_not_carried(
    own_forge: Forge, start: Start, world: World
) -> None:
    """Were the first job taken over, the second would still change data only.

    A pull request that is there already is renewed; no second one is opened.
    """
    pull = {"number": 100, "head": "issue-12", "title": "Title", "body": ""}
    world.write({"issues": [an_issue(12, "apply")], "pulls": [pull], "log": []})
    runner = start(own_forge)
    root = runner.forge.clone(runner.folder / "x", 1)
    record = root / "data/reporting/bolton-council.yml"
    record.write_text(record.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    (root / ".github/workflows/ci.yml").write_text("evil\n", encoding="utf-8")
    patch = git(root, "diff") + "\n"
    git(root, "checkout", "--quiet", ".")
    packed = {
        "ANSWER": base64.b64encode(b"Title\n\nText\n").decode("ascii"),
        "CHANGE": base64.b64encode(patch.encode("utf-8")).decode("ascii"),
        "NUMBER": "12",
    }
    run = ".github/scripts/change unpack && .github/scripts/change open"
    assert runner._run_step({"name": "x", "run": run}, root, packed), runner.done.logs["x"]
    changed = git(own_forge.bare, "diff", "--name-only", "main", "issue-12")
    assert changed == "data/reporting/bolton-council.yml"
    assert world.read()["pulls"] == [pull]
    assert ["pr", "edit", "100", "--body-file", ".build/body.md"] in world.read()["log"]


def test_when_workflows_may_not_open_pull_requests_the_issue_says_so(
    own_forge: Forge, start: Start, world: World
) -> None:
    world.write({"issues": [an_issue(12, "apply")], "pulls": [], "log": [], "no_pulls": True})
    assert_all(start(own_forge, _labelled(_filled_form())).run("apply-issue"), "ok", "used")
    (comment,) = world.read()["issues"][0]["comments"]
    assert "The change is on the branch issue-12" in comment


def _labelled(body: str | None) -> dict[str, Any]:
    return {"action": "labeled", "label": {"name": "apply"}, "issue": {"number": 12, "body": body}}


def _filled_form() -> str:
    """An issue as GitHub writes it from the form “correct a detail”: new hours for one contact."""
    template = ROOT / ".github/ISSUE_TEMPLATE/correct-a-detail.yml"
    answers = {
        "record": "services/reporting/bolton-council/",
        "detail": "Opening hours",
        "old": "Monday to Friday, 9am to 4pm",
        "new": "Monday to Friday, 9am to 3pm",
        "source": "https://www.bolton.gov.uk/community-safety-anti-social-behaviour/neighbour-nuisance-anti-social-behaviour",
    }
    parts = []
    for field in yaml.safe_load(template.read_text(encoding="utf-8"))["body"]:
        if "id" not in field:
            continue
        options = field["attributes"].get("options", [])
        if field["type"] == "checkboxes":
            answer = "\n".join(f"- [x] {option['label']}" for option in options)
        else:
            first = options[0] if options else "_No response_"
            answer = answers.get(field["id"], first)
        parts.append(f"### {field['attributes']['label']}\n\n{answer}\n")
    return "\n".join(parts)
