"""Help against spam without outside services: what is refused, and what waits for a moderator.

Everything is looked at in memory that is bounded, before anything is written; only the last look
asks the store what this browser wrote lately. Nothing here is proof of a person's bad will: what is
refused comes back with all that was typed, and what is suspicious is read by somebody.
"""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from threading import Lock

from dashboard import settings
from dashboard.catalogue import clock, database
from dashboard.catalogue.buckets import MOST_KNOWN, Buckets
from dashboard.catalogue.discussion import Sender, disguise
from dashboard.catalogue.errors import CatalogueError

TAPS = frozenset(("voice", "support"))  # one press of a button, no words
A_DEVICE, A_DEVICE_AN_HOUR = 4, 20  # texts of one browser in a minute, and in an hour
ADDRESSES = 5  # as many addresses as write at their limit fill the house
TAPS_EACH = 5  # so many times the texts
LATELY = timedelta(days=1)  # in which the same words again are the same
TWINS, CAMPAIGN = 2, 20  # so often the same words of others are suspicious, and too often
SHORTEST = 24  # letters and digits; "I think so too" may be said by many
MOST_LINKS = 2
_FULL = 0.5  # an address that has used more than this share of its bucket is watched


@dataclass(frozen=True)
class Judgement:
    """What to do with something sent; with neither, it is taken as it is.

    refused: honey, again, too_fast, proof_missing, proof_wrong, device, place, house, said_already
    or campaign. `wait` is the number of seconds until it may be sent, 0 for at once.
    suspicion: links, words, twin or crowd; it waits for a moderator whatever the room does.
    """

    refused: str | None = None
    suspicion: str | None = None
    wait: int = 0


class Refused(CatalogueError):
    """Not taken now; `judgement` says why and when it may be sent again. Nothing was written."""

    message = "This was not taken just now. Your text is still here."

    def __init__(self, judgement: Judgement) -> None:
        """Keep why."""
        self.judgement = judgement
        super().__init__(judgement.refused)


class Guard:
    """The memory of a house: who wrote how much, and which words were seen lately."""

    def __init__(
        self, a_minute: int, now: Callable[[], float] = time.monotonic, most: int = MOST_KNOWN
    ) -> None:
        """Know nobody yet; one address may send `a_minute` texts."""
        self._now, self._lock, self._most = now, Lock(), most
        self._device = Buckets("device", A_DEVICE, now=now, most=most)
        self._hour = Buckets("hour", A_DEVICE_AN_HOUR, seconds=3600, now=now, most=most)
        self._place = Buckets("place", a_minute, now=now, most=most)
        self._house = Buckets("house", a_minute * ADDRESSES, now=now)
        self._taps = Buckets("taps", a_minute * TAPS_EACH, now=now, most=most)
        self._all_taps = Buckets("all taps", a_minute * TAPS_EACH * ADDRESSES, now=now)
        self._texts: OrderedDict[bytes, tuple[int, float]] = OrderedDict()  # how often, since when
        self._stamps: OrderedDict[str, bytes] = OrderedDict()

    def __len__(self) -> int:
        """How many entries the memory has; never more than six times `most`."""
        buckets = (self._device, self._hour, self._place, self._taps)
        return sum(map(len, buckets)) + len(self._texts) + len(self._stamps)

    def judge(self, words: str, sender: Sender, kind: str) -> Judgement:
        """What to do with something sent, the cheapest look first."""
        with self._lock:
            if kind in TAPS:
                return self._tapped(sender)
            early = _form(sender) or self._rate(sender) or self._stamp(words, sender)
            if early:
                return early
            crowd = self._crowded(sender)
            times = self._times(words)
        if times > CAMPAIGN:
            return Judgement("campaign")
        if kind in ("comment", "question") and _said_already(words, sender):
            return Judgement("said_already")
        if found := _by_lists(words):
            return Judgement(suspicion=found)
        if times > TWINS:
            return Judgement(suspicion="twin")
        return Judgement(suspicion="crowd" if crowd else None)

    # How much ------------------------------------------------------------------------------------

    def _tapped(self, sender: Sender) -> Judgement:
        if sender.honey:
            return Judgement("honey")
        return (
            _emptied("place", self._taps, sender.place)
            or _emptied("house", self._all_taps, "")
            or Judgement()
        )

    def _rate(self, sender: Sender) -> Judgement | None:
        """A browser's share, then its address's, then the house's: who has none takes nobody's."""
        name = sender.device or ""
        return (
            (_emptied("device", self._device, name) if name else None)
            or (_emptied("device", self._hour, name) if name else None)
            or _emptied("place", self._place, sender.place)
            or _emptied("house", self._house, "")
        )

    def _crowded(self, sender: Sender) -> bool:
        return self._place.used(sender.place) > _FULL or self._house.used("") > _FULL

    # What was seen -------------------------------------------------------------------------------

    def _stamp(self, words: str, sender: Sender) -> Judgement | None:
        """A stamp is good for one text, sent as often as the line needs."""
        if not sender.stamp:
            return None
        seen = disguise.fingerprint(words)
        kept = self._stamps.setdefault(sender.stamp, seen)
        while len(self._stamps) > self._most:
            self._stamps.popitem(last=False)
        return None if kept == seen else Judgement("again")

    def _times(self, words: str) -> int:
        """How often these words were sent lately, this time included."""
        plain = disguise.plain(words)
        if len(plain.replace(" ", "")) < SHORTEST:
            return 1
        mark, now = disguise.fingerprint(words), self._now()
        times, since = self._texts.pop(mark, (0, now))
        if now - since > LATELY.total_seconds():
            times, since = 0, now
        self._texts[mark] = times + 1, since
        while len(self._texts) > self._most:
            self._texts.popitem(last=False)
        return times + 1


def _emptied(code: str, buckets: Buckets, name: str) -> Judgement | None:
    left = buckets.take(name)
    return None if left.granted else Judgement(code, wait=max(1, left.wait))


def _form(sender: Sender) -> Judgement | None:
    """What the form itself tells: a field nobody sees, its time, its question or work."""
    if sender.honey:
        return Judgement("honey")
    if sender.seconds_open is None:
        return Judgement("again")
    early = settings.spam_seconds() - sender.seconds_open
    if early > 0:
        return Judgement("too_fast", wait=int(early) + 1)
    if settings.spam_proof() != "off" and sender.proof != "passed":
        return Judgement("proof_wrong" if sender.proof else "proof_missing")
    return None


def _said_already(words: str, sender: Sender) -> bool:
    if not sender.device:
        return False
    since = clock.now() - LATELY
    mine = database.rows("guard_own_words", device=sender.device, since=since)
    return disguise.plain(words) in {disguise.plain(one) for (one,) in mine}


# Lists --------------------------------------------------------------------------------------------


def _by_lists(words: str) -> str | None:
    links = disguise.links(words)
    if len(disguise.written_out(words)) > MOST_LINKS or any(map(_listed, links)):
        return "links"
    told = f" {disguise.plain(words)} "
    return "words" if any(f" {one} " in told for one in _words()) else None


def _listed(host: str) -> bool:
    return any(
        host.endswith(one) if one.startswith(".") else host == one or host.endswith(f".{one}")
        for one in _lines("links")
    )


@cache
def _words() -> tuple[str, ...]:
    return tuple(filter(None, map(disguise.plain, _lines("words"))))


@cache
def _lines(name: str) -> tuple[str, ...]:
    """The lines of data/spam/NAME.txt that are no notes."""
    told = (settings.ROOT / "data" / "spam" / f"{name}.txt").read_text(encoding="utf-8")
    lines = (re.sub(r"^#.*", "", line).strip().lower() for line in told.splitlines())
    return tuple(filter(None, lines))


# The house's own ----------------------------------------------------------------------------------

_house: Guard | None = None
_making = Lock()


def judge(words: str, sender: Sender, kind: str) -> Judgement:
    """What to do with something sent, now.

    kind: comment, question, notice, appeal, letter; or voice, support, which have no words. Ask
    when all else about it is right and its receipt is new, right before it is written: each asking
    counts.
    """
    global _house
    with _making:
        if _house is None:
            _house = Guard(settings.posts_per_minute())
    return _house.judge(words, sender, kind)


def admit(words: str, sender: Sender, kind: str) -> str | None:
    """The same for whoever writes: gives the suspicion, if there is one; raises Refused."""
    found = judge(words, sender, kind)
    if found.refused:
        raise Refused(found)
    return found.suspicion


def forget() -> None:
    """Begin anew: after the settings have changed, and between tests."""
    global _house
    with _making:
        _house = None
