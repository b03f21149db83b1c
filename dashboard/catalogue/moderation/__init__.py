"""Moderation: on posts one by one, each time with a reason; what travels between its rooms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dashboard.catalogue.errors import CatalogueError, OwnWork

LONGEST_WORDS = 1_000  # signs of what an author, or whoever gave notice, is told
AWAY = ("refused", "hidden")  # states in which a post is not to be read by others
DESK, NOTICE, APPEAL = "desk", "notice", "appeal"  # why somebody acted


class RuleMissing(CatalogueError):
    """A post is refused or hidden by a rule, never without."""

    message = "Say by which rule: the author reads it."


class AppealOpen(CatalogueError):
    """Its author has asked for a second look: another person decides that, with a reason."""

    message = "Its author has asked for a second look. Decide the appeal instead."


class SamePerson(OwnWork):
    """Who decided does not decide whether that was right."""

    message = "Somebody else has to decide this: the appeal is about your own decision."


class AskedBefore(CatalogueError):
    """A second look is asked for once."""

    message = "A second look has been asked for already. The answer will stand here."


class TooLong(CatalogueError):
    """What is told to people fits on a page."""

    message = "This is longer than {most} signs. Say the most important first."


@dataclass(frozen=True)
class Appeal:
    """An author's wish for a second look, and what came of it."""

    appeal_id: str
    act_id: str
    post_id: str
    words: str
    language: str
    asked_at: datetime
    state: str  # open, granted or refused
    answer: str | None
    answer_language: str | None
    decided_at: datetime | None


@dataclass(frozen=True)
class Statement:
    """What was done to a post and why, as its author is told: the newest act on it.

    `text` and `reasons` are the words the act was about; None once they are erased.
    """

    act_id: str
    post_id: str
    kind: str
    thread: str | None
    language: str
    written_at: datetime
    suspicion: str | None  # why a filter had set it aside; None: none had
    from_state: str
    to_state: str
    rule: str | None
    rules_version: str
    words: str | None
    words_language: str | None
    cause: str  # desk, notice or appeal
    role: str
    acted_at: datetime
    state: str  # of the post now
    text: str | None
    reasons: str | None
    appeal: Appeal | None = None

    @property
    def stands(self) -> bool:
        """Whether what was done still holds: nobody has moved the post since."""
        return self.state == self.to_state

    @property
    def may_be_appealed(self) -> bool:
        """Whether its author may ask for a second look."""
        return self.stands and self.to_state in AWAY and self.appeal is None


@dataclass(frozen=True)
class Moved:
    """What came of an act on many posts: how many were moved, and how many had moved on before."""

    done: int
    left: int
