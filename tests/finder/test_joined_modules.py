"""Modules put together into one script: what is read, in which order, and what is refused."""

import re
from itertools import chain

import pytest

from safetyhelp.finder.box import BOX_ENTRY, box_module
from safetyhelp.finder.modules import ModuleError, imports_of, loader, together
from safetyhelp.paths import THEME

ASSETS = THEME / "assets"


def test_imports_and_exports_become_what_a_script_can_run() -> None:
    sources = {
        "a/a.js": (
            'import { one, two as zwei } from "./b.js";\n'
            'import * as all from "../c.js";\n'
            "export const sum = one + zwei + all.three;\n"
            "export async function later() {\n"
            '  const { four } = await import("./d.js");\n'
            "  return new URL(four, import.meta.url);\n"
            "}\n"
        ),
        "a/b.js": (
            "export function one() {}\nclass Two {}\nexport class three {}\nexport { Two, two };\n"
        ),
        "c.js": "export const three = 3;\n",
        "a/d.js": "export const four = 4;\n",
    }
    assert together(["a/a.js"], sources) == (
        '"a/b.js": async ($out, $load, $url) => {\n'
        "function one() {}\nclass Two {}\nclass three {}\n"
        "Object.assign($out, { one, three, Two, two });\n},\n"
        '"c.js": async ($out, $load, $url) => {\n'
        "const three = 3;\nObject.assign($out, { three });\n},\n"
        '"a/a.js": async ($out, $load, $url) => {\n'
        'const { one, two: zwei } = await $load("a/b.js");\n'
        'const all = await $load("c.js");\n'
        "const sum = one + zwei + all.three;\n"
        "async function later() {\n"
        '  const { four } = await $load("a/d.js");\n'
        "  return new URL(four, $url);\n"
        "}\nObject.assign($out, { sum, later });\n},\n"
        '"a/d.js": async ($out, $load, $url) => {\n'
        "const four = 4;\nObject.assign($out, { four });\n},\n"
    )


def test_an_import_over_several_lines_is_one() -> None:
    sources = {"a.js": 'import {\n  one,\n  two,\n} from "./b.js";\n', "b.js": "export { one };\n"}
    assert 'const {\n  one,\n  two,\n} = await $load("b.js");' in together(["a.js"], sources)


def test_what_comments_name_is_no_import() -> None:
    text = (
        '/** @typedef {import("./types.js").Type} Type */\n'
        '/**\n * import { a } from "./a.js";\n */\n'
        '// import("./b.js")\n'
        "const half = 1; // a half\n"
        'const x = /** @type {number} */ ("/* no comment */");\n'
    )
    assert imports_of("x.js", text) == ([], [])
    made = together(["x.js"], {"x.js": text})
    assert "typedef" not in made
    assert 'const x = /** @type {number} */ ("/* no comment */");' in made


@pytest.mark.parametrize(
    "line",
    [
        'import "./effect.js";',
        'import whole from "./whole.js";',
        'import { a } from "elsewhere";',
        "export default function () {}",
        "export let changing = 1;",
        'export * from "./b.js";',
        'export { a as b } from "./b.js";',
        "export const { a, b } = both;",
        "const x = import.meta.env;",
    ],
)
def test_what_cannot_be_put_together_is_refused_by_name(line: str) -> None:
    with pytest.raises(ModuleError) as refused:
        together(["x/x.js"], {"x/x.js": f"{line}\n", "x/b.js": "", "x/effect.js": ""})
    said = str(refused.value)
    assert said.startswith("x/x.js: this cannot be put into one script: ")
    assert said.rpartition(": ")[2] in line


def test_modules_that_wait_for_one_another_are_refused() -> None:
    sources = {
        "a.js": 'import { b } from "./b.js";\nexport const a = 1;\n',
        "b.js": 'import { a } from "./a.js";\nexport const b = 1;\n',
    }
    with pytest.raises(ModuleError, match=r"^Modules wait for one another: a.js → b.js → a.js$"):
        together(["a.js"], sources)


def test_a_module_may_ask_later_for_one_that_needs_it() -> None:
    sources = {
        "a.js": 'export const a = () => import("./b.js");\n',
        "b.js": 'import { a } from "./a.js";\nexport const b = a;\n',
    }
    made = together(["a.js"], sources)
    assert made.index('"a.js": async') < made.index('"b.js": async')


def test_a_module_that_is_missing_is_named() -> None:
    with pytest.raises(ModuleError, match=r"^a.js: there is no module lost.js$"):
        together(["a.js"], {"a.js": 'import { x } from "./lost.js";\n'})
    with pytest.raises(ModuleError, match=r"^A page: there is no module a.js$"):
        together(["a.js"], {})


def test_all_modules_of_the_site_can_be_put_together() -> None:
    sources = {p.relative_to(ASSETS).as_posix(): p.read_text("utf-8") for p in ASSETS.rglob("*.js")}
    made = together(sources, sources)
    assert made.count("async ($out, $load, $url)") == len(sources) > 30


def test_the_loader_lets_each_module_run_where_it_lies() -> None:
    made = loader(["a.js"], {"a.js": "export const a = 1;\n"}, '"https://x/"')
    assert made.startswith(
        'const ASSETS = "https://x/";\nconst modules = {\n"a.js": async ($out, $load, $url) => {\n'
    )
    assert "modules[name](out, load, ASSETS + name)" in made


def test_the_box_holds_what_it_imports_and_no_more() -> None:
    made = box_module(ASSETS).decode()
    held = set(re.findall(r'^"([^"]+)": async \(', made, re.MULTILINE))
    found, todo = {BOX_ENTRY}, [BOX_ENTRY]
    while todo:
        name = todo.pop()
        new = {*chain(*imports_of(name, (ASSETS / name).read_text("utf-8")))} - found
        found |= new
        todo += new
    assert held == found
    assert {"finder/finder.js", "finder/search.js", "map/location.js"} < held
    assert "finder/early.js" not in held
    assert made.endswith(f'load("{BOX_ENTRY}");\n')
