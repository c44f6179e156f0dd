"""The schemas: no keyword without effect, described throughout, and usable in editors."""

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from safetyhelp.paths import DATA
from safetyhelp.records.explain import EXPLAINERS
from safetyhelp.records.kinds import IN_FOLDERS, LISTS, schema_of
from safetyhelp.records.schema import SchemaError, Schemas, read_schemas
from tests.records.support import CASES, independently_checked, schemas

Node = dict[str, Any]
NAMES = (*IN_FOLDERS, *LISTS)
WORDS = {"$schema", "title", "description", "examples", "$defs", "$ref", "properties", "items"}


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        ("police/kent.yml", "police"),
        ("gaps.yml", "gaps"),
        ("not-checked.yml", "not-checked"),
        ("police/kent.yaml", None),
        ("police/kent", None),
        ("gaps", None),
        ("police.yml", None),
        ("gaps/police.yml", None),
        ("areas/police.yml", None),
        ("police/old/kent.yml", None),
        ("../police/kent.yml", None),
        ("/police/kent.yml", None),
    ],
)
def test_the_place_of_a_file_says_which_schema_it_has(file: str, schema: str | None) -> None:
    assert schema_of(PurePosixPath(file)) == schema


def documents() -> dict[str, Node]:
    paths = sorted((DATA / "schema").glob("*.schema.json"))
    return {p.name.removesuffix(".schema.json"): json.loads(p.read_bytes()) for p in paths}


def nodes(node: Node, path: tuple[str, ...] = ()) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """Yield every schema within a schema, with its place."""
    yield node, path
    for key, inner in node.get("properties", {}).items():
        yield from nodes(inner, (*path, "properties", key))
    for key, inner in node.get("$defs", {}).items():
        yield from nodes(inner, (*path, "$defs", key))
    if "items" in node:
        yield from nodes(node["items"], (*path, "items"))
    for index, inner in enumerate(node.get("anyOf", ())):
        yield from nodes(inner, (*path, "anyOf", str(index)))


def inlined() -> list[tuple[str, Node, tuple[str, ...]]]:
    found = []
    for name in NAMES:
        for node, path in nodes(dict(schemas().inlined[name])):
            if "anyOf" not in path:  # those only say what is required
                found.append((name, node, path))
    return found


ALL = inlined()
PROPERTIES = [(n, node, p) for n, node, p in ALL if len(p) > 1 and p[-2] == "properties"]


def test_there_is_a_schema_for_every_kind_and_no_other() -> None:
    assert set(documents()) == {*NAMES, "common"}


def test_references_are_relative_and_lead_somewhere() -> None:
    shared = documents()["common"]["$defs"]
    for name, document in documents().items():
        assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        for node, _ in nodes(document):
            assert "$id" not in node
            if "$ref" in node:
                file, _, part = node["$ref"].partition("#/$defs/")
                assert file == ("" if name == "common" else "common.schema.json")
                assert part in shared


def test_every_shared_part_is_used() -> None:
    text = "".join(p.read_text(encoding="utf-8") for p in (DATA / "schema").glob("*.json"))
    for part in documents()["common"]["$defs"]:
        assert f'#/$defs/{part}"' in text


def test_every_property_is_described() -> None:
    assert len(PROPERTIES) > 200
    for name, node, path in PROPERTIES:
        where = (name, *path)
        assert len(node["description"]) > 8, where
        assert node["description"].endswith("."), where
        assert node["examples"], where


def accepts(node: Node, value: object) -> bool:
    """Check a value with the real validator, against one part of a schema."""
    probe = read_probe(node)
    return not list(probe.errors("gaps", value))


def read_probe(node: Node) -> Schemas:
    return Schemas({**dict.fromkeys(NAMES, node), "common": {"$defs": {}}})


def test_every_example_is_accepted_by_its_own_property() -> None:
    for name, node, path in PROPERTIES:
        for example in node["examples"]:
            assert accepts(node, example), (name, *path, example)


def test_unknown_properties_are_refused_at_every_level() -> None:
    groups = [(n, node, p) for n, node, p in ALL if node.get("type") == "object"]
    assert len(groups) > 40
    for name, node, path in groups:
        assert node["additionalProperties"] is False, (name, *path)


def test_every_schema_says_its_type() -> None:
    """Without a type, a keyword such as `pattern` accepts a list."""
    for name, node, path in ALL:
        assert node.get("type") in ("object", "array", "string"), (name, *path)


def test_the_explainers_are_those_of_the_keywords_in_use() -> None:
    used = {k for document in documents().values() for node, _ in nodes(document) for k in node}
    assert used - WORDS == set(EXPLAINERS)


def fields(node: Node) -> Node:
    """Return the example of a group of lines."""
    example = node["examples"][0] if node.get("examples") else {}
    return {**example} if isinstance(example, dict) else {}


def item(node: Node) -> object:
    example = node["examples"][0] if node.get("examples") else []
    return example[0] if isinstance(example, list) and example else "x"


# For each keyword values of which one at least breaks it and, if possible, no other.
WRONG: dict[str, Callable[[Node], list[object]]] = {
    "type": lambda node: [["x"], "x", {"x": "y"}],
    "required": lambda node: [
        {key: value for key, value in fields(node).items() if key != gone}
        for gone in node["required"]
    ],
    "additionalProperties": lambda node: [{**fields(node), "zzz": "x"}],
    "minLength": lambda node: ["x" * (node["minLength"] - 1)],
    "maxLength": lambda node: [
        "x" * (node["maxLength"] + 1),
        "1" * (node["maxLength"] + 1),
        f"https://www.gov.uk/{'x' * node['maxLength']}",
        # Right but for its length: of what is wrong in itself, the length is not told.
        "1 8 0 0 1 0 1 6 1 2 1 7 6 0 1 6",
        f"team@{'x.' * node['maxLength']}gov.uk",
    ],
    "minItems": lambda node: [[]],
    "minProperties": lambda node: [{}],
    "maxProperties": lambda node: [{key: ["x"] for key in node["properties"]}],
    "uniqueItems": lambda node: [[item(node), item(node)]],
    "anyOf": lambda node: [{k: v for k, v in fields(node).items() if k in node["required"]}],
    "enum": lambda node: ["zzz"],
    "pattern": lambda node: [" x", "x ", "-"],
    "format": lambda node: ["this is none of them"],
}


CHECKED = [
    (name, node, path, keyword)
    for name, node, path in ALL
    for keyword in node
    if keyword not in WORDS
]


def errors_of(node: Node, value: object) -> int:
    return len(list(read_probe(node).errors("gaps", value)))


def has_effect(keyword: str, node: Node) -> bool:
    """Say whether some value breaks the keyword: with it there are more errors than without."""
    without = {key: value for key, value in node.items() if key != keyword}
    return any(errors_of(node, v) > errors_of(without, v) for v in WRONG[keyword](node))


def test_no_keyword_is_without_effect() -> None:
    assert len(CHECKED) > 600
    assert {keyword for *_, keyword in CHECKED} == set(EXPLAINERS)
    assert [
        (name, *path, keyword)
        for name, node, path, keyword in CHECKED
        if not has_effect(keyword, node)
    ] == []


def test_a_keyword_without_effect_would_be_noticed() -> None:
    assert not has_effect("format", {"type": "string", "format": "made-up"})
    assert not has_effect("required", {"type": "object", "required": [], "examples": [{"a": "b"}]})
    assert not has_effect("pattern", {"type": "string", "pattern": ".*"})
    assert not has_effect("enum", {"type": "string", "enum": ["zzz"]})


def test_a_pattern_means_the_same_as_in_an_editor() -> None:
    """In Python `$` also stands before a last line end; in JSON Schema it does not."""
    node = {"type": "string", "pattern": "^[a-z]+$"}
    assert accepts(node, "stockport")
    assert not accepts(node, "stockport\n")


FAULTS: dict[str, tuple[str, Callable[[Node], object], str]] = {
    "no-json": ("police", lambda d: None, "not a JSON Schema"),
    "list": ("police", lambda d: [1], "curly brackets"),
    "bad-type": ("police", lambda d: {**d, "type": "objekt"}, "not a JSON Schema"),
    "bad-reference": (
        "police",
        lambda d: {**d, "properties": {"name": {"$ref": "common.schema.json#/$defs/nome"}}},
        "nome",
    ),
    "unknown-keyword": ("police", lambda d: {**d, "minimun": 3}, "minimun"),
    "unknown-format": (
        "common",
        lambda d: {"$defs": {**d["$defs"], "x": {"type": "string", "format": "urn"}}},
        "urn",
    ),
    "number": ("police", lambda d: {**d, "properties": {"x": {"type": "integer"}}}, "integer"),
    "loop": (
        "common",
        lambda d: {"$defs": {**d["$defs"], "x": {"$ref": "#/$defs/x"}}},
        "refer to themselves",
    ),
    "no-shared-parts": ("common", lambda d: {}, "does not exist"),
    "two-types": ("police", lambda d: {**d, "type": ["object", "string"]}, "do not occur"),
    "lets-keys-pass": ("police", lambda d: {**d, "additionalProperties": True}, "lets keys pass"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_broken_schema_is_refused_with_its_name(fault: str, tmp_path: Path) -> None:
    name, spoil, words = FAULTS[fault]
    for other, document in documents().items():
        spoilt = spoil(copy.deepcopy(document)) if other == name else document
        text = "{" if spoilt is None else json.dumps(spoilt)
        (tmp_path / f"{other}.schema.json").write_text(text, encoding="utf-8")
    with pytest.raises(SchemaError, match=words):
        read_schemas(tmp_path)


def test_a_missing_schema_is_named(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match=r"common\.schema\.json: the schema cannot be read"):
        read_schemas(tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_an_independent_checker_reads_the_schemas_and_accepts_the_records(name: str) -> None:
    """It stands for editors."""
    files = sorted((DATA / name).glob("*.yml")) or [DATA / f"{name}.yml"]
    schema = DATA / "schema" / f"{name}.schema.json"
    done = independently_checked("--schemafile", schema, *files)
    assert done.exit_code == 0, done.output


def test_an_independent_checker_refuses_what_we_refuse() -> None:
    schema = DATA / "schema" / "partnerships.schema.json"
    bad = CASES / "bad" / "partnerships" / "covers-twice.yml"
    done = independently_checked("--schemafile", schema, bad)
    assert done.exit_code == 1
    assert "covers" in done.output


def test_of_a_value_in_the_wrong_form_the_length_is_not_told() -> None:
    record = fields(dict(schemas().inlined["reporting"]))
    contact = {"for": "Report it", "phone": "01204 333333 or 01204 331111"}
    found = schemas().errors("reporting", {**record, "contacts": [contact]})
    about = [e.validator for e in found if "phone" in e.absolute_path]
    assert about == ["format"]
