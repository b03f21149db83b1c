"""Whatever anybody tries, in whatever order: only the moves of the table happen, each with its trace."""

import itertools
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from dashboard.catalogue import clock, contributions, moves, review, standing
from dashboard.catalogue.draft import Draft, Source, Wording
from dashboard.catalogue.errors import CatalogueError, NotAllowed
from dashboard.catalogue.rights import Actor, Grant
from tests.catalogue.soundness import asked, faults
from tests.conftest import Desk

GENEVA, ULM = 2660646, 2820256
OF_A_CITY = {"contributor", "mayors_office"}


def somebody(name: str, *grants: Grant) -> Actor:
    return Actor(name, name.title(), frozenset(grants))


PEOPLE = {
    one.account: one
    for one in (
        somebody("ada", Grant("researcher")),
        somebody("both", Grant("researcher"), Grant("reviewer")),
        somebody("grace", Grant("reviewer")),
        somebody("chief", Grant("administrator")),
        somebody("here", Grant("contributor", GENEVA)),
        somebody("there", Grant("contributor", ULM)),
        somebody("mayor", Grant("mayors_office", GENEVA)),
        somebody("moderator", Grant("moderator"), Grant("press")),
        somebody("nobody"),
    )
}
AUTHORS = ("ada", "both", "grace", "chief", "here", "mayor")
DRAFT = Draft(
    language="en",
    city_id=GENEVA,
    themes=("cohesion",),
    instrument="service",
    title={"en": Wording(words="Neighbours cook together", origin="original")},
    summary={"en": Wording(words="They cook and eat together once a month.")},
    sources=(Source(url="https://example.org/neighbours"),),
)


@dataclass(frozen=True)
class Try:
    """One thing somebody tries, and the state it would lead to."""

    name: str
    subject: str
    to_state: str
    act: Callable[[Actor, str, str], Any]
    gives_reason: bool = False


def _send(actor: Actor, receipt: str, _reason: str) -> None:
    # Whatever page the author had open: the stamp is the right one, the state may not be.
    stamp = asked("select stamp from submission where receipt = ?", receipt)[0][0]
    contributions.send(actor, receipt, stamp)


def _verdict(verdict: str) -> Try:
    def act(actor: Actor, receipt: str, reason: str) -> None:
        review.decide(actor, receipt, verdict, reason=reason)

    return Try(f"decide {verdict}", "submission", verdict, act, gives_reason=True)


def _standing(act: Callable[[Actor, str, str], None], to_state: str) -> Try:
    return Try(f"practice {to_state}", "practice", to_state, act, gives_reason=True)


TRIES = (
    Try("send", "submission", "submitted", _send),
    Try("take back", "submission", "draft", lambda a, r, _: contributions.take_back(a, r)),
    Try("discard", "submission", "withdrawn", lambda a, r, _: contributions.discard(a, r)),
    Try("bring back", "submission", "draft", lambda a, r, _: contributions.bring_back(a, r)),
    Try("take", "submission", "in_review", lambda a, r, _: review.take(a, r)),
    Try("give back", "submission", "submitted", lambda a, r, _: review.give_back(a, r)),
    *map(_verdict, review.VERDICTS),
    _standing(standing.withdraw, "withdrawn"),
    _standing(standing.retire, "retired"),
    _standing(standing.bring_back, "published"),
)
BY_NAME = {one.name: one for one in TRIES}
WAY = ("send", "take", "decide published")  # walked in part, so that far states are reached

# A step is anything anybody may think of, or a number: one of the legal moves of the moment. By
# chance alone few sequences would get anywhere.
steps = st.lists(
    st.tuples(
        st.sampled_from(TRIES),
        st.sampled_from(sorted(PEOPLE)),
        st.sampled_from(["", "  ", "As agreed"]),
    )
    | st.integers(0, 1000),
    min_size=4,
    max_size=12,
)


@cache
def table() -> dict[tuple[str, str, str], list[tuple[str, str, bool]]]:
    found: dict[tuple[str, str, str], list[tuple[str, str, bool]]] = defaultdict(list)
    for subject, from_state, to_state, *told in asked(
        "select subject, from_state, to_state, role, author, reason_required from move"
    ):
        found[subject, from_state, to_state].append(tuple(told))
    return found


def allowed(
    subject: str,
    state: str,
    to_state: str,
    actor: Actor,
    author: str | None,
    reason: str,
    small: bool,
) -> str | None:
    """What the table says, read a second time by other code: a role, or None."""
    for role, rule, reason_required in table()[subject, state, to_state]:
        cities = {one.city_id for one in actor.grants if one.role == role}
        if not cities or (role in OF_A_CITY and GENEVA not in cities):
            continue
        own = actor.account == author
        if (rule == "only" and not own) or (rule == "never" and own and not small):
            continue
        if not (reason_required and not reason.strip()):
            return str(role)
    return None


def trace() -> list[tuple[Any, ...]]:
    return asked(
        "select audit_id, occurred_at, actor, role, action, entity, entity_id, from_state, "
        "to_state, note from audit order by audit_id"
    )


counter = itertools.count()


@settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a dozen steps can be read unshrunk
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(author=st.sampled_from(AUTHORS), start=st.integers(0, 3), small=st.booleans(), tried=steps)
@example(author="both", start=2, small=False, tried=[(BY_NAME["decide published"], "both", "")])
@example(author="both", start=2, small=True, tried=[(BY_NAME["decide published"], "both", "")])
def test_no_sequence_of_tries_leaves_the_table_of_moves(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    author: str,
    start: int,
    small: bool,
    tried: list[tuple[Try, str, str] | int],
) -> None:
    monkeypatch.setenv("SMALL_TEAM", "1" if small else "")
    receipt = f"moves-{next(counter)}"
    stamp = contributions.begin(PEOPLE[author], receipt=receipt, language="en").stamp
    contributions.save(PEOPLE[author], receipt, DRAFT, stamp)
    other = "chief" if author == "grace" else "grace"
    for name, who in zip(WAY[:start], (author, other, other)[:start], strict=True):
        attempt(BY_NAME[name], PEOPLE[who], "", receipt, author, small)
    for step in tried:
        chosen = legal(receipt, author, small, step) if isinstance(step, int) else step
        if chosen:
            one, who, reason = chosen
            attempt(one, PEOPLE[who], reason, receipt, author, small)
    assert faults() == {}
    if not small:
        assert not asked(
            "select 1 from audit inner join submission on entity_id = receipt "
            "where audit.to_state = 'published' and actor = author and receipt = ?",
            receipt,
        )


def standing_of(receipt: str) -> tuple[str, str | None, str | None]:
    """The state of a submission, and the slug and state of its practice."""
    found = asked(
        "select submission.state, slug, practice.state from submission "
        "left join practice using (practice_id) where receipt = ?",
        receipt,
    )
    state, slug, practice_state = found[0]
    return state, slug, practice_state


def legal(receipt: str, author: str, small: bool, number: int) -> tuple[Try, str, str] | None:
    """One of the moves that are legal now, with who makes it; the number says which."""
    state, _, practice_state = standing_of(receipt)
    found = []
    for one, (who, actor) in itertools.product(TRIES, PEOPLE.items()):
        reason = "As agreed" if one.gives_reason else ""
        on_practice = one.subject == "practice"
        was = practice_state if on_practice else state
        own = None if on_practice else author
        if was and allowed(one.subject, was, one.to_state, actor, own, reason, small):
            found.append((one, who, reason))
    return found[number % len(found)] if found else None


def attempt(one: Try, actor: Actor, reason: str, receipt: str, author: str, small: bool) -> None:
    """Try it: it happens exactly where the table allows it, and leaves exactly its trace."""
    state, slug, practice_state = standing_of(receipt)
    if one.subject == "practice" and slug is None:
        return  # nothing public yet to be moved
    before, moment = trace(), clock.now()
    on_practice = one.subject == "practice"
    thing, was = (slug, practice_state) if on_practice else (receipt, state)
    given_reason = reason if one.gives_reason else ""
    role = allowed(
        one.subject, was, one.to_state, actor, None if on_practice else author, given_reason, small
    )
    try:
        one.act(actor, thing, reason)
        happened = True
    except CatalogueError:
        happened = False

    assert happened == (role is not None), (one.name, was, actor.account, author, reason)
    more = trace()[len(before) :]
    now = (standing_of(receipt)[0], standing_of(receipt)[2])
    if not happened:
        assert (now, more) == ((state, practice_state), [])
        return
    assert now[on_practice] == one.to_state
    assert len(more) == 1 + (one.name == "decide published")
    _, when, who, by_role, action, entity, of, from_state, to_state, note = more[0]
    assert moment <= when <= clock.now()
    assert (who, action, entity, of) == (actor.account, "move", one.subject, thing)
    assert (from_state, to_state) == (was, one.to_state)
    assert by_role in {grant.role for grant in actor.grants}
    assert note == (given_reason.strip() or None)


@pytest.mark.parametrize("small", [True, False])
def test_the_guard_says_what_the_table_says_of_every_move_and_everybody(
    store: object, monkeypatch: pytest.MonkeyPatch, small: bool
) -> None:
    monkeypatch.setenv("SMALL_TEAM", "1" if small else "")
    ways = itertools.product(
        ("submission", "practice"), moves.STATES, moves.STATES, PEOPLE.values(), ("", " ", "Agreed")
    )
    for subject, state, to_state, actor, reason in ways:
        for author in (actor.account, "somebody else", None):
            tried = (subject, state, to_state, actor, author, reason, small)
            roles = {grant.role for grant in actor.grants}
            assert guarded(*tried[:-1]) in (roles if allowed(*tried) else {None}), tried


def guarded(
    subject: str, state: str, to_state: str, actor: Actor, author: str | None, reason: str
) -> str | None:
    try:
        return moves.check(
            subject, state, to_state, actor, author=author, city_id=GENEVA, reason=reason
        )
    except CatalogueError:
        return None


@pytest.mark.parametrize("who", ["there", "moderator", "nobody"])
def test_who_may_not_write_for_the_city_cannot_even_begin_a_correction(
    desk: Desk, who: str
) -> None:
    slug = asked(
        "select practice.slug from practice inner join city using (city_id) "
        "where city.city_id <> ? order by practice.slug", ULM
    )[0][0]  # fmt: skip

    with pytest.raises(NotAllowed):
        contributions.begin(PEOPLE[who], receipt="never", language="en", slug=slug)

    assert asked("select count(*) from submission") == [(0,)]
