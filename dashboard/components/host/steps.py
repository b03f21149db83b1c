"""The steps of the form of a summit, each with what it asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from dashboard import state, summit_words, words
from dashboard.catalogue import geography, summit_form, vocabulary
from dashboard.catalogue.discussion.spoken import line
from dashboard.catalogue.geography import Place
from dashboard.catalogue.summit_file import LONGEST_LINE, LONGEST_TEXT, Fault
from dashboard.components import choices, markup
from dashboard.components.host import fields, opened
from dashboard.components.host.opened import Seen
from dashboard.components.markup import text
from dashboard.components.saved_text import Asked
from dashboard.i18n import N_, _, language_name

Faults = Sequence[Fault]

STEPS = {
    "what": N_("What, where, when"),
    "declaration": N_("Declaration"),
    "guests": N_("Cities"),
    "workshops": N_("Workshops"),
    "programme": N_("Programme"),
    "look": N_("Look at it and open it"),
}
_OF_STEP = {
    "declaration": "declaration", "guests": "guests", "workshops": "workshops",
    "programme": "programme",
}  # fmt: skip


def of_fault(one: Fault) -> str:
    """The step on which a fault can be mended."""
    return _OF_STEP.get(str(one.where[0]) if one.where else "", "what")


def _line(label: str, why: str = "", example: str = "", most: int = LONGEST_LINE) -> Asked:
    return Asked("", label, why, example, most=most)


def _in(label: str, spoken: str) -> str:
    return _("{field} ({language})").format(field=label, language=language_name(spoken))


# What, where, when --------------------------------------------------------------------------------


def what(seen: Seen, faults: Faults, spoken: str) -> None:
    """Its name, place and days."""
    name = Asked("", _in(_("Name"), spoken), _("As it is called in public."), most=LONGEST_TEXT)
    fields.write(seen, f"name.{spoken}", name, faults, spoken)
    _place(seen)
    with st.container(horizontal=True, key="host_days"):
        fields.day(seen, "starts", _("First day"))
        fields.day(seen, "ends", _("Last day"))
    for fault in fields.at(faults, "ends"):
        _fault(fault)
    why = _("Part of every address of the summit: a-z, 0-9 and hyphens. It stays for good.")
    if seen.draft.summit:
        fields.head(_("Public id"), seen.draft.summit)
    else:
        fields.write(seen, "id", _line(_("Public id"), why, "bochum-2027", most=40), faults)
    edition = _("Which one of the series it is.")
    fields.write(seen, "edition", _line(_("Number in the series"), edition), faults)
    for path, label in (("venue", _("Where it meets")), ("slogan", _("Motto"))):
        fields.write(seen, path, _line(label), faults, seen.draft.body.get("language"))
    why = _("In person or online, open or closed to the public.")
    fields.write(seen, "format", _line(_("Form"), why), faults, seen.draft.body.get("language"))
    _rows(seen, "hosts", _("Host"), _("One more host"), faults)
    why = _("The pages on which all this can be read; the first stands for what has none itself.")
    fields.head(_("Sources"), why)
    _rows(seen, "sources", _("Address of a page"), _("One more page"), faults)


def _rows(seen: Seen, path: str, label: str, more: str, faults: Faults) -> None:
    for row in range(1, len(seen.draft.body.get(path, [])) + 1):
        fields.write(seen, f"{path}.{row}", _line(label, most=2000), faults)
        fields.drop(seen, path, row, _("Take it out"))
    fields.add(seen, path, more)


def _place(seen: Seen) -> None:
    body, receipt = seen.draft.body, seen.draft.receipt
    if body.get("city"):
        country = words.label("country", str(body["country"]))
        told = f"<b>{text(fields.named(body))}</b> {text(country)}"
        markup.html(f'<p class="form-city">{told}</p>')
        if seen.draft.summit:
            return
    fields.city(
        "host_city",
        _("Another city") if body.get("city") else _("City"),
        partial(_take_place, receipt),
    )


def _take_place(receipt: str, one: Place) -> None:
    def put(body: summit_form.Body) -> summit_form.Body:
        made = summit_form.put_in(body, "", **fields.place(one))
        named = {row.get("place_id") for row in made["guests"]}
        if one.place_id in named:
            return made
        return summit_form.add_row(made, "guests", fields.place(one))  # the host is a guest too

    opened.change(receipt, put)


def _fault(one: Fault) -> None:
    markup.html(f'<p class="saved-text-fault">{text(summit_words.fault(one))}</p>')


# The declaration ----------------------------------------------------------------------------------


def declaration(seen: Seen, faults: Faults, spoken: str) -> None:
    """Its title, and its points one by one."""
    why = _("Nothing signed, or not yet: leave all of this empty.")
    fields.write(seen, "declaration.title", _line(_("Title"), why), faults)
    fields.day(seen, "declaration.date", _("Day it was signed"))
    fields.write(seen, "declaration.url", _line(_("Address of its text"), most=2000), faults)
    fields.head(
        _in(_("Points"), spoken),
        _("What it says, in your own words, one point a field. The matrix has a column for each."),
    )
    points = seen.draft.body.get("declaration", {}).get("points", [])
    for row in range(1, len(points) + 1):
        label = _("Point {number}").format(number=row)
        asked = Asked("", label, most=LONGEST_TEXT, rows=2)
        fields.write(seen, f"declaration.points.{row}.{spoken}", asked, faults, spoken)
        fields.drop(seen, "declaration.points", row, _("Take it out"))
    fields.add(seen, "declaration.points", _("One more point"))


# Cities -------------------------------------------------------------------------------------------


def guests(seen: Seen, faults: Faults, spoken: str) -> None:
    """Who comes and who signs; what nobody states stays unstated."""
    receipt = seen.draft.receipt
    fields.head(
        _("Cities that are invited, come or sign"),
        _("Whatever is not known stays “not stated”: it can be filled in later, also afterwards."),
    )
    for row, guest in enumerate(seen.draft.body["guests"], start=1):
        with st.container(horizontal=True, vertical_alignment="bottom", key=f"host_guest_{row}"):
            country = words.label("country", str(guest.get("country")))
            told = f"<b>{text(fields.named(guest))}</b> {text(country)}"
            markup.html(f'<p class="host-guest">{told}</p>')
            fields.stated(seen, f"guests.{row}", "took_part", _("Took part"))
            fields.stated(seen, f"guests.{row}", "signed", _("Signed"))
            fields.drop(seen, "guests", row, _("Take it out"))
    for fault in (one for one in faults if one.where and one.where[0] == "guests"):
        _fault(fault)
    fields.city("host_guest", _("One more city"), partial(_take_guest, receipt))


def _take_guest(receipt: str, one: Place) -> None:
    def put(body: summit_form.Body) -> summit_form.Body:
        if any(row.get("place_id") == one.place_id for row in body["guests"]):
            return body
        return summit_form.add_row(body, "guests", fields.place(one))

    opened.change(receipt, put)


# Workshops ----------------------------------------------------------------------------------------


def workshops(seen: Seen, faults: Faults, spoken: str) -> None:
    """Each with its title, questions and who speaks."""
    body = seen.draft.body
    for row, form in enumerate(body["workshops"], start=1):
        title = line(next(iter(form.get("title", {}).values()), "") or "")
        title = title or _("Workshop {number}").format(number=row)
        with st.expander(markup.in_markdown(title), expanded=True, key=f"host_workshop_{row}"):
            _workshop(seen, row, faults, spoken)
    fields.add(seen, "workshops", _("One more workshop"))


def _workshop(seen: Seen, row: int, faults: Faults, spoken: str) -> None:
    path = f"workshops.{row}"
    form = seen.draft.body["workshops"][row - 1]
    title = _line(_in(_("Title"), spoken))
    fields.write(seen, f"{path}.title.{spoken}", title, faults, spoken)
    _topic(seen, path, form.get("topic"))
    fields.day(seen, f"{path}.date", _("Day"))
    fields.head(
        _in(_("Questions"), spoken),
        _("What is asked there: inhabitants talk about it under each question."),
    )
    for number in range(1, len(form.get("questions", [])) + 1):
        asked = Asked("", _("Question {number}").format(number=number), most=LONGEST_TEXT, rows=1)
        fields.write(seen, f"{path}.questions.{number}.{spoken}", asked, faults, spoken)
        fields.drop(seen, f"{path}.questions", number, _("Take it out"))
    fields.add(seen, f"{path}.questions", _("One more question"))
    fields.head(_("Cities that speak"))
    for number, one in enumerate(form.get("cities", []), start=1):
        markup.html(f'<p class="form-city"><b>{text(fields.named(one))}</b></p>')
        who, office = _line(_("Who speaks for it")), _line(_("In which office"))
        fields.write(seen, f"{path}.cities.{number}.representative", who, faults)
        fields.write(seen, f"{path}.cities.{number}.role", office, faults)
        fields.drop(seen, f"{path}.cities", number, _("Take it out"))
    _speaking_city(seen, path, form)
    if not (seen.draft.summit and form.get("id")):
        fields.drop(seen, "workshops", row, _("Take this workshop out"))


def _topic(seen: Seen, path: str, now: str | None) -> None:
    codes = ("none", *vocabulary.codes("topic"))
    key = f"host_topic:{path}"
    choices.one(
        key, _("Topic"), codes, now or "none", _topic_word,
        partial(_take_topic, seen.draft.receipt, path, key),
    )  # fmt: skip


def _topic_word(code: str) -> str:
    return _("None of the five") if code == "none" else words.label("topic", code)


def _take_topic(receipt: str, path: str, key: str) -> None:
    codes = ("none", *vocabulary.codes("topic"))
    code = choices.code_of(str(state.given_back(key)), codes, _topic_word)
    topic = None if code in (None, "none") else code
    opened.change(receipt, lambda body: summit_form.put_in(body, path, topic=topic))


def _speaking_city(seen: Seen, path: str, form: summit_form.Body) -> None:
    """A city of the guests that is not among the speakers yet."""
    speaking = {one.get("place_id") for one in form.get("cities", [])}
    left = {
        str(one["place_id"]): fields.named(one)
        for one in seen.draft.body["guests"]
        if one.get("place_id") and one["place_id"] not in speaking
    }
    if not left:
        return
    key = f"host_speaks:{path}"
    choices.one(
        key, _("One more city that speaks"), list(left), None, lambda one: left.get(one, one),
        partial(_take_speaker, seen.draft.receipt, path, key, left),
        placeholder=_("Choose among the cities of the summit"),
    )  # fmt: skip


def _take_speaker(receipt: str, path: str, key: str, left: dict[str, str]) -> None:
    given = state.given_back(key)
    chosen = choices.code_of(str(given), list(left), lambda one: left[one]) if given else None
    if chosen:
        row = fields.place(geography.by_id(int(chosen)))
        opened.change(receipt, lambda body: summit_form.add_row(body, f"{path}.cities", row))


# Programme ----------------------------------------------------------------------------------------


def programme(seen: Seen, faults: Faults, spoken: str) -> None:
    """What is on, day by day."""
    for row in range(1, len(seen.draft.body["programme"]) + 1):
        path = f"programme.{row}"
        fields.day(seen, f"{path}.date", _("Day"))
        asked = Asked("", _in(_("What is on"), spoken), most=LONGEST_TEXT, rows=2)
        fields.write(seen, f"{path}.{spoken}", asked, faults, spoken)
        fields.write(seen, f"{path}.place", _line(_("Where")), faults)
        fields.drop(seen, "programme", row, _("Take it out"))
    fields.add(seen, "programme", _("One more line of the programme"))


ASK: dict[str, Callable[[Seen, Faults, str], None]] = {
    "what": what,
    "declaration": declaration,
    "guests": guests,
    "workshops": workshops,
    "programme": programme,
}
