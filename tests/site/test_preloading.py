"""What the search box needs is announced in the head of every page, and nothing else is."""

import re
from pathlib import Path

import pytest

from safetyhelp.pages.preloading import needed_modules
from safetyhelp.paths import ROOT
from tests.conftest import BuiltSite

BOX = ROOT / "theme" / "assets" / "finder" / "combobox.js"


def test_all_modules_that_one_needs_are_found_once_and_the_later_ones_are_not(
    tmp_path: Path,
) -> None:
    modules = {
        "a.js": 'import { b } from "./b.js";\nimport {\n c,\n} from "./c.js";\nimport("./d.js");\n',
        "b.js": 'export { c } from "./c.js";\n',
        "c.js": 'import { a } from "./a.js";\n// import { d } from "./d.js";\n',
    }
    for name, text in modules.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [path.name for path in needed_modules(tmp_path / "a.js")] == ["a.js", "b.js", "c.js"]


def test_a_module_that_is_missing_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\n', encoding="utf-8")
    with pytest.raises(OSError, match=r"b\.js"):
        needed_modules(tmp_path / "a.js")


@pytest.mark.parametrize("address", ["", "areas/stockport/", "guides/hate-crime/"])
def test_each_page_announces_what_the_box_imports(site: BuiltSite, address: str) -> None:
    head = site.page(address).partition("</head>")[0]
    announced = re.findall(r'<link rel="modulepreload" href="([^"]+)">', head)
    names = [path.name for path in needed_modules(BOX)]
    assert [each.rpartition("/")[2] for each in announced] == names[1:]
    assert len(names) > 10
    for each in announced:
        assert (site.folder / address / each).resolve().is_file()
    assert head.index("exit.js") < head.index("modulepreload")  # the way to leave comes first
