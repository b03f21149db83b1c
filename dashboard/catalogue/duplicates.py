"""Practices that may be told twice: what already stands, or waits, and why it may be the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import numpy as np
from rapidfuzz import fuzz

from dashboard.catalogue import database, geography, resemblance, rights
from dashboard.catalogue.draft import Draft, from_json
from dashboard.catalogue.errors import UnknownPlace
from dashboard.catalogue.resemblance import Flags, Floats, Published, Text, Word
from dashboard.catalogue.rights import Actor
from dashboard.catalogue.web_address import part_of, same_page

# Measured on tests/catalogue/twins.jsonl, and chosen on one half of it. A score is nearness in
# meaning (-1 to 1) and a share of telling words in common, less what the place speaks against it.
WORDS, BAR = 0.35, 0.57
TITLE_WORDS, TITLE_BAR = 0.2, 0.46  # while there is a title alone
PLAIN_WORDS, PLAIN_BAR = 1.0, 0.5  # where the sentence model is missing
ELSEWHERE = 0.15  # another city nearby, or no city yet
FAR = 0.4  # another city altogether: the same idea is not the same practice
SAME_PAGE, SAME_TITLE = 0.35, 0.25  # what these speak for it

LIKE_TITLE = 85  # of 100, by words in whatever order
NEAR_IN_MEANING = 0.5  # from here on it is told as a reason
SHORTEST_TITLE = 8  # signs; below, nothing has been said yet
LOOKED_AT = 12  # the likest practices, which are looked at closely
MOST_WAITING = 20  # submissions looked at
MOST_SHARED = 4  # words told as a reason
CLOSE = 0.72  # two published practices near each other: from here on they may be one


@dataclass(frozen=True)
class Reason:
    """Why it may be the same, as a code with its values.

    same_title; like_title (title); translated, like_meaning; same_city, renamed_city (written,
    city), near_city (city, km); same_source (url); shared_words (words).
    """

    code: str
    values: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Likely:
    """What may be the same: a published practice (slug), or one on its way (receipt).

    A submission of somebody else is told without its title and receipt to whom may not see them.
    """

    slug: str | None
    receipt: str | None
    title: str | None
    language: str | None  # of the title
    city: str
    reasons: tuple[Reason, ...]
    score: float
    own: bool = False  # a submission of whoever asks


@dataclass(frozen=True)
class Pair:
    """Two published practices that may be one."""

    slug: str
    title: str
    city: str
    other_slug: str
    other_title: str
    other_city: str
    reasons: tuple[Reason, ...]
    score: float


def likely(
    draft: Draft,
    actor: Actor | None,
    language: str,
    *,
    besides: str | None = None,
    receipt: str | None = None,
    place: str = "",
    most: int = 3,
) -> tuple[Likely, ...]:
    """What may be the same as a draft, the likest first; titles in the reader's language.

    `besides` and `receipt` are the draft's own; `place` is the city's name as it was typed.
    """
    text = _text(draft, language, place)
    if len(text.title.strip()) < SHORTEST_TITLE:
        return ()
    known = resemblance.published()
    found = [
        *_published(text, _pages(draft), known, language, besides),
        *_waiting(text, _pages(draft), known, actor, language, receipt),
    ]
    return tuple(sorted(found, key=lambda one: -one.score)[:most])


def _text(draft: Draft, language: str, place: str) -> Text:
    own = draft.language if draft.language in draft.title else next(iter(draft.title), None)
    spoken = own or draft.language or language
    title, summary = (
        draft.texts(name)[spoken].words.strip() if spoken in draft.texts(name) else ""
        for name in ("title", "summary")
    )
    return Text(title, summary, spoken, _known_place(draft.city_id), place.strip())


def _known_place(city_id: int | None) -> int | None:
    try:
        return city_id if city_id is None else geography.by_id(city_id).place_id
    except UnknownPlace:
        return None


def _pages(draft: Draft) -> dict[str, str]:
    """The draft's sources: what names the page, and how it was written."""
    return {same_page(one.url): one.url for one in draft.sources if part_of(one.url)}


# Published practices ----------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Likeness:
    """How like each published practice is, and by what."""

    meaning: Floats | None
    words: tuple[Word, ...]
    has: Flags
    distances: Floats | None  # km; None while there is no city
    raw: Floats  # meaning and words together
    against: Floats  # what the place speaks against it


def _published(
    text: Text, pages: dict[str, str], known: Published, language: str, besides: str | None
) -> Iterator[Likely]:
    if not len(known):
        return
    like = _likeness(text, known)
    sources = {known.place(one): url for one, url in _with_page(pages)}
    ids = [int(known.index.ids[place]) for place in _candidates(like, sources)]
    if not ids:
        return
    for head in database.records("duplicate_heads", ids=ids, language=language):
        place = known.place(head["practice_id"])
        one = _judged(text, head, like, place, sources.get(place))
        if one and head["slug"] != besides:
            yield one


def _candidates(like: _Likeness, sources: Iterable[int]) -> list[int]:
    """The places of the practices that could be told, if their titles are the same."""
    scores = like.raw - like.against + SAME_TITLE
    scores[list(sources)] += SAME_PAGE
    return sorted(place for place in _largest(scores) if scores[place] >= 0)


def _likeness(text: Text, known: Published) -> _Likeness:
    words, has = known.words(text)
    weights = np.array([word.weight for word in words])
    share = weights @ has / max(weights.sum(), 1e-9) if words else np.zeros(len(known))
    distances = None if text.city_id is None else known.distances(text.city_id)
    against = _against(text, known, distances)
    near = known.meaning(text, against < FAR)
    return _Likeness(near, words, has, distances, _joined(text, near, share), against)


def _joined(text: Text, near: Any, share: Any) -> Any:
    """Meaning and words as one number, so that 0 is where an alarm is raised."""
    if near is None:
        return PLAIN_WORDS * share - PLAIN_BAR
    if not text.summary:
        return near + TITLE_WORDS * share - TITLE_BAR
    return near + WORDS * share - BAR


def _against(text: Text, known: Published, distances: Floats | None) -> Floats:
    if distances is None:
        against = np.full(len(known), ELSEWHERE)
        if text.place:
            against[known.named(text.place)] = 0.0
        return against
    near = np.where(distances <= resemblance.NEAR, ELSEWHERE, FAR)
    found: Floats = np.where(known.cities == text.city_id, 0.0, near)
    return found


def _largest(scores: Floats) -> list[int]:
    if len(scores) <= LOOKED_AT:
        return list(range(len(scores)))
    return [int(place) for place in np.argpartition(-scores, LOOKED_AT)[:LOOKED_AT]]


def _with_page(pages: dict[str, str]) -> Iterator[tuple[int, str]]:
    """The practices that name one of these pages as a source, with the page."""
    if not pages:
        return
    parts = sorted({part_of(url) for url in pages.values()})
    for practice_id, _, url in database.rows("duplicate_sources", pages=parts):
        if same_page(url) in pages:
            yield int(practice_id), pages[same_page(url)]


def _judged(
    text: Text, head: dict[str, Any], like: _Likeness, place: int, url: str | None
) -> Likely | None:
    first = head["original_language"]
    near = None if like.meaning is None else float(like.meaning[place])
    other = first != text.language if first else text.language not in head["titles"]
    shared = (word for word, has in zip(like.words, like.has[:, place], strict=True) if has)
    return _verdict(
        raw=float(like.raw[place]),
        against=float(like.against[place]),
        title=_title_reason(text, head["titles"]),
        page=_page_reason(url),
        others=(
            _city_reason(text, head, like, place),
            _meaning_reason(near, translated=other),
            _words_reason(word.written for word in shared),
        ),
        slug=head["slug"],
        heading=(head["title"], head["title_language"]),
        city=head["city"],
    )


def _verdict(
    *,
    raw: float,
    against: float,
    title: Reason | None,
    page: Reason | None,
    others: Iterable[Reason | None],
    heading: tuple[str, str],
    city: str,
    slug: str | None = None,
    receipt: str | None = None,
) -> Likely | None:
    """What is told of one candidate; None where too little speaks for it."""
    for_it = SAME_PAGE * (page is not None) + SAME_TITLE * (title is not None)
    score = raw - against + for_it
    # In another city the same idea is another practice, unless more than the idea is the same.
    if score < 0 or against == FAR and not for_it:
        return None
    reasons = tuple(one for one in (title, page, *others) if one)
    return Likely(slug, receipt, *heading, city, reasons, round(score, 3))


def _title_reason(text: Text, titles: dict[str, str]) -> Reason | None:
    own = geography.fold(text.title)
    likest = max(titles.values(), key=lambda one: fuzz.token_sort_ratio(own, geography.fold(one)))
    if geography.fold(likest) == own:
        return Reason("same_title")
    if fuzz.token_sort_ratio(own, geography.fold(likest)) >= LIKE_TITLE:
        return Reason("like_title", {"title": likest})
    return None


def _page_reason(url: str | None) -> Reason | None:
    return Reason("same_source", {"url": url}) if url else None


def _city_reason(text: Text, head: dict[str, Any], like: _Likeness, place: int) -> Reason | None:
    if like.against[place] == 0:
        written = geography.fold(text.place)
        if written and written != geography.fold(head["city"]):
            return Reason("renamed_city", {"written": text.place, "city": head["city"]})
        return Reason("same_city", {"city": head["city"]})
    if like.distances is None or like.against[place] == FAR:
        return None
    km = max(1, round(float(like.distances[place])))
    return Reason("near_city", {"city": head["city"], "km": km})


def _meaning_reason(near: float | None, *, translated: bool) -> Reason | None:
    if near is None or near < NEAR_IN_MEANING:
        return None
    return Reason("translated" if translated else "like_meaning")


def _words_reason(words: Iterable[str]) -> Reason | None:
    shared = tuple(words)[:MOST_SHARED]
    return Reason("shared_words", {"words": shared}) if shared else None


# Practices on their way -------------------------------------------------------------------------


def _waiting(
    text: Text,
    pages: dict[str, str],
    known: Published,
    actor: Actor | None,
    language: str,
    receipt: str | None,
) -> Iterator[Likely]:
    if text.city_id is None and not pages:
        return
    rows = database.records(
        "duplicate_submissions",
        city_ids=[] if text.city_id is None else resemblance.around(text.city_id),
        pages=sorted({part_of(url) for url in pages.values()}),
        author=actor.account if actor else "",
        sealed=rights.may(actor, "seal"),
        most=MOST_WAITING,
    )
    for row in rows:
        one = _of_waiting(row, text, pages, known, language)
        if one and row["receipt"] != receipt:
            yield _told_to(actor, row, one)


def _told_to(actor: Actor | None, row: dict[str, Any], one: Likely) -> Likely:
    """All of it to its author and to reviewers; to others that something waits, and where."""
    if actor is not None and row["author"] == actor.account:
        return replace(one, own=True)
    if rights.may(actor, "review", row["city_id"]):
        return one
    told = tuple(reason for reason in one.reasons if reason.code in ("same_city", "near_city"))
    return replace(one, receipt=None, title=None, language=None, reasons=told)


def _of_waiting(
    row: dict[str, Any], text: Text, pages: dict[str, str], known: Published, language: str
) -> Likely | None:
    other, theirs = _read(row["receipt"], row["stamp"], row["body"], language)
    if not other.title:
        return None
    near, share, shared = resemblance.between(text, other, known)
    place = _place_of(text, other, language)
    url = next((pages[page] for page in theirs if page in pages), None)
    return _verdict(
        raw=float(_joined(text, near, share)),
        against={"same_city": 0.0, "near_city": ELSEWHERE}.get(place.code if place else "", FAR),
        title=_title_reason(text, {other.language: other.title}),
        page=_page_reason(url),
        others=(
            place,
            _meaning_reason(near, translated=other.language != text.language),
            _words_reason(shared),
        ),
        receipt=row["receipt"],
        heading=(other.title, other.language),
        city=_city_name(other.city_id, language),
    )


@lru_cache(maxsize=256)
def _read(receipt: str, stamp: int, body: str, language: str) -> tuple[Text, frozenset[str]]:
    draft = from_json(body)
    return _text(draft, language, ""), frozenset(_pages(draft))


def _place_of(text: Text, other: Text, language: str) -> Reason | None:
    if text.city_id is None or other.city_id is None:
        return None
    city = _city_name(other.city_id, language)
    if text.city_id == other.city_id:
        return Reason("same_city", {"city": city})
    km = resemblance.apart(text.city_id, other.city_id)
    near = Reason("near_city", {"city": city, "km": max(1, round(km))})
    return near if km <= resemblance.NEAR else None


def _city_name(city_id: int | None, language: str) -> str:
    if city_id is None:
        return ""
    place = geography.by_id(city_id)
    return place.names.get(language, place.name)


# Within the catalogue ---------------------------------------------------------------------------


def pairs(most: int = 20, language: str = "en") -> tuple[Pair, ...]:
    """Pairs of published practices of one city or of two nearby that may be one, likest first."""
    rows = database.records("duplicate_pairs", closeness=CLOSE, language=language)
    found = (pair for row in rows if (pair := _pair(row)))
    return tuple(sorted(found, key=lambda one: -one.score)[:most])


def _pair(row: dict[str, Any]) -> Pair | None:
    km = resemblance.apart(row["first_city"], row["second_city"])
    same = row["first_city"] == row["second_city"]
    if not same and (km > resemblance.NEAR or row["closeness"] < CLOSE + ELSEWHERE):
        return None
    city = {"city": row["second_city_name"]}
    where = Reason("same_city", city) if same else Reason("near_city", {**city, "km": round(km)})
    title = _title_reason(
        Text(row["first_title"], "", row["first_language"]),
        {row["second_language"]: row["second_title"]},
    )
    told: Sequence[Reason | None] = (title, where, Reason("like_meaning"))
    return Pair(
        slug=row["first_slug"],
        title=row["first_title"],
        city=row["first_city_name"],
        other_slug=row["second_slug"],
        other_title=row["second_title"],
        other_city=row["second_city_name"],
        reasons=tuple(one for one in told if one),
        score=round(float(row["closeness"]) - (0 if same else ELSEWHERE), 3),
    )
