"""Posts as inhabitants leave them, for tests of what moderators do with them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from dashboard.catalogue import database
from dashboard.catalogue.discussion import Sender
from dashboard.catalogue.people import tokens

THREAD = "practice:recife-compaz-community-peace-centres"
ROOM = "city:recife"
START = datetime(2027, 5, 3, 9)
SENDER = Sender(device="d" * 64, place="p" * 32, seconds_open=60.0, stamp="")


def thread(key: str = THREAD, room: str = ROOM) -> None:
    """A thread in which nobody has written yet."""
    execute(
        "insert into thread (thread, room, made_at) values (?, ?, ?) on conflict do nothing",
        key, room, START,
    )  # fmt: skip


def post(post_id: str, *, token: str = "", **given: Any) -> str:
    """One post, held where nothing else is said; `token` is its author's link."""
    row = {
        "post_id": post_id,
        "receipt": f"receipt-{post_id}",
        "kind": "comment",
        "thread": THREAD,
        "parent": None,
        "level": 1,
        "state": "held",
        "language": "en",
        "name": None,
        "sixteen": None,
        "words": f"Words of {post_id}",
        "reasons": None,
        "written_at": START,
        "shown_at": None,
        "edited_at": None,
        "stamp": 1,
        "key_mark": tokens.mark(token or f"token-{post_id}"),
        "device": None,
        "place": None,
        "suspicion": None,
        "house": None,
        **given,
    }
    if row["kind"] == "question":
        row["thread"] = None
    if row["thread"]:
        thread(row["thread"], given.get("room", ROOM))
    row.pop("room", None)
    names = ", ".join(row)
    execute(f"insert into post ({names}) values ({', '.join('?' * len(row))})", *row.values())
    return post_id


def flood(count: int, **given: Any) -> None:
    """Very many held posts of one browser and one address, a second apart."""
    thread()
    told = {"words": "Buy now", "device": "dd", "place": "pp", "suspicion": "links", **given}
    execute(
        "insert into post (post_id, receipt, kind, thread, level, state, language, words, "
        "written_at, stamp, device, place, suspicion) "
        "select printf('%012x', i), 'flood-' || i, 'comment', ?, 1, 'held', 'en', ?, "
        "?::timestamp + to_seconds(i), 1, ?, ?, ? from range(1, ? + 1) as one (i)",
        THREAD, told["words"], START, told["device"], told["place"], told["suspicion"], count,
    )  # fmt: skip


def later(hours: float) -> datetime:
    """A moment after the posts were written."""
    return START + timedelta(hours=hours)


def asked(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """What the store holds, asked by other words than the code's."""
    with database._cursor() as cursor:
        return cursor.execute(sql, list(values)).fetchall()


def execute(sql: str, *values: Any) -> None:
    """Write behind the code's back."""
    with database._write_lock, database._cursor() as cursor:
        cursor.execute(sql, list(values))


def everything() -> str:
    """All that the store holds of moderation and posts, as one text: to see that nothing moved."""
    tables = ("post", "post_text", "moderation_act", "notice", "appeal", "thread", "audit")
    return "\n".join(
        f"{name} {row}" for name in tables for row in asked(f"select * from {name} order by all")
    )
