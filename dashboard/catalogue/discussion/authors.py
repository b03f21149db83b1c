"""The author's hand on a post: read by a link that nobody else has, changed, the old text kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dashboard.catalogue import clock, database
from dashboard.catalogue.discussion import (
    LONGEST,
    Fault,
    Kept,
    NotTaken,
    Sender,
    beats,
    guard,
    spoken,
    threads,
)
from dashboard.catalogue.errors import EditedElsewhere, NotFound
from dashboard.catalogue.people import tokens

PAUSE = 0.2  # seconds between two beats of a thread in which posts are shown at once
LONGEST_QUESTION = 200


@dataclass(frozen=True)
class Mine:
    """A post as its author's link opens it."""

    post_id: str
    kind: str  # comment or question
    thread: str | None
    state: str
    language: str
    words: str
    reasons: str | None
    shown_at: datetime | None
    edited_at: datetime | None
    stamp: int

    @property
    def can_change(self) -> bool:
        """Whether its author may change it: a question that was sent stays as it was asked."""
        return self.state == "held" or (self.state == "shown" and self.kind == "comment")


def mine(token: str) -> Mine:
    """The post behind an author's link; NotFound where the link opens nothing."""
    found = database.records("post_of_author", mark=tokens.mark(token))
    if not token or not found:
        raise NotFound("author")
    return Mine(**found[0])


def edit(token: str, words: str, sender: Sender, reasons: str | None = None) -> Kept:
    """Change a post by its author's link; the old words stay in the log.

    Where posts are read before they are shown, it waits again until a moderator has read it.
    """
    post = mine(token)
    text, why = spoken.cleaned(words), spoken.cleaned(reasons or "") or None
    if post.kind == "question":
        text = spoken.line(text)
    if wrong := _wrong_change(post, text, why):
        raise NotTaken(*wrong)
    if (text, why) == (post.words, post.reasons):
        return Kept(post.post_id, token, post.state, again=True)
    suspicion = guard.admit(f"{text}\n{why or ''}".strip(), sender, "edit")
    state = _state_after(post, suspicion)
    _change(post, text, why, state, suspicion)
    if post.thread and post.state == "shown":
        beats.soon(PAUSE, post.thread)
    return Kept(post.post_id, token, state)


def _wrong_change(post: Mine, words: str, reasons: str | None) -> tuple[Fault, ...]:
    thread = threads.of(post.thread, "en") if post.thread else None
    longest = LONGEST if post.kind == "comment" else LONGEST_QUESTION
    wrong = (
        ("", "final", not post.can_change),
        ("", "frozen", bool(thread and thread.frozen_at)),
        ("words", "missing", not words),
        ("words", "too_long", len(words) > longest),
        ("reasons", "too_long", len(reasons or "") > LONGEST),
    )
    return tuple(Fault(field, code) for field, code, so in wrong if so)


def _state_after(post: Mine, suspicion: str | None) -> str:
    thread = threads.of(post.thread, "en") if post.thread else None
    at_once = thread is not None and thread.mode == threads.AFTER and suspicion is None
    return "shown" if post.state == "shown" and at_once else "held"


def _change(post: Mine, words: str, reasons: str | None, state: str, suspicion: str | None) -> None:
    moment = clock.now()
    with database.transaction() as writer:
        changed = writer.run(
            "post_edit",
            post_id=post.post_id,
            was_stamp=post.stamp,
            words=words,
            reasons=reasons,
            state=state,
            moment=moment,
            suspicion=suspicion,
        )
        if changed != 1:
            raise EditedElsewhere()
        writer.run(
            "post_text_add",
            post_id=post.post_id,
            words=post.words,
            reasons=post.reasons,
            moment=moment,
        )
