"""A description of the API in OpenAPI 3.1: made, so that it names what there is. Pure."""

from collections.abc import Mapping

from safetyhelp.feeds.edition import API, LICENCE, SCHEMA_VERSION, Edition, Fields
from safetyhelp.records.kinds import RECORD_KINDS

_KIND: Fields = {
    "name": "kind",
    "in": "path",
    "required": True,
    "description": "The kind of a record.",
    "schema": {"type": "string", "enum": [*RECORD_KINDS]},
}


def _id(example: str) -> Fields:
    return {
        "name": "id",
        "in": "path",
        "required": True,
        "description": "An id from a list. It never changes what it means.",
        "schema": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        "example": example,
    }


def _get(summary: str, operation: str, schema: str, *parameters: Fields) -> Fields:
    content = {"application/json": {"schema": {"$ref": f"schema.json#/$defs/{schema}"}}}
    return {
        "get": {
            "summary": summary,
            "operationId": operation,
            **({"parameters": [*parameters]} if parameters else {}),
            "responses": {
                "200": {"description": summary, "content": content},
                **({"404": {"description": "No such id was ever in use."}} if parameters else {}),
            },
        }
    }


_SCHEMAS = {"areas": "Areas", "retired": "Retireds", "gaps": "Gaps", "words": "Words"}


def openapi(edition: Edition, lists: Mapping[str, tuple[str, int]]) -> Fields:
    """Return the description. `lists` are the files with lists, each with what is in it."""
    server = f"{edition.site_url.rstrip('/')}/{API}/" if edition.site_url else "./"
    paths = {"/index.json": _get("All lists of this API", "index", "Index")}
    for name, (what, _) in lists.items():
        stem = name.removesuffix(".json")
        if stem in _SCHEMAS:
            paths[f"/{name}"] = _get(what, stem, _SCHEMAS[stem])
    paths["/kinds/{kind}.json"] = _get("All records of a kind", "kind", "Records", _KIND)
    paths["/areas/{id}.json"] = _get(
        "The whole answer for one area, in the order of its page", "area", "AreaFile", _id("leeds")
    )
    paths["/records/{kind}/{id}.json"] = _get(
        "One record", "record", "RecordFile", _KIND, _id("police-101")
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Local Safety Help",
            "summary": "Who does what about hate crime and antisocial behaviour in the UK.",
            "version": SCHEMA_VERSION,
            "license": {"name": "Creative Commons Attribution 4.0", "identifier": LICENCE},
        },
        "servers": [{"url": server}],
        "paths": paths,
    }
