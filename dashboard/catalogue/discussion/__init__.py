"""The discussion with inhabitants: what travels between its rooms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dashboard.catalogue.errors import CatalogueError
from dashboard.catalogue.record import Text

# What a thread hangs on; its key is "KIND:SUBJECT".
KINDS = ("conclusion", "practice", "question", "city")
LONGEST = 1_000  # signs of a comment
LONGEST_NAME = 40
DEEPEST = 4  # levels: an answer to the deepest stands beside it
ELSE = "und"  # the language of a post that is in none of ours (BCP 47: undetermined)


@dataclass(frozen=True)
class Sender:
    """Who sends a form, as far as it helps against spam: no person, and no address in clear."""

    device: str | None  # a hash of this browser's cookie
    place: str  # a hash of the address with the day's salt
    seconds_open: float | None = None  # how long the form lay open; None where nobody can tell
    honey: str = ""  # what stands in the field that people do not see
    proof: str | None = None  # of a question or a piece of work, where asked: passed or wrong
    stamp: str = ""  # a hash of the form's own stamp, of which each is good for one text


@dataclass(frozen=True)
class Written:
    """A comment as it was sent: nothing of it is checked yet."""

    thread: str
    words: str
    language: str
    receipt: str  # made by the page: a second sending of the same is the same
    parent: str | None = None
    name: str = ""
    sixteen: bool = False  # "I am 16 or over", asked with a name only


@dataclass(frozen=True)
class Kept:
    """What became of something written: its id, the key for its author, whether it is shown."""

    post_id: str
    token: str
    state: str  # held or shown
    again: bool = False  # it had been kept before: this was a second sending


@dataclass(frozen=True)
class Post:
    """A post at its place in a thread.

    One that is erased, hidden, or held again after a change is a place holder without words.
    """

    post_id: str
    thread: str
    parent: str | None
    level: int
    state: str
    language: str
    name: str | None
    words: str
    written_at: datetime
    shown_at: datetime | None
    edited_at: datetime | None
    answers: int = 0  # shown below it


@dataclass(frozen=True)
class Thread:
    """A place to talk: what it hangs on, in the reader's language, and whether one may write."""

    key: str
    kind: str
    subject: str
    room: str
    title: Text
    place: str  # the city, or the workshop and its city
    address: str  # of what it hangs on, after the language: "p/SLUG"
    mode: str  # before: read before they are shown; after: shown at once
    is_open: bool
    frozen_at: datetime | None = None
    summary: Text | None = None  # of a frozen one

    @property
    def takes_posts(self) -> bool:
        """Whether one may write here now."""
        return self.is_open and self.frozen_at is None

    @property
    def takes_voices(self) -> bool:
        """Whether "in my street this is so" is asked: of what was concluded."""
        return self.kind == "conclusion"


@dataclass(frozen=True)
class Fault:
    """What is wrong with a form: the field it stands in ('' for the whole) and what, as codes."""

    field: str
    code: str


class NotTaken(CatalogueError):
    """What was written cannot be taken as it is; `faults` lists all that is wrong."""

    message = "This was not sent yet. Your text is still here."

    def __init__(self, *faults: Fault) -> None:
        """Keep all the faults."""
        self.faults = faults
        super().__init__(", ".join(f"{one.field}: {one.code}" for one in faults))
