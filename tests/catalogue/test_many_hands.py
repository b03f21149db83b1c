"""Twenty people at once: nothing lost, nothing doubled, nobody waits for ever.

CROWD_SECONDS says for how long.
"""

import os
import random
import sys
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from dashboard.catalogue import contributions, review, versions
from dashboard.catalogue.draft import Draft, Source, Wording
from dashboard.catalogue.errors import (
    EditedElsewhere,
    IllegalMove,
    NotAllowed,
    Outdated,
    OwnWork,
)
from dashboard.catalogue.rights import Actor
from tests.catalogue.soundness import asked, faults
from tests.conftest import Desk

SECONDS = float(os.environ.get("CROWD_SECONDS", "6"))
SLOW = 90  # seconds more that a slow machine gets
AUTHORS, REVIEWERS = 6, 8  # each author at two machines: 20 at work
GENEVA = 2660646
# What one may be told when somebody else was quicker; anything else is a fault.
TOLD = (EditedElsewhere, IllegalMove, NotAllowed, Outdated, OwnWork)


def draft(words: str) -> Draft:
    return Draft(
        language="en",
        city_id=GENEVA,
        themes=("cohesion",),
        instrument="service",
        title={"en": Wording(words=f"Neighbours meet {words}", origin="original")},
        summary={"en": Wording(words="They cook and eat together once a month.")},
        sources=(Source(url="https://example.org/neighbours"),),
    )


@dataclass
class Hand:
    """One person at one machine, and what was acknowledged to them."""

    actor: Actor
    chance: random.Random
    receipts: list[str]  # shared between the machines of one author
    saved: list[tuple[str, int, str]] = field(default_factory=list)  # receipt, stamp, text
    moved: list[tuple[str, str, str]] = field(default_factory=list)  # receipt, to, by whom
    published: list[tuple[str, int | None]] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    faults: list[BaseException] = field(default_factory=list)

    def work(self, enough: threading.Event) -> None:
        """One thing after another, as they come to mind."""
        while not enough.is_set():
            try:
                self.one_thing()
            except TOLD as error:
                self.told.append(type(error).__name__)
            except BaseException as error:  # kept for the test: a thread's own would be lost
                self.faults.append(error)
                return

    def one_thing(self) -> None:
        raise NotImplementedError

    def did(self, receipt: str, to_state: str) -> None:
        self.moved.append((receipt, to_state, self.actor.account))


class Author(Hand):
    """Begins, types, sends, takes back, throws away, answers."""

    def one_thing(self) -> None:
        if not self.receipts or self.chance.random() < 0.1:
            self.begin()
            return
        receipt = self.chance.choice(self.receipts[-8:])
        what = self.chance.choices(
            (self.save, self.send, self.take_back, self.discard, self.bring_back, self.answer),
            (60, 15, 3, 3, 4, 10),
        )[0]
        what(receipt)

    def begin(self) -> None:
        receipt = f"{self.chance.getrandbits(64):016x}"
        slug = self.chance.choice(SLUGS) if self.chance.random() < 0.3 else None
        for _ in range(2):  # a click that was repeated
            contributions.begin(self.actor, receipt=receipt, language="en", slug=slug)
        self.receipts.append(receipt)

    def save(self, receipt: str) -> None:
        one = contributions.open(self.actor, receipt)
        text = f"{self.actor.account} {self.chance.getrandbits(48):012x}"
        typed = one.draft.model_copy(update={"lead": text})
        if not one.draft.title:
            typed = draft(text).model_copy(update={"lead": text})
        time.sleep(self.chance.random() * 0.01)  # a while to type, in which others save
        if one.outdated and one.open:
            public = versions.draft_of(one.slug or "").model_copy(update={"lead": text})
            stamp = contributions.rebase(self.actor, receipt, one.stamp, public)
        else:
            stamp = contributions.save(self.actor, receipt, typed, one.stamp)
        self.saved.append((receipt, stamp, text))

    def send(self, receipt: str) -> None:
        one = contributions.open(self.actor, receipt)
        if one.draft.title:
            contributions.send(self.actor, receipt, one.stamp, "see the report")
            self.did(receipt, "submitted")

    def take_back(self, receipt: str) -> None:
        contributions.take_back(self.actor, receipt)
        self.did(receipt, "draft")

    def discard(self, receipt: str) -> None:
        contributions.discard(self.actor, receipt)
        self.did(receipt, "withdrawn")

    def bring_back(self, receipt: str) -> None:
        contributions.bring_back(self.actor, receipt)
        self.did(receipt, "draft")

    def answer(self, receipt: str) -> None:
        for one in review.notes(self.actor, receipt)[:1]:
            answer_id = f"{self.chance.getrandbits(64):016x}"
            review.answer(self.actor, one.note_id, "It is in the report", answer_id)
            self.answered.append(answer_id)
            review.resolve(self.actor, one.note_id)


class Reviewer(Hand):
    """Takes in hand what waits, notes, decides; two may reach for the same."""

    def one_thing(self) -> None:
        waiting = review.queue(self.actor)
        if not waiting:
            time.sleep(0.01)
            return
        one = self.chance.choice(waiting[:6])
        if one.state == "submitted":
            review.take(self.actor, one.receipt)
            self.did(one.receipt, "in_review")
        elif self.chance.random() < 0.4:
            note_id = f"{self.chance.getrandbits(64):016x}"
            for _ in range(2):
                review.note(self.actor, one.receipt, "title.en", "Which quarter?", note_id)
            self.noted.append(note_id)
        elif self.chance.random() < 0.2:
            review.give_back(self.actor, one.receipt)
            self.did(one.receipt, "submitted")
        else:
            self.decide(one.receipt)

    def decide(self, receipt: str) -> None:
        seen = contributions.open(self.actor, receipt)
        verdict = self.chance.choice(("published", "changes_requested", "rejected"))
        version = review.decide(self.actor, receipt, verdict, reason="As agreed", stamp=seen.stamp)
        self.did(receipt, verdict)
        if verdict == "published":
            self.published.append((receipt, version))


SLUGS: list[str] = []


def crowd(desk: Desk) -> list[Hand]:
    """Everybody, with a chance of their own; the seed tells one run from the next."""
    seed = random.SystemRandom().getrandbits(32)
    sys.stdout.write(f"seed {seed}\n")  # seen where a run fails
    hands: list[Hand] = []
    for number in range(AUTHORS):
        receipts: list[str] = []
        ada = desk.person("researcher", name=f"author-{number}")
        hands += [Author(ada, random.Random(f"{seed}{number}{at}"), receipts) for at in "ab"]
    for number in range(REVIEWERS):
        grace = desk.person("reviewer", name=f"reviewer-{number}")
        hands.append(Reviewer(grace, random.Random(f"{seed}r{number}"), []))
    return hands


def test_twenty_people_at_once_lose_nothing_and_double_nothing(desk: Desk) -> None:
    SLUGS[:] = [row[0] for row in asked("select slug from practice order by slug limit 3")]
    released = asked("select count(*) from audit")[0][0]
    hands = crowd(desk)
    enough = threading.Event()
    threads = [threading.Thread(target=one.work, args=(enough,), daemon=True) for one in hands]
    for thread in threads:
        thread.start()
    time.sleep(SECONDS)
    late = time.monotonic() + SLOW
    while not busy(hands) and time.monotonic() < late:
        time.sleep(0.5)
    enough.set()
    for thread in threads:
        thread.join(SLOW)

    assert not any(thread.is_alive() for thread in threads), "they wait for one another"
    assert [one.faults for one in hands if one.faults] == []
    sys.stdout.write(f"{done(hands)}, told {Counter(sum((one.told for one in hands), []))}\n")
    assert busy(hands), "too little happened to tell anything"

    moves = Counter(one for hand in hands for one in hand.moved)
    published = [one for hand in hands for one in hand.published]
    every_save_is_there(hands)
    every_move_is_there_once(moves, released)
    every_publication_is_there_once(published)
    for table, key, given in (
        ("review_note", "note_id", [one for hand in hands for one in hand.noted]),
        ("review_answer", "answer_id", [one for hand in hands for one in hand.answered]),
    ):
        assert Counter(row[0] for row in asked(f"select {key} from {table}")) == Counter(given)
    assert faults() == {}


def done(hands: list[Hand]) -> dict[str, int]:
    """How much has happened so far."""
    return {
        "saves": sum(len(one.saved) for one in hands),
        "moves": sum(len(one.moved) for one in hands),
        "published": sum(len(one.published) for one in hands),
        "met": sum(one.told.count("EditedElsewhere") for one in hands),
    }


def busy(hands: list[Hand]) -> bool:
    """Whether enough has happened to be worth a look, or something went wrong."""
    wanted = {"saves": 40, "moves": 20, "published": 2, "met": 1}
    return all(done(hands)[name] >= most for name, most in wanted.items()) or any(
        one.faults for one in hands
    )


def every_save_is_there(hands: list[Hand]) -> None:
    """Each stamp was given once, none is missing, and the last text stands."""
    given: dict[str, dict[int, str]] = defaultdict(dict)
    for hand in hands:
        for receipt, stamp, text in hand.saved:
            assert stamp not in given[receipt], "two saves, and one lay over the other"
            given[receipt][stamp] = text
    kept = {
        receipt: (stamp, contributions.from_json(body).lead)
        for receipt, stamp, body in asked("select receipt, stamp, body from submission")
    }
    assert set(kept) == {one for hand in hands for one in hand.receipts}
    for receipt, (stamp, lead) in kept.items():
        assert sorted(given[receipt]) == list(range(2, stamp + 1))
        if given[receipt]:
            assert lead == given[receipt][stamp]


def every_move_is_there_once(moves: Counter[tuple[str, str, str]], released: int) -> None:
    logged = Counter(
        asked(
            "select entity_id, to_state, actor from audit "
            "where entity = 'submission' and action = 'move'"
        )
    )
    assert logged == moves
    published = sum(count for (_, to_state, _), count in moves.items() if to_state == "published")
    assert asked("select count(*) from audit")[0][0] == released + moves.total() + published


def every_publication_is_there_once(published: list[tuple[str, int | None]]) -> None:
    kept = asked("select receipt, version from practice_version where receipt is not null")
    assert Counter(kept) == Counter(published)
    assert max(Counter(receipt for receipt, _ in kept).values()) == 1
