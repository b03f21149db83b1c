"""How an office answers: saved as it is typed, signed when it is published, never overwritten."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from dashboard.catalogue import audit, cities, clock, database, people, pulse, rights, vocabulary
from dashboard.catalogue.database import Writer
from dashboard.catalogue.discussion import Fault, NotTaken, answers, questions, spoken
from dashboard.catalogue.discussion.answers import STANDINGS, Answer, Cell
from dashboard.catalogue.errors import EditedElsewhere, IllegalMove, NotFound
from dashboard.catalogue.record import Text
from dashboard.catalogue.rights import Actor

ACTION = "answer"
LONGEST, LONGEST_OFFICE = 5_000, 120
FEWEST_REASON = 20  # signs: "declined" with a full stop gives no reason
ORIGINS = ("human", "machine")
MOST_EARLIER = 5


@dataclass(frozen=True)
class Draft:
    """What an office is writing: its standing, who signs, the words in each language."""

    standing: str = ""
    language: str = ""  # the one it is written in; the others are translations
    office: str = ""
    words: Mapping[str, str] = field(default_factory=dict, hash=False)
    origins: Mapping[str, str] = field(default_factory=dict, hash=False)  # of translations

    def told(self, name: str) -> str:
        """What stands in a field: standing, language, office, words.de, origin.de."""
        kind, _, code = name.partition(".")
        if kind == "words":
            return self.words.get(code, "")
        if kind == "origin":
            return self.origins.get(code, "")
        return str(
            {"standing": self.standing, "language": self.language, "office": self.office}[kind]
        )

    def having(self, name: str, value: str) -> Draft:
        """The same with one field changed."""
        kind, _, code = name.partition(".")
        if kind == "words":
            return replace(self, words={**self.words, code: value})
        if kind == "origin":
            return replace(self, origins={**self.origins, code: value})
        if kind == "standing":
            return replace(self, standing=value)
        return replace(self, language=value) if kind == "language" else replace(self, office=value)


@dataclass(frozen=True)
class Opened:
    """A question on the desk of one city's office."""

    question: questions.Question
    cell: Cell
    draft: Draft
    stamp: int  # of the saved draft; 0: nothing is saved
    saved_at: datetime | None


@dataclass(frozen=True)
class Unpublished:
    """An answer that is saved and that nobody has published: no reader sees it."""

    question_id: str
    words: Text
    city: str
    city_name: str
    saved_at: datetime


# The desk -----------------------------------------------------------------------------------------


def own_cities(actor: Actor | None, language: str) -> dict[str, str]:
    """The cities somebody may answer for, by slug, in the order of names."""
    if not rights.may(actor, ACTION):
        return {}
    bound = rights.cities(actor, ACTION)
    named = cities.names(language)
    if bound is None:
        return named
    held = {slug for (slug,) in database.rows("city_slugs_of", ids=sorted(bound))}
    return {slug: name for slug, name in named.items() if slug in held}


def unpublished(actor: Actor | None, language: str = "en") -> tuple[Unpublished, ...]:
    """What lies saved and unpublished on somebody's desk, the longest waiting first."""
    own = own_cities(actor, language)
    if not own:
        return ()
    bound = rights.cities(actor, ACTION) is not None
    rows = database.records("answer_drafts", cities=sorted(own), some=bound)
    return tuple(
        Unpublished(
            question_id=row["post_id"],
            words=Text(row["words"], row["language"], "original"),
            city=row["city"],
            city_name=own[row["city"]],
            saved_at=row["saved_at"],
        )
        for row in rows
        if row["city"] in own
    )


def open(actor: Actor, question_id: str, city: str, language: str = "en") -> Opened:  # noqa: A001
    """A question for the office of a city, with what is saved; NotAllowed, NotFound."""
    _demand(actor, city)
    question = questions.by_id(question_id, language)
    cells = answers.of(question_id, language) if question else ()
    cell = next((one for one in cells if one.city == city), None)
    if question is None or cell is None:
        raise NotFound(question_id)
    rows = database.records("answer_draft", post_id=question_id, city=city)
    if not rows:
        return Opened(question, cell, _begun(cell, city), 0, None)
    return Opened(question, cell, _read(rows[0]["body"]), rows[0]["stamp"], rows[0]["saved_at"])


def _begun(cell: Cell, city: str) -> Draft:
    """What a desk begins with: the published answer, else the office that signed last."""
    if cell.answer is None:
        return Draft(office=last_office(city))
    one = cell.answer
    return Draft(
        standing=one.standing,
        language=one.language,
        office=one.office,
        words={code: said.words for code, said in one.texts.items()},
        origins={code: said.origin for code, said in one.texts.items() if said.origin in ORIGINS},
    )


def last_office(city: str) -> str:
    """Which office of a city has signed last; empty where none has."""
    found = database.rows("answer_last_office", city=city)
    return str(found[0][0]) if found else ""


def earlier(actor: Actor, city: str, spoken: str, language: str = "en") -> tuple[str, ...]:
    """The last answers of a city's office in a language, to begin another one with."""
    _demand(actor, city)
    rows = answers.matrix(language, city=city).rows
    found = [cell.answer for row in rows for cell in row.cells if cell.city == city]
    written = sorted(filter(None, found), key=lambda one: one.answered_at, reverse=True)
    return tuple(one.texts[spoken].words for one in written if spoken in one.texts)[:MOST_EARLIER]


def _demand(actor: Actor, city: str) -> str:
    return rights.demand(actor, ACTION, people.city_of_slug(city) or 0)


# Saving -------------------------------------------------------------------------------------------


def save(actor: Actor, question_id: str, city: str, name: str, value: str, over: str) -> Opened:
    """Keep one field of the draft as it was typed; `over` is what stood there before.

    Raises EditedElsewhere where a colleague changed that very field meanwhile: nothing of theirs
    is overwritten. Two people may write in two fields at once.
    """
    _known(name, value)
    with database.transaction() as writer:
        before = open(actor, question_id, city)
        stands = before.draft.told(name)
        if stands == value:
            return before  # also a save whose answer was lost on its way
        if stands != over:
            raise EditedElsewhere(name)
        draft = _originals(before.draft.having(name, value), name, value)
        _keep(writer, actor, before, draft)
    return open(actor, question_id, city)


def _known(name: str, value: str) -> None:
    """Raise NotFound for a field or a code that a draft does not have."""
    kind, dot, code = name.partition(".")
    ways = {
        "standing": not dot and value in STANDINGS,
        "language": not dot and value in vocabulary.LANGUAGES,
        "office": not dot,
        "words": code in vocabulary.LANGUAGES,
        "origin": code in vocabulary.LANGUAGES and value in ORIGINS,
    }
    if not ways.get(kind, False) or len(value) > 4 * LONGEST:
        raise NotFound(name)


def _originals(draft: Draft, name: str, value: str) -> Draft:
    """The first language that is written in is the original's, until somebody says otherwise."""
    if name.startswith("words.") and value and not draft.language:
        return replace(draft, language=name.partition(".")[2])
    return draft


def _keep(writer: Writer, actor: Actor, before: Opened, draft: Draft) -> None:
    question_id, city = before.question.question_id, before.cell.city
    writer.run(
        "answer_draft_keep",
        post_id=question_id,
        city=city,
        body=json.dumps(asdict(draft), ensure_ascii=False),
        author=actor.account,
        moment=clock.now(),
    )
    if not before.stamp:
        _log(writer, actor, "answer_begun", question_id, city)


def drop(actor: Actor, question_id: str, city: str) -> None:
    """Give a draft up; what is published stays as it is."""
    with database.transaction() as writer:
        opened = open(actor, question_id, city)
        if opened.stamp:
            writer.run("answer_draft_remove", post_id=question_id, city=city)
            _log(writer, actor, "answer_dropped", question_id, city)


# Publishing ---------------------------------------------------------------------------------------


def faults(draft: Draft) -> tuple[Fault, ...]:
    """All that keeps a draft from being published, and where it stands."""
    ready = cleaned(draft)
    words = ready.words.get(ready.language, "")
    reason = ready.standing == "declined" and len(words) < FEWEST_REASON
    wrong = (
        ("standing", "missing", ready.standing not in STANDINGS),
        ("office", "missing", not ready.office),
        ("office", "too_long", len(ready.office) > LONGEST_OFFICE),
        ("words", "reason_missing", reason),
        ("words", "missing", not words and not reason),
        *((f"words.{code}", "too_long", len(said) > LONGEST) for code, said in ready.words.items()),
        *(
            (f"origin.{code}", "missing", ready.origins.get(code) not in ORIGINS)
            for code, said in ready.words.items()
            if code != ready.language
        ),
    )
    return tuple(Fault(place, code) for place, code, so in wrong if so)


def cleaned(draft: Draft) -> Draft:
    """The draft as it is published: without signs that act on a page, empty languages left out."""
    words = {code: spoken.cleaned(said).strip() for code, said in draft.words.items()}
    kept = {code: said for code, said in words.items() if said}
    language = draft.language if draft.language in kept else next(iter(kept), draft.language)
    return replace(
        draft,
        office=spoken.line(draft.office),
        words=kept,
        language=language,
        origins={code: said for code, said in draft.origins.items() if code in kept},
    )


def publish(actor: Actor, question_id: str, city: str, stamp: int) -> Answer:
    """Sign the draft and show it to everybody, as a version that stays for good.

    Raises NotTaken with all faults, EditedElsewhere where a colleague saved since `stamp`,
    IllegalMove where nothing is saved.
    """
    role = _demand(actor, city)
    with database.transaction() as writer:
        opened = open(actor, question_id, city)
        if not opened.stamp:
            raise IllegalMove(f"nothing is saved on {question_id}")
        if opened.stamp != stamp:
            raise EditedElsewhere(question_id)
        if wrong := faults(opened.draft):
            raise NotTaken(*wrong)
        version = _add(writer, actor, opened)
        writer.run("answer_draft_remove", post_id=question_id, city=city)
        _log(writer, actor, "answer_published", question_id, city, role, version)
    pulse.beat("questions", f"city:{city}")
    return answers.versions(question_id, city)[0]


def _add(writer: Writer, actor: Actor, opened: Opened) -> int:
    draft, last = cleaned(opened.draft), opened.cell.answer
    version = last.version + 1 if last else 1
    writer.run(
        "answer_add",
        post_id=opened.question.question_id,
        city=opened.cell.city,
        version=version,
        standing=draft.standing,
        language=draft.language,
        texts=json.dumps(_texts(draft, last), ensure_ascii=False),
        office=draft.office,
        author=actor.account,
        moment=clock.now(),
    )
    return version


def _texts(draft: Draft, last: Answer | None) -> dict[str, dict[str, Any]]:
    """The words by language; a translation left as it was under a changed original lies behind."""
    before = last.texts if last else {}
    original = before.get(draft.language)
    moved = original is not None and original.words != draft.words[draft.language]
    found: dict[str, dict[str, Any]] = {}
    for code, said in draft.words.items():
        mine = code == draft.language
        same = code in before and before[code].words == said
        stale = not mine and same and (moved or before[code].stale)
        origin = "original" if mine else draft.origins[code]
        found[code] = {"words": said, "origin": origin, "stale": stale}
    return found


def _log(
    writer: Writer,
    actor: Actor,
    action: str,
    question_id: str,
    city: str,
    role: str = "",
    version: int | None = None,
) -> None:
    audit.write(
        writer,
        actor=actor.account,
        role=role or _demand(actor, city),
        action=action,
        entity="question",
        entity_id=question_id,
        version=version,
        note=city,
    )


def _read(body: str) -> Draft:
    return Draft(**json.loads(body))
