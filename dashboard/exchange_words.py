"""Words for the exchange between copies: what came of a file, what keeps it from being taken."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.catalogue.exchange import Fault, Taken
from dashboard.i18n import N_, _, listed, n_

_FAULTS: Mapping[str, str] = {
    "no_object": N_("It has to be an object with names."),
    "unknown_name": N_("No file of this form says this."),
    "no_text": N_("It has to be text."),
    "too_long": N_("It has {count} characters; {most} are possible."),
    "much_too_long": N_("It is too long."),
    "too_short": N_("It is missing or too short."),
    "no_id": N_("This is no id of the kind that stands here."),
    "no_number": N_("It has to be a whole number that can be."),
    "no_switch": N_("It has to be true or false."),
    "no_moment": N_("It has to be a moment in UTC, as 2026-11-23T09:00:00."),
    "wrong_moment": N_("This moment lies ahead, or before any summit."),
    "no_day": N_("It has to be a day, as 2026-11-23."),
    "no_list": N_("It has to be a list."),
    "too_many": N_("It has {count} entries; {most} are possible."),
    "unknown_workshop": N_("No workshop “{code}” is known here. Its summit has to be here first."),
    "unknown_summit": N_("No summit “{code}” is known here."),
    "unknown_city": N_("No city “{code}” is known here."),
    "unknown_language": N_("“{code}” is no language of this house."),
    "unknown_code": N_("“{code}” is not known."),
    "twice": N_("{id} stands there more than once."),
    "no_question": N_("This question is neither in the file nor here."),
    "no_address": N_("It has to begin with https:// or http://."),
    "gap": N_("The versions have to count from 1 without a gap."),
    "no_conclusion": N_("This is no conclusion as a workshop’s page writes it."),
    "cannot_be": N_("It cannot be."),
    "one_city": N_("A promise or a project is one city’s."),
    "too_early": N_("This day lies before the first summit."),
    "gone_with_words": N_("What is gone has no words any more."),
    "not_shown": N_("It says neither when it was shown nor to whom it goes."),
    "no_original": N_("The original is missing among them."),
    "file_too_long": N_("It is longer than {most} MB."),
    "too_deep": N_("Its brackets are nested deeper than in any file of this form."),
    "archive_too_long": N_("The archive is longer than {most} MB."),
    "no_member": N_("The archive holds no {name}."),
    "bad_archive": N_("The archive cannot be read."),
    "doubled": N_("A name stands twice in one object: {name}."),
    "no_json": N_("It is no JSON."),
    "not_ours": N_("It is no file that a copy of this house has written."),
    "other_form": N_("It is of form {number}; this copy reads form {own}."),
    "changed": N_("What it holds is not what its hash says: it was changed on its way."),
    "from_here": N_("This copy has written it itself: there is nothing to take."),
}


def fault(one: Fault) -> str:
    """What is wrong, as a sentence."""
    return _(_FAULTS[one.code]).format(**one.values)


def came_of_it(one: Taken) -> list[str]:
    """What a file brought, sentence by sentence."""
    if not one.changed:
        return [_("Nothing in it is new: all of it was here."), *_left(one)]
    brought = [
        sentence
        for kind in ("conclusions", "questions", "answers")
        if (sentence := _brought(kind, _changed(one.counts[kind])))
    ]
    told = _("From the copy of {house}: {parts}.")
    return [told.format(house=one.name, parts=listed(brought)), *_gone(one), *_left(one)]


def _changed(counts: Mapping[str, int]) -> int:
    return counts.get("new", 0) + counts.get("newer", 0)


def _brought(kind: str, count: int) -> str:
    if not count:
        return ""
    if kind == "conclusions":
        return n_("{count} conclusion", "{count} conclusions", count)
    if kind == "questions":
        return n_("{count} question", "{count} questions", count)
    return n_("{count} answer", "{count} answers", count)


def _gone(one: Taken) -> list[str]:
    count = sum(found.get("gone", 0) for found in one.counts.values())
    if not count:
        return []
    return [
        n_(
            "{count} entry was withdrawn there and has left this copy too.",
            "{count} entries were withdrawn there and have left this copy too.",
            count,
        )
    ]


def _left(one: Taken) -> list[str]:
    """What stayed as it is, and why."""
    own = sum(found.get("own", 0) for found in one.counts.values())
    judged = sum(found.get("judged", 0) for found in one.counts.values())
    told = []
    if own:
        told.append(
            n_(
                "{count} entry is this copy’s own and stays as it is.",
                "{count} entries are this copy’s own and stay as they are.",
                own,
            )
        )
    if judged:
        told.append(
            n_(
                "{count} entry stays out of sight, as this copy has decided.",
                "{count} entries stay out of sight, as this copy has decided.",
                judged,
            )
        )
    return told
