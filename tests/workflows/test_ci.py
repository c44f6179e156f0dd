"""The workflow ci, run from a bare repository, command by command."""

from tests.workflows.forge import Forge
from tests.workflows.world import Start, assert_all, push_a_slip


def test_ci_shows_a_reviewer_what_changes(forge: Forge, start: Start) -> None:
    done = start(forge).run("ci")
    assert_all(done, "ok", "used", "this test")
    site = done.handed_over["actions/upload-artifact"]
    assert "9am to 4pm" in (site / "areas/bolton/index.html").read_text(encoding="utf-8")
    assert "newly found 0 errors, 0 warnings" in done.logs["Annotate the lines of the change"]
    for expected in (
        "- Open: Monday to Friday, 8am to 5pm\n+ Open: Monday to Friday, 9am to 4pm",
        "- Answer pages that read differently: 1 of 8",
        "- `Bolton` at `areas/bolton/`: 1 line more, 1 line fewer",
        "[Download the site as it would be](https://github.com/someone/safety/actions/runs/1/",
        "All well.",
    ):
        assert expected in done.summary


def test_ci_annotates_the_line_and_still_writes_the_summary(own_forge: Forge, start: Start) -> None:
    line = push_a_slip(own_forge)

    done = start(own_forge).run("ci")

    results = done.results
    assert results["Check every record"] == "failed"
    assert results["Build the site"] == results["Keep the site for the reviewer"] == "skipped"
    annotations = done.logs["Annotate the lines of the change"]
    assert f"::error file=data/reporting/bolton-council.yml,line={line},col=9," in annotations
    assert "Did you mean “council”?" in annotations
    assert results["Write the summary of the change"] == "ok"
    assert f"**error** `wrong-choice` in `data/reporting/bolton-council.yml:{line}`" in done.summary
    assert "### `data/reporting/bolton-council.yml`: cannot be read" in done.summary
