"""Every version of a practice: when it was published, what changed between two, how it read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

import streamlit as st

from dashboard import desk_words, navigation, state
from dashboard.catalogue import differences, people, rights, standing, versions
from dashboard.catalogue.record import Text, Whole, Withdrawn
from dashboard.catalogue.rights import Actor
from dashboard.catalogue.standing import Entry, Version
from dashboard.components import (
    links,
    markup,
    outcome,
    practice_standing,
    review_fields,
    review_words,
)
from dashboard.components.markup import lang, text
from dashboard.components.outcome import Outcome
from dashboard.components.review_words import Names
from dashboard.i18n import N_, _, date, language, n_, number

_REASON = "history_reason"


@dataclass(frozen=True)
class Past:
    """A practice with all its public versions, and who looks at it.

    `colleague`: who is signed in and may write; they see names, notes and withdrawn texts.
    """

    slug: str
    title: Text
    city: str
    now: Whole | Withdrawn
    versions: tuple[Version, ...]
    colleague: Actor | None

    @property
    def open(self) -> bool:
        """Whether its texts may be read here."""
        return isinstance(self.now, Whole) or self.colleague is not None

    @property
    def numbers(self) -> list[int]:
        """The versions there are, the newest first."""
        return [one.version for one in self.versions]

    def known(self, name: str) -> int | None:
        """A version that the address names; None for none, or for one that never was."""
        told = state.value(name) or ""
        found = int(told) if told.isdecimal() and len(told) < 6 else 0
        return found if found in self.numbers else None


def past(now: Whole | Withdrawn, actor: Actor | None) -> Past:
    """What the page tells to this reader."""
    return Past(
        slug=now.slug,
        title=now.title,
        city=now.city.name if isinstance(now, Whole) else now.city_name,
        now=now,
        versions=standing.every_version(now.slug),
        colleague=actor if rights.may(actor, "write") else None,
    )


def show(told: Past) -> None:
    """The whole page, top to bottom."""
    names = _names(told)
    markup.html(_head(told))
    outcome.show()
    links.show(_versions(told, names), key="history_versions")
    if told.open:
        if read := told.known("read"):
            _reading(told, read)
        elif len(told.versions) > 1:
            _comparison(told)
    if told.colleague:
        _log(told, told.colleague)


def _names(told: Past) -> Names:
    if told.colleague is None:
        return {}
    return people.names({who for one in told.versions for who in (one.written_by, one.signed_by)})


# The head -----------------------------------------------------------------------------------------


def _head(told: Past) -> str:
    here = navigation.address("practice", language(), id=told.slug)
    title = told.title
    gone = told.now.retired if isinstance(told.now, Whole) else told.now.standing
    banner = practice_standing.brief(gone) if gone else ""
    note = markup.language_note(title.language)
    return (
        f'<header class="history-head"><p class="label">{text(_("All versions"))}</p>'
        f'<h1 class="page-title"{lang(title.language)}>{text(title.words)}</h1>'
        f'<p class="queue-facts"><span>{text(told.city)}</span>'
        f"{markup.link(here, _('Its page now'))}</p>"
        f"{f'<p>{note}</p>' if note else ''}{banner}</header>"
    )


def _versions(told: Past, names: Names) -> str:
    rows = "".join(_version(told, one, names) for one in told.versions)
    closed = _("Its texts are no longer shown: it was withdrawn.")
    return (
        f'<ol class="history-versions">{rows}</ol>'
        f"{'' if told.open else f'<p class=note>{text(closed)}</p>'}"
    )


def _version(told: Past, one: Version, names: Names) -> str:
    facts = [signed(one)]
    if told.colleague and one.role != "release":
        facts.append(_("signed by {name}").format(name=review_words.who(one.signed_by, names)))
        if one.written_by != one.signed_by:
            facts.append(
                _("written by {name}").format(name=review_words.who(one.written_by, names))
            )
    shown = "".join(f"<span>{text(fact)}</span>" for fact in facts)
    note = f"<p>{text(one.note)}</p>" if one.note and told.colleague else ""
    ways = f'<p class="queue-facts">{_ways(told, one.version)}</p>' if told.open else ""
    name = _named(one.version)
    here = ' class="history-here"' if told.known("read") == one.version else ""
    return (
        f'<li{here}><p class="history-version"><b>{text(name)}</b></p>'
        f'<div><p class="queue-facts">{shown}</p>{note}{ways}</div></li>'
    )


def _ways(told: Past, version: int) -> str:
    read = navigation.address("history", language(), id=told.slug, read=str(version))
    name = _("Read version {version}").format(version=number(version))
    ways = [markup.link(read, name)]
    before = [one for one in told.numbers if one < version]
    if before:
        query = {"from": str(before[0]), "to": str(version)}
        changed = navigation.address("history", language(), id=told.slug, **query)
        ways.append(
            markup.link(
                changed, _("What changed with version {version}").format(version=number(version))
            )
        )
    return "".join(ways)


def signed(one: Version) -> str:
    """When a version was published and by whose office; never by whom."""
    pattern = {
        "release": _("published on {date} with the released catalogue"),
        "administrator": _("published on {date} by an administrator"),
    }.get(one.role, _("published on {date} by a reviewer"))
    if one.action == "restore":
        pattern = _("an earlier text, restored on {date}")
    return pattern.format(date=date(one.published_at.date()))


# Two versions -------------------------------------------------------------------------------------


def _comparison(told: Past) -> None:
    """What changed between two versions, chosen in the address."""
    newer = told.known("to") or told.numbers[0]
    older = told.known("from") or next((one for one in told.numbers if one < newer), newer)
    markup.html(
        f'<h2 class="section-title review-part" id="changes">{text(_("What changed"))}</h2>'
    )
    with st.container(horizontal=True, key="history_choice"):
        _choice("from", _("From"), told, older)
        _choice("to", _("To"), told, newer)
    old, new = versions.draft_of(told.slug, older), versions.draft_of(told.slug, newer)
    changes = differences.fields(old, new)
    count = len({change.field for change in changes})
    markup.html(
        f'<p class="prose" role="status">{text(_counted(older, newer, count))}</p>'
        + "".join(
            review_fields.changed(field, list(group), _named(older), _named(newer))
            for field, group in groupby(changes, key=lambda change: change.field)
        )
    )
    review_fields.same(old, new)


def _named(version: int) -> str:
    return _("Version {version}").format(version=number(version))


def _counted(older: int, newer: int, count: int) -> str:
    if not count:
        return _("The two say the same.")
    return n_(
        "{count} field changes from version {older} to version {newer}.",
        "{count} fields change from version {older} to version {newer}.",
        count,
    ).format(older=number(older), newer=number(newer))


def _choice(name: str, label: str, told: Past, chosen: int) -> None:
    key = f"history_{name}"
    state.lend(key, chosen)
    st.selectbox(
        label,
        told.numbers,
        key=key,
        format_func=_named,
        width=200,
        on_change=_chosen,
    )


def _chosen() -> None:
    state.write(
        **{name: str(state.given_back(f"history_{name}")) for name in ("from", "to")}, read=None
    )


# One version, whole -------------------------------------------------------------------------------


def _reading(told: Past, version: int) -> None:
    """An earlier version as it read, and for those who may, putting it back."""
    draft = versions.draft_of(told.slug, version)
    name = _("Version {version}, as it read").format(version=number(version))
    markup.html(f'<h2 class="section-title review-part" id="reading">{text(name)}</h2>')
    if version != told.numbers[0]:
        markup.html(f'<p class="note">{text(_("This is not the newest version."))}</p>')
        _restore(told, version)
    found = groupby(review_fields.keys(draft), key=lambda key: key[0])
    markup.html(
        "".join(
            review_fields.block(draft, field, [spoken for _field, spoken in group])
            for field, group in found
        )
    )


def _restore(told: Past, version: int) -> None:
    if not rights.may(told.colleague, "restore"):
        return
    if isinstance(told.now, Withdrawn) or told.now.retired:
        closed = _("Bring the practice back first; then an earlier text can be restored.")
        markup.html(f'<p class="note">{text(closed)}</p>')
        return
    with st.popover(_("Restore this version"), icon=":material/history:", key="history_restore"):
        told_before = _(
            "Its text becomes public at once as a new version. No version is lost by it."
        )
        st.markdown(told_before)
        key = f"{_REASON}_{told.slug}"
        st.text_area(_("Reason"), key=key, persist_state="session", max_chars=2000)
        st.button(
            _("Restore it now"),
            key="history_restore_now",
            type="primary",
            on_click=_restored,
            args=(told.slug, version, key),
        )


def _restored(slug: str, version: int, key: str) -> None:
    reason = state.given_back(key)
    if outcome.attempt(partial(_put_back, slug, version, reason)):
        state.lend(key, "")
        state.write(read=None, **{"from": None, "to": None})


def _put_back(slug: str, version: int, reason: str) -> Outcome:
    new = standing.restore(state.actor_now(), slug, version, reason)
    return Outcome(
        N_("The text of version {version} is public again, as version {new}."),
        {"version": version, "new": new},
    )


# The log ------------------------------------------------------------------------------------------


def _log(told: Past, actor: Actor) -> None:
    """Who did what, when and why: for colleagues only."""
    entries = standing.log(actor, told.slug)
    names = people.names({one.actor for one in entries})
    with st.expander(
        n_("The log: {count} entry", "The log: {count} entries", len(entries)), key="history_log"
    ):
        markup.html(_log_table(entries, names))


def _log_table(entries: Sequence[Entry], names: Names) -> str:
    heads = (_("When"), _("Who"), _("From"), _("To"), _("Version"), _("Reason"))
    head = "".join(f'<th scope="col">{text(one)}</th>' for one in heads)
    body = "".join(_entry(one, names) for one in entries)
    return (
        f'<div class="table-wrap"><table class="plain"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _entry(one: Entry, names: Names) -> str:
    cells = (
        desk_words.day(one.occurred_at),
        review_words.who(one.actor, names),
        _stage(one.from_state),
        _stage(one.to_state),
        number(one.version) if one.version else "",
        one.note or "",
    )
    return "<tr>" + "".join(f"<td>{text(cell)}</td>" for cell in cells) + "</tr>"


def _stage(code: str | None) -> str:
    if code == "withdrawn":
        return _("Withdrawn")
    return desk_words.state(code) if code else ""
