"""The desk of one author: drafts, what was sent, what came back, and the desk's other rooms."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard import desk_words, i18n, navigation, state
from dashboard.catalogue import contributions, geography, rights
from dashboard.catalogue.contributions import Item
from dashboard.catalogue.discussion import answering
from dashboard.catalogue.errors import CatalogueError, NotAllowed, UnknownPlace
from dashboard.catalogue.rights import Actor
from dashboard.components import links, markup, outcome, passage, verdict
from dashboard.components.answers import queue
from dashboard.components.markup import text
from dashboard.components.outcome import Outcome
from dashboard.i18n import LANGUAGES, N_, _, language, language_name, n_, number

# The rooms of the desk, and what one must be allowed to do there.
ROOMS = (
    ("review", "review"),
    ("worklist", "work_list"),
    ("imports", "import"),
    ("sealed", "see_sealed"),
    ("editions", "freeze"),
    ("workshop", "record_outcome"),
    ("commitments", "update_commitment"),
    ("moderation", "moderate"),
    ("answers", "answer"),
    ("take_home", "take_home"),
    ("host", "host_summit"),
    ("people", "people"),
)
_LANGUAGE, _BEGUN, _NEXT = "begin_language", "begun", "next_receipts"


def show(actor: Actor) -> None:
    """The desk, top to bottom."""
    outcome.show()
    _rooms(actor)
    if unpublished := answering.unpublished(actor, language()):
        queue.unpublished(unpublished, key="desk_unpublished")
    items = contributions.mine(actor)
    if rights.may(actor, "write"):
        _begin()
    _returned(actor, [one for one in items if one.state == "changes_requested"])
    _drafts(actor, [one for one in items if one.state == "draft"])
    _sent(actor, [one for one in items if one.state in ("submitted", "in_review", "sealed")])
    _over(actor, [one for one in items if one.state in ("published", "rejected")])
    _deleted([one for one in items if one.state == "withdrawn"])
    if not items:
        _nothing_yet()


def _rooms(actor: Actor) -> None:
    """The other rooms of the desk that this person may enter."""
    open_rooms = [script for script, action in ROOMS if rights.may(actor, action)]
    if not open_rooms:
        return
    items = "".join(f"<li>{_room(script)}</li>" for script in open_rooms)
    name = text(_("Rooms of the desk"))
    links.show(f'<nav aria-label="{name}"><ul class="chips">{items}</ul></nav>', key="rooms")


def _room(script: str) -> str:
    href = navigation.address(script, language())
    return markup.link(href, _(navigation.page(script).title), "chip")


# Begin ------------------------------------------------------------------------------------------


def _begin() -> None:
    """A new practice, in the language its author writes best."""
    _receipt()
    with st.container(horizontal=True, vertical_alignment="bottom", key="desk_begin"):
        if state.held(_LANGUAGE) is None:
            state.lend(_LANGUAGE, language())
        st.selectbox(
            _("I write in"),
            list(LANGUAGES),
            format_func=_name,
            key=_LANGUAGE,
            width=200,
        )
        st.button(
            _("Start a new practice"),
            key="begin",
            type="primary",
            icon=":material/add:",
            on_click=begin,
        )
    told = _("Six fields make a usable record, in about ten minutes. It is saved as you type.")
    markup.html(f'<p class="note">{text(told)}</p>')


def _name(code: str) -> str:
    return language_name(code).capitalize()


def begin(slug: str = "") -> None:
    """Begin a draft, or a correction of a public practice; a second click begins nothing twice."""
    given = str(state.held(_LANGUAGE) or state.language())
    i18n.use(state.language())
    spoken = next((one for one in LANGUAGES if given in (one, _name(one))), language())
    receipt = _receipt(slug)

    def act() -> None:
        contributions.begin(_me(), receipt=receipt, language=spoken, slug=slug or None)
        state.lend(_BEGUN, receipt)

    outcome.attempt(act)


def _receipt(slug: str = "") -> str:
    """The receipt the next draft will bear: made before the click, kept until the draft is open."""
    made = _made()
    if slug not in made:
        state.lend(_NEXT, {**made, slug: secrets.token_hex(8)})
    return _made()[slug]


def _made() -> dict[str, str]:
    return dict(state.held(_NEXT) or {})


def opens() -> bool:
    """Whether a draft was just begun and is being opened, as from a link."""
    receipt = state.held(_BEGUN)
    if receipt:
        state.lend(_BEGUN, None)
        passage.go(navigation.address("contribute", language(), draft=str(receipt), step="what"))
    return bool(receipt)


def arrived(receipt: str) -> None:
    """The draft that was begun is open: the next one bears another receipt."""
    left = {slug: one for slug, one in _made().items() if one != receipt}
    state.lend(_NEXT, left)


def _me() -> Actor:
    found = state.actor()
    if found is None:
        raise NotAllowed("write")
    return found


# Lists ------------------------------------------------------------------------------------------


def _heading(title: str, items: Sequence[Item], told: str = "") -> None:
    count = f' <span class="desk-count">{number(len(items))}</span>'
    note = f'<p class="note">{text(told)}</p>' if told else ""
    markup.html(f'<h2 class="section-title desk-title">{text(title)}{count}</h2>{note}')


def _returned(actor: Actor, items: Sequence[Item]) -> None:
    if items:
        _heading(
            _("Came back with notes"),
            items,
            _("A reviewer asks for changes. The notes stand beside the fields."),
        )
        for one in items:
            _row(actor, one, discardable=True)


def _drafts(actor: Actor, items: Sequence[Item]) -> None:
    if items:
        _heading(_("Your drafts"), items)
        for one in items:
            _row(actor, one, discardable=True, renamable=True)


def _sent(actor: Actor, items: Sequence[Item]) -> None:
    if items:
        _heading(_("What you sent"), items)
        for one in items:
            _row(actor, one)


def _over(actor: Actor, items: Sequence[Item]) -> None:
    if items:
        _heading(_("Decided"), items)
        for one in items:
            _row(actor, one)


def _deleted(items: Sequence[Item]) -> None:
    if not items:
        return
    with st.expander(n_("{count} deleted draft", "{count} deleted drafts", len(items))):
        for one in items:
            with st.container(horizontal=True, key=f"deleted_{one.receipt}"):
                markup.html(f'<p class="desk-deleted">{text(_called(one))}</p>')
                st.button(
                    _("Bring it back"),
                    key=f"bring_back_{one.receipt}",
                    icon=":material/undo:",
                    on_click=partial(_bring_back, one.receipt),
                )


def _nothing_yet() -> None:
    said = _(
        "Nothing here yet. What you begin stays on this desk, on every machine you sign in on, "
        "until you send it."
    )
    markup.html(f'<div class="state"><p>{text(said)}</p></div>')


def _row(actor: Actor, one: Item, *, discardable: bool = False, renamable: bool = False) -> None:
    with st.container(key=f"card-desk-{one.receipt}"):
        reason = verdict.of(actor, one.receipt, one.state)
        links.show(_line(one, reason), key=f"desk_{one.receipt}")
        if not discardable and not renamable:
            return
        with st.container(horizontal=True, key=f"desk_tools_{one.receipt}"):
            if renamable:
                _rename(one)
            if discardable:
                st.button(
                    _("Delete"),
                    key=f"discard_{one.receipt}",
                    icon=":material/delete:",
                    type="tertiary",
                    on_click=partial(_discard, one.receipt, _called(one)),
                )


def _line(one: Item, reason: str) -> str:
    """City, name, how full and when saved, and why it came back: one line of the desk."""
    href = navigation.address("contribute", language(), draft=one.receipt)
    kind = _("New practice") if one.base_version is None else _("Correction")
    facts = [desk_words.state(one.state), kind, _when(one)]
    if one.open_notes:
        facts.append(n_("{count} note waits", "{count} notes wait", one.open_notes))
    told = "".join(f"<span>{text(fact)}</span>" for fact in facts)
    told += _public(one)
    return (
        f'<div class="desk-line"><p class="place">{_city(one)}</p>'
        f'<p class="desk-name"><a href="{text(href)}" target="_self">{text(_called(one))}</a></p>'
        f'{_fullness(one)}<p class="card-facts">{told}</p>{reason}</div>'
    )


def _public(one: Item) -> str:
    """The way to what became public."""
    if one.state != "published" or one.slug is None:
        return ""
    return markup.link(
        navigation.address("practice", language(), id=one.slug), _("The public page")
    )


def _called(one: Item) -> str:
    return one.name or _("Without a title yet")


def _city(one: Item) -> str:
    try:
        place = geography.by_id(one.city_id) if one.city_id is not None else None
    except UnknownPlace:
        place = None
    if place is None:
        return text(_("City not chosen yet"))
    return f"<b>{text(place.names.get(language()) or place.name)}</b>"


def _when(one: Item) -> str:
    if one.submitted_at and one.state != "draft":
        return _("sent {day}").format(day=desk_words.day(one.submitted_at))
    return _("saved {day}").format(day=desk_words.day(one.updated_at))


def _fullness(one: Item) -> str:
    """How much of the form is filled, as a line and in words."""
    if one.state not in ("draft", "changes_requested"):
        return ""
    share = i18n.percent(one.filled)
    lacking = [desk_words.field(name) for name in one.lacks]
    if lacking:
        told = _("{share} filled; still missing: {fields}").format(
            share=share, fields=i18n.listed(lacking)
        )
    else:
        told = _("{share} filled, with all that is required").format(share=share)
    width = round(one.filled * 100)
    return (
        f'<p class="desk-full"><span class="desk-full-line" aria-hidden="true">'
        f'<i style="width:{width}%"></i></span>{text(told)}</p>'
    )


# Acts -------------------------------------------------------------------------------------------


def _rename(one: Item) -> None:
    with st.popover(
        _("Rename"), icon=":material/edit:", type="tertiary", key=f"name_{one.receipt}"
    ):
        key = f"rename_{one.receipt}"
        if state.held(key) is None:
            state.lend(key, one.name)
        st.text_input(
            _("A name for this draft"),
            key=key,
            max_chars=contributions.LONGEST_NAME,
            help=_("Only you see it. Left empty, it is the title again."),
            on_change=partial(_renamed, one.receipt, key),
        )


def _renamed(receipt: str, key: str) -> None:
    name = str(state.given_back(key) or "")
    outcome.attempt(lambda: contributions.rename(_me(), receipt, name))


def _discard(receipt: str, name: str) -> None:
    def act() -> Outcome:
        contributions.discard(_me(), receipt)
        said = N_("“{name}” was deleted. It can be brought back from the foot of this page.")
        return Outcome(said, {"name": name})

    outcome.attempt(act)


def _bring_back(receipt: str) -> None:
    def act() -> Outcome:
        contributions.bring_back(_me(), receipt)
        return Outcome(N_("It is back among your drafts."))

    outcome.attempt(act)


# Without a draft --------------------------------------------------------------------------------


def correct(actor: Actor, slug: str, title: str) -> None:
    """Begin a correction of a public practice."""
    st.title(_("Propose a correction"))
    told = _(
        "You get the text of “{title}” as it is public now, and change what is wrong or out of "
        "date. The public text stays until a reviewer has published the new one."
    ).format(title=title)
    markup.html(f'<p class="sentence">{text(told)}</p>')
    rights.demand(actor, "write")
    _receipt(slug)
    st.button(
        _("Begin the correction"),
        key="begin_correction",
        type="primary",
        on_click=partial(begin, slug),
    )


def gone(error: CatalogueError) -> None:
    """An address of a draft that is not there, or not theirs."""
    st.title(_("This draft is not open to you"))
    markup.html(f'<p class="sentence">{text(_(error.message))}</p>')
    st.page_link("app_pages/desk.py", label=_("To your desk"))
