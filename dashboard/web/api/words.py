"""Codes and their words, summits, editions, and the first page of the interface."""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any

from dashboard.catalogue import database, editions, vocabulary
from dashboard.catalogue.record import FALLBACK
from dashboard.web import exports
from dashboard.web.api import models, problems
from dashboard.web.api.answering import Ask, catalogue
from dashboard.web.api.problems import Refusal
from dashboard.web.api.speaking import Speech


def vocabulary_of(ask: Ask) -> models.Vocabulary:
    """All codes, with their words."""
    lists = {
        dim: [_code(dim, one, ask.speech) for one in vocabulary.codes(dim)]
        for dim in vocabulary.dimensions()
    }
    return models.Vocabulary(**catalogue(), lists=lists)


def _code(dim: str, code: str, speech: Speech) -> models.Code:
    return models.Code(
        code=code,
        label=speech.texts({one: vocabulary.label(dim, code, one) for one in FALLBACK}),
        definition=speech.texts({one: vocabulary.definition(dim, code, one) for one in FALLBACK})
        or None,
        more=vocabulary.facts(dim, code),
    )


# Summits ----------------------------------------------------------------------------------------


def summits(ask: Ask) -> models.Summits:
    """The summits, the newest first."""
    found = [models.BriefSummit(**_brief(story, ask)) for story in _stories().values()]
    return models.Summits(**catalogue(), items=found)


def summit(ask: Ask) -> models.OneSummit:
    """One summit, whole."""
    story = _stories().get(ask.path["id"])
    if story is None:
        raise Refusal(problems.UNKNOWN)
    brief = _brief(story, ask)
    rest = {name: value for name, value in story.items() if name not in brief}
    return models.OneSummit(**catalogue(), summit=models.WholeSummit(**brief, story=rest))


def _stories() -> dict[str, dict[str, Any]]:
    return {code: json.loads(body) for code, body in database.rows("summit_stories")}


def _brief(story: dict[str, Any], ask: Ask) -> dict[str, Any]:
    plain = ("id", "edition", "city", "country", "starts", "ends")
    return {
        **{name: story[name] for name in plain},
        "name": ask.speech.texts(story["name"]),
        "page": ask.link(f"/summit/{story['id']}"),
        "address": ask.api("summits", story["id"]),
    }


# Editions ---------------------------------------------------------------------------------------


def frozen(ask: Ask) -> models.Editions:
    """The frozen editions, the newest first."""
    return models.Editions(**catalogue(), items=[_edition(one, ask) for one in editions.every()])


def newest_edition() -> str:
    """A mark that changes when an edition is frozen."""
    return next((one.name for one in editions.every()), "")


def _edition(one: editions.Edition, ask: Ask) -> models.Edition:
    return models.Edition(
        id=one.name,
        frozen_at=one.made_at.replace(microsecond=0, tzinfo=UTC),
        catalogue_version=one.catalogue_version,
        practices=one.practices,
        files=one.files,
        bytes=one.bytes,
        sha256=one.sha256,
        folder=ask.link(f"/editions/{one.name}/"),
        archive=ask.link(f"/editions/{one.name}.zip"),
    )


# The first page -----------------------------------------------------------------------------------


def index(ask: Ask) -> models.Index:
    """Where everything lies."""
    from dashboard.web.api.operations import OPERATIONS

    return models.Index(
        **catalogue(),
        title="Living together catalogue",
        description="Practices of cities on cohesion, integration and security, each with its "
        "sources. Open to everybody, for reading, without a key.",
        openapi=ask.api("openapi.json"),
        about=ask.link("/about"),
        downloads={ending: ask.link(f"/practices.{ending}") for ending in exports.TYPES},
        links=[
            models.Link(path=one.path, summary=one.summary, href=ask.api() + one.path)
            for one in OPERATIONS
            if "{" not in one.path
        ],
    )
