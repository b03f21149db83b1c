"""The desk of moderators: posts, notices, appeals, letters, and the rooms of the discussion."""

from __future__ import annotations

from collections.abc import Callable

from dashboard import navigation, state
from dashboard.catalogue.discussion import persons
from dashboard.catalogue.moderation import appeals, notices, queue
from dashboard.catalogue.moderation.queue import Wish
from dashboard.catalogue.rights import Actor
from dashboard.components import links, markup, outcome
from dashboard.components.markup import text
from dashboard.components.moderation import (
    appeal_list,
    letter_list,
    notice_list,
    numbers,
    phrases,
    queue_desk,
    rooms,
    threads,
)
from dashboard.i18n import N_, _, language, number

PARTS = ("queue", "notices", "appeals", "letters", "threads", "rooms", "templates", "numbers")
_NAMES = {
    "queue": N_("Posts"),
    "notices": N_("Notices"),
    "appeals": N_("Appeals"),
    "letters": N_("Letters"),
    "threads": N_("Threads"),
    "rooms": N_("Rooms"),
    "templates": N_("Sentences"),
    "numbers": N_("Numbers"),
}
_SHOW: dict[str, Callable[[Actor], None]] = {
    "queue": queue_desk.show,
    "notices": notice_list.show,
    "appeals": appeal_list.show,
    "letters": letter_list.show,
    "threads": threads.show,
    "rooms": rooms.show,
    "templates": phrases.show,
    "numbers": numbers.show,
}


def show(actor: Actor) -> None:
    """The parts of the desk with what waits in each, and the one that the address names."""
    part = state.one_of("part", PARTS, "queue")
    markup.html(f'<h1 class="page-title moderation-title">{text(_("Moderation"))}</h1>')
    _parts(actor, part)
    outcome.show()
    _SHOW[part](actor)


def _parts(actor: Actor, here: str) -> None:
    waiting = {
        "queue": queue.counts(actor, Wish())["state"].get("held", 0),
        "notices": len(notices.waiting(actor)),
        "appeals": len(appeals.waiting(actor)),
        "letters": persons.letters_open(actor),
    }
    items = "".join(f"<li>{_part(one, one == here, waiting.get(one))}</li>" for one in PARTS)
    name = text(_("Parts of moderation"))
    links.show(
        f'<nav aria-label="{name}"><ul class="moderation-parts">{items}</ul></nav>',
        key="moderation_parts",
    )


def _part(code: str, here: bool, waiting: int | None) -> str:
    href = navigation.address("moderation", language(), part="" if code == "queue" else code)
    current = ' aria-current="page"' if here else ""
    count = f" <b>{text(number(waiting))}</b>" if waiting else ""
    return f'<a href="{text(href)}" target="_self"{current}>{text(_(_NAMES[code]))}{count}</a>'
