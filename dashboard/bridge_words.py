"""Words for what is lost between a form of others and ours, out and in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard import desk_words
from dashboard.catalogue.bridge import Count, Loss
from dashboard.i18n import N_, _, language_name, listed, n_, number

# The parts of a record that only a loss names; all others are fields of the desk.
_PARTS: Mapping[str, str] = {
    "sources.url": N_("Sources: address"),
    "sources.title": N_("Sources: title"),
    "sources.publisher": N_("Sources: publisher"),
    "original_language": N_("Language it was first written in"),
    "origins": N_("Where each text comes from"),
}


def field(name: str) -> str:
    """A field of ours as people call it."""
    known = _PARTS.get(name) or desk_words.FIELDS.get(name)
    return _(known) if known else name


def left_behind(losses: Sequence[Count]) -> list[str]:
    """What a form of others does not take from us, as sentences, the gravest first."""
    whole = [one for one in losses if _has_no_place(one)]
    told = [stays_behind(one) for one in losses if one.kind == "blocked"]
    if whole:
        names = listed([_("“{words}”").format(words=field(one.field)) for one in whole])
        told.append(_("No place in this form: {fields}.").format(fields=names))
    return told + [
        stays_behind(one) for one in losses if one not in whole and one.kind != "blocked"
    ]


def _has_no_place(one: Count) -> bool:
    """Whether a field stays behind whole, for every practice that says something of it."""
    return one.kind == "unmapped" and not one.column and one.field != "languages"


def stays_behind(one: Count) -> str:
    """What a form of others does not take from us, as a sentence."""
    if one.kind == "blocked":
        return _blocked(one.values)
    if one.kind == "cut":
        return n_(
            "“{field}” is cut to {most} signs in {count} practice.",
            "“{field}” is cut to {most} signs in {count} practices.",
            one.records,
        ).format(field=field(one.field), most=number(int(one.values["most"])))
    if one.kind == "default":
        return _nearest(one)
    return _unmapped(one)


def _unmapped(one: Count) -> str:
    if one.field == "languages":
        return _("One language goes along; the texts in the other languages stay behind.")
    if "language" in one.values:
        return n_(
            "“{field}” is not written in {language} for {count} practice: it stays empty there.",
            "“{field}” is not written in {language} for {count} practices: it stays empty there.",
            one.records,
        ).format(field=field(one.field), language=language_name(str(one.values["language"])))
    return n_(
        "“{field}” has no place in this form: {count} practice leaves it behind.",
        "“{field}” has no place in this form: {count} practices leave it behind.",
        one.records,
    ).format(field=field(one.field))


def _nearest(one: Count) -> str:
    if "wanted" in one.values:
        wanted = language_name(str(one.values["wanted"]))
        return _("This collection prefers texts in {language}.").format(language=wanted)
    return n_(
        "“{field}” takes the nearest word of the form in {count} practice.",
        "“{field}” takes the nearest word of the form in {count} practices.",
        one.records,
    ).format(field=field(one.field))


def _blocked(values: Mapping[str, str | int]) -> str:
    if not values.get("wanted"):
        return _(
            "Its licence ({given}) does not allow it: nobody could tell under which terms "
            "this collection stands."
        ).format(given=values["given"])
    return _("Its licence ({given}) does not allow it: it would stand under {wanted}.").format(
        given=values["given"], wanted=values["wanted"]
    )


def not_taken(one: Loss) -> str:
    """What we do not take from a form of others, as a sentence."""
    if one.kind == "blocked":
        return _blocked(one.values)
    if one.kind == "unknown_column":
        return _("“{column}” is a column this form is not known to have; it is kept aside.").format(
            column=one.column
        )
    if one.kind == "default":
        return _taken_for(one)
    if one.kind == "cut":
        return _("“{given}” becomes the year {written}.").format(**one.values)
    if "private" in one.values:
        return _("“{column}” holds personal data and is not taken.").format(column=one.column)
    if "given" in one.values:
        return _("“{given}” in “{column}” is no word of our lists; it is kept aside.").format(
            given=one.values["given"], column=one.column
        )
    return _("“{column}” has no place in the catalogue; it is kept aside.").format(
        column=one.column or field(one.field)
    )


def _taken_for(one: Loss) -> str:
    if one.field == "language":
        read = language_name(str(one.values["written"]))
        return _("The form does not say its language: it is read as {language}.").format(
            language=read
        )
    return _("“{given}” says less than our status: it is read as “unknown”.").format(
        given=one.values["given"]
    )
