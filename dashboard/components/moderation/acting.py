"""What a moderator's clicks do: each one call of a service, which checks again.

Whoever acts is asked for anew: roles may have changed since the page was drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

from dashboard import i18n, moderation_letters, navigation, state
from dashboard.catalogue.errors import CatalogueError
from dashboard.catalogue.moderation import AWAY, acts, queue, templates
from dashboard.catalogue.moderation.queue import Wish
from dashboard.components import outcome
from dashboard.components.outcome import Outcome
from dashboard.i18n import N_, number

DECISION = "moderation"  # where on the page its faults are told
_MANY = "moderation_many"
_DONE = {
    "shown": N_("Shown. Everybody can read it."),
    "refused": N_("Refused. Its author reads the rule and your words."),
    "hidden": N_("Hidden. A line in its place names the rule; its author reads your words."),
}


@dataclass(frozen=True)
class Many:
    """Posts that one click is to move, as they were when they were counted."""

    stamps: dict[str, int]
    about: str  # words, device, place or matching
    post_id: str = ""


def words_key(subject: str) -> str:
    """Under which the words to an author are kept while they are typed."""
    return f"told_{subject}"


def spoken_key(subject: str) -> str:
    """Under which the language of those words is kept."""
    return f"told_in_{subject}"


def told(subject: str) -> tuple[str, str]:
    """The words to an author and their language."""
    words, spoken = state.held(words_key(subject)), state.held(spoken_key(subject))
    return str(words or ""), str(spoken or state.language())


def use_template(subject: str, key: str) -> None:
    """Put a kept sentence where the words are typed."""
    chosen = state.given_back(key)
    for one in templates.every(state.actor_now()):
        if one.template_id == chosen:
            state.lend(words_key(subject), one.words)
            state.lend(spoken_key(subject), one.language)


def wish() -> Wish:
    """What the address looks for."""
    return Wish.from_query(state.query())


# One post -----------------------------------------------------------------------------------------


def move(post_id: str, to_state: str, stamp: int, rule: str | None = None) -> None:
    """Act on one post; then the next of the queue opens."""
    words, spoken = told(post_id)
    following = _following(post_id)

    def act() -> Outcome:
        actor = state.actor_now()
        acts.move(actor, post_id, to_state, rule, words, stamp, language=spoken)
        return Outcome(_DONE[to_state], way=_again(post_id))

    if outcome.attempt(act, place=DECISION):
        _write_letters()
        state.lend(words_key(post_id), "")
        state.write(id=following)


def _again(post_id: str) -> tuple[str, str]:
    # The callback runs before the page knows its language.
    query = {name: value for name, value in wish().to_query().items() if value}
    href = navigation.address("moderation", state.language(), **{**query, "id": post_id})
    return href, N_("Open it again, to take this back")


def skip(post_id: str) -> None:
    """Open the next one; this one waits on."""
    state.write(id=_following(post_id))


def _following(post_id: str) -> str | None:
    try:
        return queue.following(state.actor_now(), wish(), post_id, state.page_number())
    except CatalogueError:
        return None


def _write_letters() -> None:
    i18n.use(state.language())
    moderation_letters.send_due(state.origin())


# Many posts ---------------------------------------------------------------------------------------


def many() -> Many | None:
    """What waits for the word that moves many posts."""
    return state.held(_MANY)


def choose_alike(post_id: str, by: str) -> None:
    """All posts like this one: by their words, their device or their address of the day."""

    def act() -> None:
        stamps = queue.stamps_alike(state.actor_now(), post_id, by)
        state.lend(_MANY, Many(stamps, by, post_id))

    outcome.attempt(act, typed=False)


def choose_matching() -> None:
    """All posts that match what the address looks for."""

    def act() -> None:
        state.lend(_MANY, Many(queue.stamps(state.actor_now(), wish()), "matching"))

    outcome.attempt(act, typed=False)


def leave_many() -> None:
    """Back to one by one; nothing was done."""
    state.lend(_MANY, None)


def move_many(to_state: str, rule: str | None = None) -> None:
    """Move them all, each by an act of its own."""
    chosen = many()
    if chosen is None:
        return
    words, spoken = told("many")

    def act() -> Outcome:
        done = acts.move_many(
            state.actor_now(), chosen.stamps, to_state, rule, words, language=spoken
        )
        sentence = (
            N_("{done} taken away. {left} had changed meanwhile, or cannot be taken away.")
            if to_state in AWAY
            else N_("{done} shown. {left} had changed meanwhile, or cannot be shown.")
        )
        i18n.use(state.language())  # the callback runs before the page knows it
        return Outcome(sentence, {"done": number(done.done), "left": number(done.left)})

    if outcome.attempt(act, place=DECISION):
        _write_letters()
        leave_many()
        state.lend(words_key("many"), "")
        state.write(id=None, page=None)
