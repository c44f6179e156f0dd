"""The monthly search as a workflow: a job that only reads, then its state and one pull request."""

import json

from tests.files import git
from tests.workflows.forge import Forge
from tests.workflows.world import Start, World, assert_all


def test_drafts_stand_in_one_pull_request_and_the_state_is_kept(
    own_forge: Forge, start: Start, world: World
) -> None:
    for run in (1, 2):
        done = start(own_forge).run("discover")
        assert_all(done, "ok", "used")
        (pull,) = world.read()["pulls"]
        assert (pull["head"], pull["title"]) == ("discovery-proposals", "What is proposed")
        assert pull["body"].startswith("## Partnerships\n- a page\n")
        assert 50_000 < len(pull["body"]) < 61_000
        assert "The rest is left out" in pull["body"]
        draft = git(own_forge.bare, "show", "discovery-proposals:data/partnerships/bolton.yml")
        assert draft == f"name: Found in run {run}"
        changed = git(own_forge.bare, "diff", "--name-only", "main", "discovery-proposals")
        assert changed == "data/partnerships/bolton.yml"
        state = git(own_forge.bare, "show", "discovery-state:discovery.json")
        assert json.loads(state) == {"runs": run}
    assert "who we are: https://github.com/someone/safety" in done.logs["Look for what is missing"]
    done = start(own_forge).run("discover")
    assert "There is nothing to propose." in done.logs["Propose it, for a person to judge"]
    log = world.read()["log"]
    assert ["workflow", "run", "ci.yml", "--ref", "discovery-proposals"] in log
    assert not any(words[:2] == ["pr", "merge"] for words in log)
    assert git(own_forge.bare, "rev-list", "--count", "discovery-state") == "3"
