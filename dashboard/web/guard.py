"""The forms of the discussion against spam: a browser's cookie, the fields that a page carries.

A page that is made for one reader carries `fields(request)`; one that is made once and kept for
everybody carries `fields_for_all()`, whose stamp tells no time: our script fetches one of its own
at the first touch, and a form that was sent without script comes back filled, to be looked at once
more and sent. Nothing here is fetched from another house, and no reader gets a cookie for reading.
"""

from __future__ import annotations

import hashlib
import random
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard import i18n, settings
from dashboard.catalogue import database
from dashboard.catalogue.discussion import Sender, persons
from dashboard.catalogue.discussion.guard import Judgement
from dashboard.catalogue.people import tokens
from dashboard.i18n import N_, _, n_
from dashboard.web import form_guard, languages, limits

PATH = "form-stamp"
COOKIE = "device"
COOKIE_DAYS = 180
OLDEST = 36 * 3600  # seconds a form may lie open: an evening, a night and the next day
BITS = 15  # of work: some tenths of a second of a phone
HONEY = "homepage"  # a field that no person sees
_TOKEN = re.compile(r"[\w-]{43}")
_HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
_NUMBERS = (
    N_("one"), N_("two"), N_("three"), N_("four"), N_("five"),
    N_("six"), N_("seven"), N_("eight"), N_("nine"),
)  # fmt: skip


# What a page carries ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fields:
    """What `plain/guard.html` sets into a form."""

    stamp: str
    for_all: bool  # the page is kept for everybody: the script fetches a stamp
    bits: int  # of work that the script does; 0 for none
    riddle: str  # of a question; empty where none is asked
    question: str
    sixteen: bool = False  # said before, from this browser: not asked again


def fields(request: Request, form: Mapping[str, str] | None = None) -> Fields:
    """The fields of a form for this reader; of one that comes back, with the time it had."""
    began = _opened(form.get("stamp", "")) if form else None
    kept = began if began is not None else time.time()
    return _fields(_stamp("f", kept), False, of_age(request))


def fields_for_all() -> Fields:
    """The fields of a form on a page that is kept for every reader."""
    return _fields(_stamp("c", time.time()), True, False)


def _fields(stamp: str, for_all: bool, sixteen: bool) -> Fields:
    proof = settings.spam_proof()
    riddle, question = _riddle() if proof != "off" else ("", "")
    return Fields(stamp, for_all, BITS if proof == "work" else 0, riddle, question, sixteen)


def _stamp(kind: str, moment: float) -> str:
    told = f"{kind}{int(moment):x}.{secrets.token_hex(8)}"
    return f"{told}.{_signed('stamp', told)}"


def _signed(kind: str, told: str) -> str:
    return tokens.keyed(f"form {kind}", told)[:32]


def _opened(stamp: str) -> float | None:
    """When a form was opened; None where its stamp is not ours, too old, or everybody's."""
    told, _dot, sign = stamp.rpartition(".")
    if not form_guard.same(sign, _signed("stamp", told)) or not told.startswith("f"):
        return None
    began = int(told[1:].partition(".")[0], 16)
    return began if time.time() - began <= OLDEST else None


def _riddle() -> tuple[str, str]:
    """A sum in words: what its answer is known by, and the question."""
    one, other = random.randint(1, 9), random.randint(1, 9)  # noqa: S311
    told = f"{int(time.time()):x}.{secrets.token_hex(4)}"
    question = _("How much is {one} plus {other}?").format(
        one=_(_NUMBERS[one - 1]), other=_(_NUMBERS[other - 1])
    )
    return f"{told}.{_signed('riddle', f'{told} {one + other}')}", question


# Who sends ----------------------------------------------------------------------------------------


def sender(request: Request, form: Mapping[str, str]) -> Sender:
    """Who sends this form; a browser without our cookie gets one with `device`."""
    stamp = form.get("stamp", "")
    began = _opened(stamp)
    return Sender(
        device=tokens.mark(_token(request)),
        place=persons.place_hash(limits.address(request.scope, settings.trusted_proxies())),
        seconds_open=None if began is None else max(0.0, time.time() - began),
        honey=form.get(HONEY, "")[:100],
        proof=_proof(form) if settings.spam_proof() != "off" else None,
        stamp=tokens.mark(stamp) if began is not None else "",
    )


def device(request: Request, response: Response) -> None:
    """Keep the cookie of a browser that has just written or said something."""
    if request.cookies.get(COOKIE) != _token(request):
        form_guard.keep(request, response, COOKIE, _token(request), COOKIE_DAYS * 86_400)


def of_age(request: Request) -> bool:
    """Whether somebody has said from this browser, with a named post, to be sixteen or over."""
    given = request.cookies.get(COOKIE, "")
    known = bool(_TOKEN.fullmatch(given))
    return known and bool(database.rows("device_is_sixteen", device=tokens.mark(given))[0][0])


def receipt(form: Mapping[str, str]) -> str:
    """The receipt of a form, by its stamp: sent twice, it is the same; '' where it has none."""
    stamp = form.get("stamp", "")
    return tokens.mark(f"receipt {stamp}")[:32] if _opened(stamp) is not None else ""


def _token(request: Request) -> str:
    """What this browser's cookie holds, or will hold."""
    given = request.cookies.get(COOKIE, "")
    if _TOKEN.fullmatch(given):
        return given
    if not hasattr(request.state, "device"):
        request.state.device = tokens.new()
    return str(request.state.device)


def _proof(form: Mapping[str, str]) -> str | None:
    """Whether the work was done or the question answered: passed, wrong, or None for neither."""
    work, said = form.get("work", ""), form.get("riddle_answer", "").strip().lower()
    if work:
        return "passed" if done(form.get("stamp", ""), work) else "wrong"
    if not said:
        return None
    told, _dot, sign = form.get("riddle", "").rpartition(".")
    return "passed" if any(_answers(told, sign, one) for one in _meant(said)) else "wrong"


def done(stamp: str, work: str) -> bool:
    """Whether a number was found whose hash with the stamp begins with so many zero bits."""
    if len(work) > 20 or not work.isdecimal():
        return False
    found = int.from_bytes(hashlib.sha256(f"{stamp}:{work}".encode()).digest()[:4], "big")
    return found >> (32 - BITS) == 0


def _answers(told: str, sign: str, number: int) -> bool:
    began = told.partition(".")[0]
    fresh = re.fullmatch(r"[0-9a-f]{1,12}", began) and time.time() - int(began, 16) <= OLDEST
    return bool(fresh) and form_guard.same(sign, _signed("riddle", f"{told} {number}"))


def _meant(said: str) -> tuple[int, ...]:
    """The number somebody gave, in digits; or as a word, where it is one of nine."""
    if said.isdecimal() and len(said) <= 2:
        return (int(said),)
    return tuple(n for n, word in enumerate(_NUMBERS, start=1) if _(word).lower() == said)


# What is said of it -------------------------------------------------------------------------------

_REFUSED: Mapping[str, str] = {
    "honey": N_("A field that people do not see was filled in. It is empty again: send it again."),
    "again": N_(
        "Forms that lay open for long, or come without script, are looked at once more. "
        "Your text is still here: send it again."
    ),
    "proof_missing": N_("Answer the question below, then send it again."),
    "proof_wrong": N_("The answer to the question is not right. There is a new one below."),
    "said_already": N_("You have sent these words before: they are kept."),
    "campaign": N_(
        "The same words were sent many times today. Say it in your own, then it is taken."
    ),
}


def sentence(judgement: Judgement) -> str:
    """Why something was not taken and when to try again, in the reader's language."""
    code, wait = judgement.refused or "", judgement.wait
    if code == "too_fast":
        return n_(
            "This was faster than anybody writes. Send it again in {count} second.",
            "This was faster than anybody writes. Send it again in {count} seconds.",
            wait,
        )
    if code == "device":
        minutes = max(1, -(-wait // 60))
        return n_(
            "You have written much in a short time. Send it again in {count} minute.",
            "You have written much in a short time. Send it again in {count} minutes.",
            minutes,
        )
    if code in ("place", "house"):
        return n_(
            "Many people are writing just now. Send it again in {count} second.",
            "Many people are writing just now. Send it again in {count} seconds.",
            wait,
        )
    return _(_REFUSED[code])


def status(judgement: Judgement) -> int:
    """The status of the answer that brings the form back."""
    return 429 if judgement.wait else 422


def words() -> dict[str, str]:
    """The sentences of `plain/guard.html`."""
    return {
        "honey": _("Leave this field empty"),
        "question_note": _("It keeps programs out that write by themselves."),
        "name": _("Name"),
        "name_note": _(
            "If you like: an invented one is as good. Without one, your text stands without a name."
        ),
        "sixteen": _("I am 16 or over"),
        "sixteen_note": _("Asked once, and only of those who give a name."),
    }


# A stamp for a page that is kept ------------------------------------------------------------------


def _give(request: Request) -> Response:
    """A fresh stamp, and what else this browser needs not be asked."""
    i18n.use(languages.of(request))
    made = fields(request)
    told = {"stamp": made.stamp, "bits": made.bits, "sixteen": made.sixteen}
    return JSONResponse(told, headers=_HEADERS)


routes: list[BaseRoute] = [Route(f"/{PATH}", _give, methods=["GET"])]
