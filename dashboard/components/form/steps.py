"""The named steps of the form: what each holds, how far it is, and the way between them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from dashboard import navigation, state
from dashboard.catalogue import geography, rights, rules
from dashboard.catalogue.draft import TEXTS, Draft
from dashboard.catalogue.errors import UnknownPlace
from dashboard.catalogue.geography import Place
from dashboard.catalogue.rules import Fault
from dashboard.components import links
from dashboard.components.form.opened import Opened
from dashboard.components.markup import text
from dashboard.i18n import N_, _, language, listed, n_, number


@dataclass(frozen=True)
class Step:
    """One page of the form: its code in the address, its words, and the fields it holds."""

    code: str
    name: str
    title: str
    told: str
    fields: tuple[str, ...]


STEPS = (
    Step(
        "what",
        N_("What"),
        N_("What was done, in short"),
        N_("What a reader sees first: on the card, in the list and in every search."),
        ("title", "summary", "themes", "instrument", "topics", "status", "start_year", "end_year"),
    ),
    Step(
        "where",
        N_("Where"),
        N_("Where it was done"),
        N_("The city and its point on the map, so that cities like it find the practice."),
        ("city",),
    ),
    Step(
        "who",
        N_("Who"),
        N_("Whom it addresses, and who runs it"),
        N_("Readers look for people like those they serve, and for somebody to ask."),
        ("audiences", "lead", "partners"),
    ),
    Step(
        "why",
        N_("Why and how"),
        N_("Why it was done, and how"),
        N_("The problem, and what was done about it, so that another city could begin."),
        ("challenge", "approach"),
    ),
    Step(
        "results",
        N_("Results"),
        N_("Results and figures"),
        N_("What came of it, as the sources say; what they do not say stays open."),
        ("results", "evidence", "figures"),
    ),
    Step(
        "sources",
        N_("Sources"),
        N_("Where this was read"),
        N_("Every word of the catalogue can be looked up. One source is enough to begin."),
        ("sources",),
    ),
    Step(
        "languages",
        N_("Languages"),
        N_("The same in other languages"),
        N_("One language is enough to send it. Each translation brings readers from more cities."),
        (),
    ),
)
PREVIEW = Step(
    "preview",
    N_("Preview"),
    N_("As readers will see it"),
    N_("Read it once as a stranger would. Then send it: a colleague reads it before it appears."),
    (),
)
ALL = (*STEPS, PREVIEW)
CODES = tuple(one.code for one in ALL)


def current() -> Step:
    """The step the address names; the first where it names none."""
    code = state.one_of("step", CODES, CODES[0])
    return ALL[CODES.index(code)]


def address(receipt: str, code: str) -> str:
    """The address of one step of one draft."""
    return navigation.address("contribute", language(), draft=receipt, step=code)


def of_fault(fault: Fault, draft: Draft) -> Step:
    """The step on which a fault is mended: a translation's among the languages."""
    translated = fault.language is not None and fault.language != writing_language(draft)
    if fault.field in TEXTS and translated:
        return STEPS[-1]
    return of_field(fault.field)


def of_field(name: str) -> Step:
    """The step that holds a field."""
    base = "city" if name == "city_id" else name.split(".")[0]
    return next((one for one in STEPS if base in one.fields), STEPS[0])


def writing_language(draft: Draft) -> str:
    """The language the steps are written in: the original's, else the reader's if it has texts."""
    if draft.language:
        return draft.language
    given = {spoken for _field, spoken, _wording in draft.written()}
    return language() if language() in given or not given else sorted(given)[0]


# How far each is ----------------------------------------------------------------------------------


def _state(step: Step, draft: Draft, faults: Sequence[Fault]) -> tuple[str, str]:
    """A step's state as a code for its looks, and as words."""
    own = [one for one in faults if of_fault(one, draft).code == step.code]
    if step is PREVIEW:
        if not faults:
            return "done", _("ready")
        return "open", ""
    missing = sum(one.code == "missing" for one in own)
    if missing:
        return "lacks", n_("lacks {count}", "lacks {count}", missing)
    if own:
        return "lacks", n_("{count} to mend", "{count} to mend", len(own))
    if step.code == "languages":
        many = len({spoken for _field, spoken, one in draft.written() if one.words.strip()})
        if not many:
            return "open", _("if known")
        return ("done" if many > 1 else "open"), n_("{count} language", "{count} languages", many)
    return ("done", _("done")) if _says_something(step, draft) else ("open", _("if known"))


def _says_something(step: Step, draft: Draft) -> bool:
    values = (getattr(draft, "city_id" if one == "city" else one) for one in step.fields)
    return any(value not in (None, "", (), {}, "unknown", "described") for value in values)


# What is drawn ------------------------------------------------------------------------------------


def nav(opened: Opened, here: Step, faults: Sequence[Fault]) -> None:
    """All steps with their state, as links."""
    items = "".join(_item(opened, here, one, faults) for one in ALL)
    name = text(_("Steps of the form"))
    links.show(f'<nav aria-label="{name}"><ol class="form-steps">{items}</ol></nav>', key="steps")


def _item(opened: Opened, here: Step, step: Step, faults: Sequence[Fault]) -> str:
    looks, told = _state(step, opened.draft, faults)
    now = ' aria-current="step"' if step is here else ""
    order = number(ALL.index(step) + 1)
    return (
        f'<li class="form-step is-{looks}"><a href="{text(address(opened.one.receipt, step.code))}"'
        f' target="_self" data-then="#form-title-{step.code}"{now}>'
        f'<span class="form-step-number" aria-hidden="true">{order}</span>'
        f'<span class="form-step-name">{text(_(step.name))}</span>'
        f'<span class="form-step-state">{text(told)}</span></a></li>'
    )


def place(step: Step) -> str:
    """'Step 2 of 7.', or nothing on the preview, which is the end of them."""
    if step is PREVIEW:
        return _("Preview.")
    return _("Step {number} of {steps}.").format(
        number=number(STEPS.index(step) + 1), steps=number(len(STEPS))
    )


def ways_on(opened: Opened, here: Step) -> None:
    """One step back and one on."""
    place = ALL.index(here)
    parts = []
    if place:
        before = ALL[place - 1]
        parts.append(_way(opened, before, _("Back: {step}").format(step=_(before.name)), ""))
    if place + 1 < len(ALL):
        after = ALL[place + 1]
        told = _("Next: {step}").format(step=_(after.name))
        parts.append(_way(opened, after, told, " button-primary"))
    links.show(f'<p class="form-ways">{"".join(parts)}</p>', key="ways_on")


def _way(opened: Opened, step: Step, told: str, css: str) -> str:
    return (
        f'<a class="button{css}" href="{text(address(opened.one.receipt, step.code))}"'
        f' target="_self" data-then="#form-title-{step.code}">{text(told)}</a>'
    )


def faults(opened: Opened) -> tuple[Fault, ...]:
    """All that keeps this draft from being sent, the rights of its author among it."""
    found, own = rules.faults(opened.draft), own_cities()
    if not own or opened.draft.city_id in (None, *(one.place_id for one in own)):
        return found
    return (*found, not_hers(own))


def own_cities() -> tuple[Place, ...]:
    """The only cities whose practices the person may write; none where no city binds them."""
    found = []
    for city_id in sorted(rights.cities(state.actor(), "write") or ()):
        with suppress(UnknownPlace):
            found.append(geography.by_id(city_id))
    return tuple(found)


def not_hers(own: Sequence[Place]) -> Fault:
    """That the draft is of another city than those the person may write of."""
    names = [one.names.get(language()) or one.name for one in own]
    return Fault("city", "not_your_city", values={"given": listed(names)})
