"""Modules of JavaScript put together into one script, so that one file comes in place of many.

It reads no more of the language than our own modules use, and refuses the rest by name: imports and
exports stand at the beginning of a line, and no export is a variable that changes. Pure.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

from safetyhelp.errors import UserError

_IMPORT = re.compile(r'^import (?:\{([^{}]*)\}|\* as (\w+)) from "(\.[^"]+)";$', re.MULTILINE)
_IMPORT_LATER = re.compile(r'\bimport\("(\.[^"]+)"\)')
_EXPORT = re.compile(
    r"^export (?=(?:async function\*?|function\*?|class|const) (\w+))", re.MULTILINE
)
_EXPORT_LIST = re.compile(r"^export \{([\w\s,]*)\};$", re.MULTILINE)
_UNREAD = re.compile(r"^(?:import|export)\b.*$|\bimport\.(?!meta\.url\b)\w+", re.MULTILINE)
_OWN_ADDRESS = "import.meta.url"


class ModuleError(UserError):
    """A module is written in a way that cannot be put together; the message names the place."""


def _resolved(name: str, source: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), source))


def imports_of(name: str, text: str) -> tuple[list[str], list[str]]:
    """Return what a module imports, by name: what it needs to run, and what it asks for later."""
    code = _without_comments(text)
    needed = [_resolved(name, found[3]) for found in _IMPORT.finditer(code)]
    return needed, [_resolved(name, found[1]) for found in _IMPORT_LATER.finditer(code)]


def _without_comments(text: str) -> str:
    """Return a module without the comments that fill whole lines: they name types of others."""
    return re.sub(r"^[ \t]*(?:/\*\*?(?:[^*]|\*(?!/))*\*/|//.*)$", "", text, flags=re.MULTILINE)


def _function(name: str, text: str) -> str:
    """Return a module as a function that runs it: what it exports goes into `$out`."""
    code = _without_comments(text)
    exported = [found[1] for found in _EXPORT.finditer(code)]
    for names in _EXPORT_LIST.findall(code):
        exported += re.findall(r"\w+", names)

    def imported(found: re.Match[str]) -> str:
        wanted = found[2] or "{" + re.sub(r"\b(\w+) as (\w+)", r"\1: \2", found[1]) + "}"
        return f'const {wanted} = await $load("{_resolved(name, found[3])}");'

    code = _IMPORT.sub(imported, code)
    code = _IMPORT_LATER.sub(lambda found: f'$load("{_resolved(name, found[1])}")', code)
    code = _EXPORT_LIST.sub("", _EXPORT.sub("", code))
    if unread := _UNREAD.search(code):
        raise ModuleError(f"{name}: this cannot be put into one script: {unread[0].strip()}")
    code = code.replace(_OWN_ADDRESS, "$url").strip()
    return (
        f'"{name}": async ($out, $load, $url) => {{\n{code}\n'
        f"Object.assign($out, {{ {', '.join(exported)} }});\n}},\n"
    )


def _needed(entries: Iterable[str], sources: Mapping[str, str]) -> Iterator[str]:
    """Yield the modules that are needed, each after those that it needs to run."""
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> Iterator[str]:
        if name in above:
            raise ModuleError(f"Modules wait for one another: {' → '.join((*above, name))}")
        if name in done:
            return
        if name not in sources:
            raise ModuleError(f"{above[-1] if above else 'A page'}: there is no module {name}")
        needed, later = imports_of(name, sources[name])
        for each in needed:
            yield from visit(each, (*above, name))
        done.add(name)
        yield name
        for each in later:
            yield from visit(each, ())

    for entry in entries:
        yield from visit(entry, ())


def together(entries: Iterable[str], sources: Mapping[str, str]) -> str:
    """Return the object of functions that holds the entries and all that they import.

    `sources` are the texts of all modules by name; a name is a path with `/`. Raises ModuleError.
    """
    return "".join(_function(name, sources[name]) for name in _needed(entries, sources))


_LOADER = """const ASSETS = %s;
const modules = {
%s};
const running = new Map();

/** Run a module once and return what it exports. */
const load = (name) => {
  if (!running.has(name)) {
    const out = {};
    running.set(name, modules[name](out, load, ASSETS + name).then(() => out));
  }
  return running.get(name);
};
"""


def loader(entries: Iterable[str], sources: Mapping[str, str], assets: str) -> str:
    """Return JavaScript that gives `load`, which runs an entry or what it imports, by name.

    `assets` is an expression for the address of the folder of the modules: each of them believes
    that it still lies there. Raises ModuleError.
    """
    return _LOADER % (assets, together(entries, sources))
