"""Sentences that moderators use again: kept by name and language, filled in by hand."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from dashboard.catalogue import audit, clock, database, rights
from dashboard.catalogue.discussion.spoken import cleaned
from dashboard.catalogue.errors import NotFound, ReasonMissing
from dashboard.catalogue.moderation import acts
from dashboard.catalogue.rights import Actor
from dashboard.catalogue.vocabulary import LANGUAGES

LONGEST_NAME = 80


@dataclass(frozen=True)
class Template:
    """A text for authors and for those who gave notice."""

    template_id: str
    name: str
    language: str
    words: str
    made_by: str
    made_at: datetime


def every(actor: Actor | None) -> tuple[Template, ...]:
    """All of them, by name and language."""
    rights.demand(actor, "moderate")
    return tuple(Template(**row) for row in database.records("reply_templates"))


def keep(actor: Actor, name: str, language: str, words: str) -> str:
    """Keep a text under a name; one of the same name and language takes the place of the other."""
    role = rights.demand(actor, "moderate")
    title, text = cleaned(name).strip()[:LONGEST_NAME], acts.fitting(words)
    if not title or not text or language not in LANGUAGES:
        raise ReasonMissing()
    template_id = secrets.token_hex(6)
    with database.transaction() as writer:
        writer.run("reply_template_replace", name=title, language=language)
        writer.run(
            "reply_template_add",
            template_id=template_id,
            name=title,
            language=language,
            words=text,
            account=actor.account,
            moment=clock.now(),
        )
        _log(writer, actor, role, "keep_template", template_id)
    return template_id


def drop(actor: Actor, template_id: str) -> None:
    """Do without it; NotFound."""
    role = rights.demand(actor, "moderate")
    with database.transaction() as writer:
        if not writer.run("reply_template_drop", template_id=template_id):
            raise NotFound(template_id)
        _log(writer, actor, role, "drop_template", template_id)


def _log(writer: database.Writer, actor: Actor, role: str, action: str, template_id: str) -> None:
    audit.write(
        writer,
        actor=actor.account,
        role=role,
        action=action,
        entity="reply_template",
        entity_id=template_id,
    )
