"""Codes and their words, summits, editions, and the first page of the interface."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from dashboard.catalogue import commitments, database, editions, outcomes, vocabulary
from dashboard.catalogue.commitments import Commitment
from dashboard.catalogue.outcomes import Outcome
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
    signed = [_signed(one, ask) for one in outcomes.signed(summit=story["id"])]
    whole = models.WholeSummit(**brief, story=rest, signed=signed)
    return models.OneSummit(**catalogue(), summit=whole)


def _signed(one: Outcome, ask: Ask) -> models.SignedOutcome:
    promise = commitments.by_id(one.id, "en") if one.kind == "commitment" else None
    told = {
        "id": one.id,
        "workshop": one.workshop,
        "kind": one.kind,
        "version": one.version,
        "text": ask.speech.texts(one.texts),
        "language": one.language,
        "city": one.city_slug,
        "practice": one.practice_slug,
        "signed_at": _moment(one.signed_at),
        "first_signed_at": _moment(one.first_signed_at),
        "promise": _promise(promise) if promise else None,
    }
    return models.SignedOutcome.model_validate(told)


def _promise(one: Commitment) -> dict[str, Any]:
    steps = [
        {
            "state": step.state,
            "told_at": _moment(step.told_at),
            "office": step.office,
            "words": step.words,
            "language": step.language,
        }
        for step in one.steps
    ]
    return {
        "promised_by": one.outcome.promised_by,
        "due_on": one.outcome.due_on,
        "state": one.state,
        "overdue": one.overdue,
        "steps": steps,
    }


def _moment(moment: datetime) -> datetime:
    return moment.replace(microsecond=0, tzinfo=UTC)


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
