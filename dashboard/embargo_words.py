"""Words for what is sealed until a time: the minute in its own time zone and in UTC, and faults."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from dashboard import i18n
from dashboard.i18n import N_, _, date

# Why what was sealed could not be opened, and what to do.
_FAULTS: Mapping[str, str] = {
    "outdated": N_(
        "Its time came, but the public text had changed meanwhile. It was not published: look at"
        " both and decide again."
    ),
    "gone": N_(
        "Its time came, but the practice was not public any more. It was not published: decide"
        " again."
    ),
    "incomplete": N_("Its time came, but something is wrong with it. It was not published."),
    "failed": N_(
        "Its time came, but it could not be published. Decide again; the log of the server tells"
        " more."
    ),
}


def minute(opens_at: datetime, zone: str) -> str:
    """A minute of UTC as people of a zone say it, and in UTC: '3 May 2027, 16:00 in Berlin (…)'."""
    utc = opens_at.replace(tzinfo=UTC)
    local = utc.astimezone(ZoneInfo(zone))
    if zone == "UTC":
        return _("{date}, {time} UTC").format(date=date(utc.date()), time=i18n.time(utc))
    same = utc.date() == local.date()
    told = (
        _("{date}, {time} in {place} ({utc} UTC)")
        if same
        else _("{date}, {time} in {place} ({utc_date}, {utc} UTC)")
    )
    return told.format(
        date=date(local.date()),
        time=i18n.time(local),
        place=i18n.zone(zone),
        utc=i18n.time(utc),
        utc_date=date(utc.date()),
    )


def not_before(opens_at: datetime, zone: str) -> str:
    """The sentence that stands over everything sealed."""
    return _("Not before {moment}.").format(moment=minute(opens_at, zone))


def until(opens_at: datetime, zone: str) -> str:
    """How long it is sealed."""
    return _("Sealed until {moment}").format(moment=minute(opens_at, zone))


def fault(code: str) -> str:
    """Why it could not be opened, and what to do."""
    return _(_FAULTS.get(code, _FAULTS["failed"]))
