"""Ask a city whether a practice still runs: whom, in which language, with which words."""

from __future__ import annotations

import streamlit as st

from dashboard import cached, letters, state
from dashboard.catalogue import confirmations, rights
from dashboard.catalogue.confirmations import Contact
from dashboard.catalogue.errors import NotFound
from dashboard.catalogue.record import Whole
from dashboard.catalogue.rights import Actor
from dashboard.components import markup, messages, outcome
from dashboard.components.markup import lang, text
from dashboard.components.outcome import Outcome
from dashboard.i18n import LANGUAGES, N_, _, date, language, language_name, n_

NEW = "new"


def show(actor: Actor, slug: str) -> None:
    """The form for one practice; a kind word where it may not be asked about."""
    practice = cached.practice(slug, language())
    last = confirmations.last_confirmed(slug)
    if practice is None or last is None:
        messages.unknown_codes((slug,))
        return
    if not rights.may(actor, "ask_contact", practice.city.city_id):
        st.info(_("Only people who may write to this city’s contacts can ask about it."))
        return
    with st.container(key="card-ask", border=False):
        markup.html(_head(practice, last))
        contact = _whom(confirmations.contacts(actor, slug), practice)
        _language(slug, contact)
        _letter(slug)
        _ways(slug, contact)


def _head(practice: Whole, last: confirmations.Confirmation) -> str:
    told = _("Last confirmed on {date}").format(date=date(last.at.date()))
    if last.months:
        ago = n_("{count} month ago", "{count} months ago", last.months)
        told = _("Last confirmed on {date}, {ago}").format(date=date(last.at.date()), ago=ago)
    question = _("Ask {city} whether it still runs").format(city=practice.city.name)
    return (
        f'<h2 class="section-title" id="ask" tabindex="-1">{text(question)}</h2>'
        f'<p class="sentence"{lang(practice.title.language)}>{text(practice.title.words)}</p>'
        f'<p class="note">{text(told)}</p>'
    )


# To whom ------------------------------------------------------------------------------------------


def _whom(known: tuple[Contact, ...], practice: Whole) -> Contact | None:
    """The contact chosen, or None for an address that is still to be written."""
    slug = practice.slug
    by_id = {one.contact_id: one for one in known}
    if by_id:
        chosen = st.selectbox(
            _("To whom"),
            [*by_id, NEW],
            format_func=lambda code: by_id[code].address if code in by_id else _("Somebody else"),
            key=f"ask_to_{slug}",
        )
        if chosen in by_id:
            return by_id[chosen]
    st.text_input(
        _("E-mail address of the city’s contact"),
        key=f"ask_address_{slug}",
        help=_("An address of the office is better than that of one person."),
        max_chars=254,
        persist_state="session",
    )
    st.checkbox(
        _("This contact answers for every practice of {city}").format(city=practice.city.name),
        key=f"ask_city_{slug}",
    )
    private = _(
        "The address is seen only by colleagues who may ask, is in no export and on no page, and "
        "can be erased at any time."
    )
    markup.html(f'<p class="note">{text(private)}</p>')
    return None


def _language(slug: str, contact: Contact | None) -> None:
    codes = list(LANGUAGES)
    first = contact.language if contact else language()
    st.selectbox(
        _("Language of the letter"),
        codes,
        index=codes.index(first) if first in codes else 0,
        format_func=lambda code: language_name(code).capitalize(),
        key=f"ask_language_{slug}_{contact.contact_id if contact else NEW}",
    )


def _letter(slug: str) -> None:
    contact = state.held(f"ask_to_{slug}") or NEW
    spoken = str(state.held(f"ask_language_{slug}_{contact}") or language())
    with st.expander(_("What the letter says"), key="ask_letter"):
        try:
            letter = letters.preview(slug, spoken, state.origin())
        except NotFound:
            return
        paragraphs = "".join(f"<p>{text(one)}</p>" for one in letter.body.split("\n\n"))
        markup.html(
            f'<div class="ask-letter" lang="{text(spoken)}"><p><b>{text(letter.subject)}</b></p>'
            f"{paragraphs}</div>"
        )


# What can be done ---------------------------------------------------------------------------------


def _ways(slug: str, contact: Contact | None) -> None:
    with st.container(horizontal=True, key="ask_ways"):
        st.button(
            _("Write the letter"),
            key="ask_write",
            type="primary",
            icon=":material/mail:",
            on_click=_ask,
            args=(slug, contact),
        )
        st.button(_("Not now"), key="ask_close", on_click=_close)
        with st.popover(_("I heard that it still runs"), key="ask_heard"):
            st.text_area(
                _("How do you know?"),
                key=f"ask_note_{slug}",
                help=_("Such as: by phone with the office, on 3 May. Only colleagues see it."),
                max_chars=confirmations.LONGEST_NOTE,
                persist_state="session",
            )
            st.button(_("Confirm it"), key="ask_confirm", on_click=_confirm, args=(slug,))
        if contact:
            with st.popover(_("Erase this address"), key="ask_erase_popover"):
                markup.html(f'<p class="note">{text(_erasing())}</p>')
                st.button(_("Erase"), key="ask_erase", on_click=_erase, args=(contact.contact_id,))


def _erasing() -> str:
    return _(
        "The address is erased here, its letters are taken out of the outbox, and links that "
        "nobody has followed work no more. What was answered stays."
    )


def _close() -> None:
    state.write(ask=None)


def _ask(slug: str, contact: Contact | None) -> None:
    key = contact.contact_id if contact else NEW
    spoken = str(state.held(f"ask_language_{slug}_{key}") or state.language())
    address = contact.address if contact else str(state.held(f"ask_address_{slug}") or "")

    def act() -> Outcome:
        letters.ask(
            state.actor_now(),
            slug,
            address,
            spoken,
            origin=state.origin(),
            whole_city=bool(state.held(f"ask_city_{slug}")),
        )
        if letters.sends():
            return Outcome(N_("The letter is on its way. The answer shows here and in the queue."))
        return Outcome(
            N_("The letter waits in the outbox: no mail server is set. Whoever runs this sends it.")
        )

    if outcome.attempt(act):
        state.lend(f"ask_address_{slug}", "")
        _close()


def _confirm(slug: str) -> None:
    note = str(state.held(f"ask_note_{slug}") or "")
    if not note.strip():
        outcome.keep(Outcome(N_("Say how you know it, in a sentence."), failed=True))
        return

    def act() -> Outcome:
        confirmations.confirm(state.actor_now(), slug, note)
        return Outcome(N_("Confirmed. The public page says so from now on."))

    if outcome.attempt(act):
        state.lend(f"ask_note_{slug}", "")
        _close()


def _erase(contact_id: str) -> None:
    def act() -> Outcome:
        confirmations.erase_contact(state.actor_now(), contact_id)
        return Outcome(N_("The address is erased."))

    outcome.attempt(act)
