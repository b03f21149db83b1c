"""Refusals: one kind a row, each with an address that stays the same (RFC 9457)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.responses import Response

from dashboard.web.api.models import Fault, Problem

MEDIA_TYPE = "application/problem+json"
ROOM = "/api/v1/problems"


@dataclass(frozen=True)
class Kind:
    """A kind of refusal."""

    name: str
    status: int
    title: str
    detail: str


BAD_QUESTION = Kind(
    "bad-question",
    400,
    "The question has faults",
    "Nothing was looked up. `faults` names every parameter to mend.",
)
NOT_FOUND = Kind(
    "not-found", 404, "There is nothing at this address", "GET /api/v1 lists all addresses."
)
UNKNOWN = Kind(
    "unknown-id",
    404,
    "Nobody knows this id",
    "Ids are never used again; the lists of this interface give all there are.",
)
NOT_ALLOWED = Kind(
    "method-not-allowed",
    405,
    "This interface is for reading",
    "Use GET or HEAD.",
)
GONE = Kind(
    "withdrawn",
    410,
    "This practice was withdrawn",
    "It was public once. `since` and `reason` tell when and why it went.",
)
TOO_LONG = Kind(
    "too-long", 414, "This address is too long", "Ask with fewer than 2000 signs after the ?."
)
TOO_MANY = Kind(
    "too-many-requests",
    429,
    "Too many requests from your address",
    "Wait as many seconds as the header Retry-After tells. The whole catalogue is one file: "
    "/practices.json.",
)
FAILED = Kind(
    "failed",
    500,
    "Something here went wrong",
    "It is not your question. Ask again, and tell the house the `instance` if it stays.",
)
NOT_READY = Kind(
    "not-ready", 503, "The catalogue cannot be read just now", "Try again in half a minute."
)
KINDS = (
    BAD_QUESTION, NOT_FOUND, UNKNOWN, NOT_ALLOWED, GONE, TOO_LONG, TOO_MANY, FAILED, NOT_READY,
)  # fmt: skip


class Refusal(Exception):
    """Raised where a question cannot be answered."""

    def __init__(
        self,
        kind: Kind,
        *,
        faults: list[Fault] | None = None,
        since: date | None = None,
        reason: str = "",
    ) -> None:
        """Which kind, and what is particular to this case."""
        self.kind, self.faults, self.since, self.reason = kind, faults or [], since, reason
        super().__init__(kind.name)


def told(refusal: Refusal, origin: str, path: str) -> Problem:
    """A refusal as it is answered; `type` leads to its description."""
    kind = refusal.kind
    given = {"faults": refusal.faults, "since": refusal.since, "reason": refusal.reason}
    return Problem.model_validate(
        {
            "type": f"{origin}{ROOM}/{kind.name}",
            "title": kind.title,
            "status": kind.status,
            "detail": kind.detail,
            "instance": path[:200],
            **{name: value for name, value in given.items() if value},
        }
    )


def answer(refusal: Refusal, origin: str, path: str) -> Response:
    """The same as a response that nobody keeps."""
    return Response(
        told(refusal, origin, path).model_dump_json(exclude_unset=True),
        refusal.kind.status,
        {"Cache-Control": "no-store", "Content-Language": "en"},
        MEDIA_TYPE,
    )
