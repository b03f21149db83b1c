"""Practices: those that match, one, and its versions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from dashboard.catalogue import claims, columns, documents, practices, record, standing
from dashboard.catalogue.documents import Document, Next, Past
from dashboard.catalogue.draft import TEXTS, Draft
from dashboard.catalogue.practices import Place
from dashboard.catalogue.published import Published
from dashboard.web.api import models, paging, problems
from dashboard.web.api.answering import ROOT, Ask, Moved, catalogue, licence
from dashboard.web.api.paging import Cursor
from dashboard.web.api.problems import Refusal
from dashboard.web.api.questions import PracticeList
from dashboard.web.api.speaking import Speech

_NUMBER = re.compile(r"[1-9][0-9]{0,5}")  # of a version; no practice has more of them
_KINDS = (int, float, str, int, int)  # of a Place


def matching(ask: Ask) -> models.Practices:
    """One page of the practices that match."""
    question: PracticeList = ask.question
    cursor = paging.cursor_of(question, _KINDS)
    told = catalogue()
    filters, language = question.filters(), ask.speech.language
    after = Place._make(cursor.place) if cursor else None
    places = practices.places_after(filters, language, question.sort, after, question.limit + 1)
    shown, more = places[: question.limit], len(places) > question.limit
    began = cursor.began if cursor else told["catalogue_version"]
    following = (
        Cursor(question=paging.mark(question), began=began, place=list(shown[-1])) if more else None
    )
    return models.Practices(
        **told,
        total=practices.total(filters, language),
        next=ask.next(following.written()) if following else None,
        changed=began != told["catalogue_version"],
        items=[practice(one, ask) for one in documents.of_practices([p.practice for p in shown])],
    )


def one(ask: Ask) -> models.OnePractice:
    """The version that is public now."""
    return _one(ask, None)


def version(ask: Ask) -> models.OnePractice:
    """The version that the address names."""
    number = ask.path["version"]
    if not _NUMBER.fullmatch(number):
        raise Refusal(problems.UNKNOWN)
    return _one(ask, int(number))


def _one(ask: Ask, number: int | None) -> models.OnePractice:
    _where(ask, number)
    found = documents.of(ask.path["id"], number)
    if found is None:
        raise _absent(ask)
    return models.OnePractice(**catalogue(), practice=practice(found, ask))


def versions(ask: Ask) -> models.Versions:
    """All versions that were public."""
    _where(ask)
    slug = ask.path["id"]
    found = documents.history(slug)
    if not found:
        raise _absent(ask)
    return models.Versions(**catalogue(), id=slug, items=[_past(slug, past, ask) for past in found])


def _where(ask: Ask, version: int | None = None) -> None:
    """Lead on who asks for an id that moved."""
    slug = ask.path["id"]
    if moved := standing.now_at(slug, version):
        below = ask.at.removeprefix(f"{ROOT}/practices/{slug}")
        raise Moved(f"{ROOT}/practices/{moved}{below}")


def _absent(ask: Ask) -> Refusal:
    gone = record.withdrawn(ask.path["id"], ask.speech.language)
    if gone is None:
        return Refusal(problems.UNKNOWN)
    return Refusal(problems.GONE, since=gone.standing.since, reason=gone.standing.reason)


# A version as it is told --------------------------------------------------------------------------


def practice(found: Document, ask: Ask) -> models.Practice:
    """One version of a practice: the export's document, and what one needs to cite it."""
    one, speech = found.version, ask.speech
    document = columns.to_document(one.slug, one.city, one.country, one.draft)
    document |= _spoken(document, one.draft, speech)
    number = str(one.version)
    return models.Practice.model_validate(
        {
            **document,
            "version": one.version,
            "signed_at": _utc(one.signed_at),
            "sha256": found.sha256,
            "state": "retired" if found.retired else "published",
            "retired": {"since": found.retired.since.date(), "reason": found.retired.reason or ""}
            if found.retired
            else None,
            "superseded": _next(found.superseded),
            "licence": licence(),
            "page": ask.link(f"/p/{one.slug}/v/{number}"),
            "record": ask.link(f"/record/{one.slug}/{number}.json"),
            "address": ask.api("practices", one.slug, "versions", number),
            "city_slug": found.city_slug,
            "latitude": found.latitude,
            "longitude": found.longitude,
            "claims": _claims(one, document),
        }
    )


def _spoken(document: Mapping[str, Any], draft: Draft, speech: Speech) -> dict[str, Any]:
    """The fields in words, in the languages that were asked for, and what is known of them."""
    stale = {
        field: [at for at in draft.texts(field) if draft.is_stale(field, at)] for field in TEXTS
    }
    texts = {
        field: speech.texts(document[field] or {}, draft.language, stale[field]) for field in TEXTS
    }
    origins = {
        field: told
        for field, known in document["origins"].items()
        if (told := {one: known[one] for one in texts[field] if one in known})
    }
    figures = [_figure(one, draft.language, speech) for one in document["figures"]]
    results = texts["results"] or None
    return {**texts, "results": results, "origins": origins, "figures": figures}


def _figure(told: Mapping[str, Any], original: str | None, speech: Speech) -> dict[str, Any]:
    labels = {one: told[f"label_{one}"] for one in columns.LANGUAGES if f"label_{one}" in told}
    others = {name: value for name, value in told.items() if not name.startswith("label_")}
    return {f"label_{one}": w for one, w in speech.texts(labels, original).items()} | others


def _claims(one: Published, document: Mapping[str, Any]) -> list[str]:
    """The ledger of the texts that are told."""
    shown = {f"{field}_{spoken}" for field in TEXTS for spoken in document[field] or ()}
    past = claims.before(one.slug, one.version)
    return [each for each in claims.told(one.draft, past) if each.partition(":")[0] in shown]


def _past(slug: str, past: Past, ask: Ask) -> models.PastVersion:
    number = str(past.version)
    return models.PastVersion(
        version=past.version,
        signed_at=_utc(past.signed_at),
        published_by=past.role,
        sha256=past.sha256,
        page=ask.link(f"/p/{slug}/v/{number}"),
        record=ask.link(f"/record/{slug}/{number}.json"),
        address=ask.api("practices", slug, "versions", number),
        superseded=_next(past.superseded),
    )


def _next(later: Next | None) -> models.Superseded | None:
    return models.Superseded(version=later.version, on=later.published_at.date()) if later else None


def _utc(moment: datetime) -> datetime:
    # To the second, as in the signed file.
    return moment.replace(microsecond=0, tzinfo=UTC)
