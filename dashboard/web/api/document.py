"""The OpenAPI description, made from the same table and models as the answers."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from pydantic.json_schema import models_json_schema

from dashboard.web.api import problems, questions
from dashboard.web.api.answering import ROOT, Operation
from dashboard.web.api.models import Problem
from dashboard.web.api.operations import OPERATIONS

VERSION = "1.0.0"
_REF = "#/components/schemas/{model}"
_TAGS = {
    "Start here": "Where everything lies.",
    "Practices": "What cities do for living together.",
    "Cities": "Who did it.",
    "Counts": "Numbers, without the practices themselves.",
    "Words": "Codes in four languages.",
    "Summits": "The summits of mayors on living together.",
    "Editions": "The catalogue as it was.",
}
_ABOUT = """\
Practices of cities on cohesion, integration and security, each with its sources. For reading, \
open to every page and program, without a key.

**Words.** Every text is a map from language to words. `lang` or the header Accept-Language choose \
one language; then the map has one entry, and its key tells which language the words really are in.

**Gaps.** Null or an empty list says that no source read states it. Counts measure what was read, \
never a city.

**Stability.** Ids are never used again for something else. New fields may come, none changes its \
meaning; what would break a client gets a new number in the address.

**Keeping.** Every answer has an ETag: send it back as If-None-Match and an unchanged answer costs \
a 304 without a body. `catalogue_version` rises with every publication.

**Limits.** The headers RateLimit-Policy and RateLimit tell how much an address may ask; 429 comes \
with Retry-After. The whole catalogue is one file, also in CSV, GeoJSON and Parquet: \
`/practices.json`.

**Refusals** are application/problem+json (RFC 9457). `type` stays the same for the same kind, and \
its address describes it.
"""
_ALWAYS = (problems.BAD_QUESTION, problems.NOT_ALLOWED, problems.TOO_LONG, problems.TOO_MANY,
           problems.FAILED, problems.NOT_READY)  # fmt: skip


def written(origin: str) -> bytes:
    """The description as JSON, with the public address of the house."""
    return json.dumps(described(origin), ensure_ascii=False).encode()


@lru_cache(maxsize=8)
def described(origin: str) -> dict[str, Any]:
    """The description as a document of OpenAPI 3.1."""
    models = [(one.answer, "validation") for one in OPERATIONS] + [(Problem, "validation")]
    _, schemas = models_json_schema(dict.fromkeys(models), ref_template=_REF)  # type: ignore[arg-type]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Living together catalogue",
            "summary": "What cities do for living together, as data.",
            "description": _ABOUT,
            "version": VERSION,
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": origin}],
        "tags": [{"name": name, "description": told} for name, told in _TAGS.items()],
        "paths": {f"{ROOT}{one.path}": {"get": _operation(one)} for one in OPERATIONS},
        "components": {
            "schemas": schemas["$defs"],
            "parameters": _parameters(),
            "headers": _HEADERS,
            "responses": {kind.name: _refused(kind) for kind in problems.KINDS},
        },
    }


def _operation(one: Operation) -> dict[str, Any]:
    return {
        "operationId": one.name,
        "tags": [one.tag],
        "summary": one.summary,
        "description": one.description,
        "parameters": [*_of_path(one), *(_ref("parameters", name) for name in _taken(one))],
        "responses": {"200": _answer(one), **_without_body(one), **_refusals(one)},
    }


# Parameters -------------------------------------------------------------------------------------


def _of_path(one: Operation) -> list[dict[str, Any]]:
    room = one.path.split("/")[1] if one.path else ""
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": told,
            "schema": {"type": "integer", "minimum": 1}
            if name == "version"
            else {"type": "string", "pattern": "^[a-z0-9-]{1,80}$", "format": f"{room}-id"},
            "example": one.examples[name] if name != "version" else 1,
        }
        for name, told in one.parameters.items()
    ]


def _taken(one: Operation) -> tuple[str, ...]:
    return (*questions.names(one.question), *_OF_HEADERS)


def _parameters() -> dict[str, Any]:
    """Every parameter of a query or header once: it means the same wherever it is taken."""
    found: dict[str, Any] = {}
    for kind in dict.fromkeys(one.question for one in OPERATIONS):
        schemas = kind.model_json_schema(by_alias=True)["properties"]
        found |= {name: _parameter(name, schema) for name, schema in schemas.items()}
    return found | _OF_HEADERS


def _ref(kind: str, name: str) -> dict[str, str]:
    return {"$ref": f"#/components/{kind}/{name}"}


def _parameter(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    shown = {key: value for key, value in schema.items() if key not in ("title", "description")}
    options = [one for one in shown.pop("anyOf", ()) if one != {"type": "null"}]
    for one in options:
        shown |= one
    if shown.get("default") in (None, "", []):
        shown.pop("default", None)
    told: dict[str, Any] = {"name": name, "in": "query", "description": schema["description"]}
    if shown.get("type") == "array":
        told |= {"style": "form", "explode": True}
    if examples := shown.pop("examples", None):
        told["example"] = examples[0]
    return {**told, "schema": shown}


_OF_HEADERS: dict[str, Any] = {
    "Accept-Language": {
        "name": "Accept-Language",
        "in": "header",
        "description": "Chooses the language where `lang` does not.",
        "schema": {"type": "string"},
        "example": "fr-CA, fr;q=0.9, en;q=0.5",
    },
    "If-None-Match": {
        "name": "If-None-Match",
        "in": "header",
        "description": "The ETag of an answer you have: 304 where it has not changed.",
        "schema": {"type": "string"},
    },
}

# Answers ----------------------------------------------------------------------------------------

_HEADERS: dict[str, Any] = {
    "ETag": {"description": "A mark of this very answer.", "schema": {"type": "string"}},
    "Content-Language": {
        "description": "The language chosen, or all four.",
        "schema": {"type": "string"},
    },
    "Link": {
        "description": 'The next page of a list: <address>; rel="next".',
        "schema": {"type": "string"},
    },
    "RateLimit-Policy": {
        "description": 'How much an address may ask: "api";q=REQUESTS;w=SECONDS.',
        "schema": {"type": "string"},
    },
    "RateLimit": {
        "description": 'How much is left: "api";r=REQUESTS;t=SECONDS.',
        "schema": {"type": "string"},
    },
    "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}},
    "Allow": {"description": "The methods there are.", "schema": {"type": "string"}},
    "Location": {"description": "Where it lives now.", "schema": {"type": "string"}},
}


def _headers(*names: str) -> dict[str, Any]:
    return {name: _ref("headers", name) for name in names}


def _answer(one: Operation) -> dict[str, Any]:
    listed = "next" in one.answer.model_fields
    return {
        "description": (one.answer.__doc__ or "").strip(),
        "headers": _headers("ETag", "Content-Language", *(("Link",) if listed else ())),
        "content": {one.media_type: {"schema": _ref("schemas", one.answer.__name__)}},
    }


def _without_body(one: Operation) -> dict[str, Any]:
    found = {"304": {"description": "You have it already.", "headers": _headers("ETag")}}
    if problems.GONE in one.refusals:
        found["308"] = {
            "description": "This id was renamed or merged; it lives at another address.",
            "headers": _headers("Location"),
        }
    return found


def _refusals(one: Operation) -> dict[str, Any]:
    kinds = sorted({*_ALWAYS, *one.refusals}, key=lambda kind: kind.status)
    return {str(kind.status): _ref("responses", kind.name) for kind in kinds}


def _refused(kind: problems.Kind) -> dict[str, Any]:
    extra = {429: ("Retry-After",), 405: ("Allow",), 503: ("Retry-After",)}
    return {
        "description": f"{kind.title}. {kind.detail}",
        "headers": _headers(*extra.get(kind.status, ())),
        "content": {problems.MEDIA_TYPE: {"schema": _ref("schemas", "Problem")}},
    }
