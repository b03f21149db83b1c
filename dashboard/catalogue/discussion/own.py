"""One's own post, by the link its author was given: seen, taken along, erased. No account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dashboard.catalogue import audit, database, pulse
from dashboard.catalogue.database import Writer
from dashboard.catalogue.discussion import persons
from dashboard.catalogue.errors import IllegalMove, NotFound
from dashboard.catalogue.people import tokens

INHABITANT = "inhabitant"  # the actor and the role of whoever acts by such a link
ERASES_WHAT_HANGS_ON_IT = ("mine_erase_texts", "mine_erase_acts", "mine_erase_appeals")
SHOWS = 1  # the form of what is taken along: raised when a name in it changes


@dataclass(frozen=True)
class Own:
    """A post as its author sees it, in whatever state it is."""

    post_id: str
    kind: str
    thread: str | None
    state: str
    language: str
    name: str | None
    words: str
    reasons: str | None
    written_at: datetime
    edited_at: datetime | None
    suspicion: str | None
    judged: bool  # a moderator has acted on it: there is a statement
    cities: tuple[str, ...]  # of a question
    wish: str | None  # where the answer is to go: asked, confirmed, or nowhere
    wish_until: datetime | None


def seen(token: str) -> Own | None:
    """The post behind an author's link; None where there is none, or it was erased."""
    rows = database.records("mine_post", mark=tokens.mark(token))
    if not rows:
        return None
    row = rows[0]
    post_id = row["post_id"]
    wishes = database.records("mine_wish", post_id=post_id)
    return Own(
        **{name: row[name] for name in Own.__dataclass_fields__ if name in row},
        judged=bool(database.rows("mine_acts", post_id=post_id)),
        cities=tuple(city for city, *_ in database.rows("mine_cities", post_id=post_id)),
        wish=_standing(wishes[0]) if wishes else None,
        wish_until=wishes[0]["erase_after"] if wishes else None,
    )


def _standing(wish: dict[str, Any]) -> str:
    return "confirmed" if wish["confirmed_at"] else "asked"


def forget_address(token: str) -> None:
    """Erase where the answer was to go, at will; NotFound."""
    with database.transaction() as writer:
        post_id = _of(writer, token)["post_id"]
        writer.run("wish_forget", post_id=post_id)
    persons.remove_letters(post_id)


# To take along ------------------------------------------------------------------------------------


def taken(token: str) -> dict[str, Any]:
    """All that is stored of a post and its author, as JSON takes it; NotFound."""
    rows = database.records("mine_post", mark=tokens.mark(token))
    if not rows:
        raise NotFound("post")
    post = dict(rows[0])
    post_id = post["post_id"]
    post["hash_of_the_browser"] = post.pop("has_device")
    post["hash_of_the_address"] = post.pop("has_place")
    parts = {
        "earlier_texts": database.records("mine_texts", post_id=post_id),
        "acts_of_moderation": database.records("mine_acts", post_id=post_id),
        "second_looks": database.records("mine_appeals", post_id=post_id),
        "cities": database.records("mine_cities", post_id=post_id),
        "answer_to": [_readable(one) for one in database.records("mine_wish", post_id=post_id)],
    }
    return {
        "form": SHOWS,
        "post": _plain(post),
        **{k: list(map(_plain, v)) for k, v in parts.items()},
    }


def _readable(wish: dict[str, Any]) -> dict[str, Any]:
    return {"address": persons.opened(wish.pop("contact")), **wish}


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()
    }


# Erasing ------------------------------------------------------------------------------------------


def erase(token: str) -> str:
    """Empty a post for good and give its id: the words, the name, the address and this link.

    Its place stays, so that the answers to it stand where they stood. What a moderator did stays in
    the log without a word of it. Raises NotFound, IllegalMove.
    """
    with database.transaction() as writer:
        post = _of(writer, token)
        post_id = str(post["post_id"])
        _demand_move(writer, post["state"])
        for query in ("mine_erase_post", *ERASES_WHAT_HANGS_ON_IT):
            writer.run(query, post_id=post_id)
        writer.run("wish_forget", post_id=post_id)
        audit.write(
            writer,
            actor=INHABITANT,
            role=INHABITANT,
            action="erase",
            entity="post",
            entity_id=post_id,
            from_state=post["state"],
            to_state="erased",
        )
    persons.remove_letters(post_id)
    pulse.beat(post["thread"] or "questions", "questions")
    return post_id


def _of(writer: Writer, token: str) -> dict[str, Any]:
    found = writer.records("mine_post", mark=tokens.mark(token))
    if not found:
        raise NotFound("post")
    return found[0]


def _demand_move(writer: Writer, state: str) -> None:
    if (state, "erased", INHABITANT) not in {row[:3] for row in writer.rows("post_moves")}:
        raise IllegalMove(f"{state} to erased")
