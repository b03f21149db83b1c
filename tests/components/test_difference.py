"""How a change is drawn: words, marks, languages, escaping."""

from __future__ import annotations

import re

from dashboard.catalogue import differences
from dashboard.catalogue.differences import Change, words
from dashboard.catalogue.draft import Draft, Wording
from dashboard.components import difference


def text(name: str, language: str, old: str, new: str) -> Change:
    return Change(name, language, "changed", old, new, words(old, new))


def test_old_and_new_stand_side_by_side_each_with_its_own_words() -> None:
    drawn = difference.drawn(text("title", "fr", "Une petite maison", "Une grande maison"))
    before, after = drawn.split("difference-new")

    assert "<del>" in before and "petite" in before and "grande" not in before
    assert "<ins>" in after and "grande" in after and "petite" not in after
    assert before.count('lang="fr"') == after.count('lang="fr"') == 1


def test_a_screen_reader_is_told_what_went_and_what_came() -> None:
    drawn = difference.drawn(text("title", "fr", "Une petite maison", "Une grande maison"))

    heard = re.sub(r"<[^>]+>", "", drawn)

    assert "Une (removed: petite) maison" in heard
    assert "Une (added: grande) maison" in heard


def test_words_of_people_are_escaped() -> None:
    drawn = difference.drawn(text("title", "en", "A house <i>for all", "A house <img> <i>for all"))

    assert "<img" not in drawn and "<i>" not in drawn
    assert "&lt;img&gt;" in drawn and "&lt;i&gt;" in drawn


def test_a_text_written_anew_is_not_struck_word_by_word() -> None:
    drawn = difference.drawn(text("title", "en", "A house for all", "Mentors in schools"))

    assert "<del>" not in drawn
    assert "Written anew" in drawn


def test_an_added_text_stands_beside_an_empty_one() -> None:
    one = Change("title", "en", "added", "", "A house", words("", "A house"))

    drawn = difference.drawn(one)

    assert 'class="gap">empty' in drawn
    assert "<ins>" not in drawn


def test_a_change_of_spaces_alone_says_so() -> None:
    assert "Only spaces" in difference.drawn(text("title", "en", "A house", "A  house"))


def test_a_translation_gone_stale_is_told_on_the_side_of_now() -> None:
    one = Change("title", "fr", "same", "Une maison", "Une maison", stale=(False, True))

    before, after = difference.drawn(one).split("difference-new")

    assert "original has changed" not in before
    assert "original has changed" in after


def test_each_row_of_a_list_says_what_became_of_it() -> None:
    figure = {"labels": {"en": "People"}, "value": 5, "unit": "people"}
    old = Draft.model_validate({"partners": ["Police", "Red Cross"], "figures": [figure]})
    new = Draft.model_validate(
        {"partners": ["Red Cross of Lyon", "Parents"], "figures": [{**figure, "value": 6}]}
    )

    drawn = "".join(map(difference.drawn, differences.fields(old, new)))

    for told in (
        "Added",
        "Removed",
        "Changed",
        "People: 6\u00a0people",
        "(removed: 5)",
        "(added: 6)",
    ):
        assert told in re.sub(r"<[^>]+>", "", drawn)


def test_the_fields_that_are_the_same_are_counted_in_words() -> None:
    assert "17 fields are the same" in difference.alike(17)
    assert "1 field is the same" in difference.alike(1)
    assert difference.alike(0) == ""


def test_every_kind_of_field_can_be_drawn(store: object) -> None:
    full = {
        "language": "en", "city_id": 2624652, "themes": ["cohesion"], "topics": ["inclusive"],
        "audiences": ["youth"], "instrument": "programme", "status": "running",
        "evidence": "evaluated", "start_year": 2001, "end_year": 2002, "lead": "City",
        "partners": ["Police"], "title": {"en": Wording(words="A house")},
        "figures": [{"labels": {"en": "People"}, "value": 5, "unit": "people"}, {}],
        "sources": [{"url": "https://a.org", "title": "A"}],
    }  # fmt: skip
    changes = differences.fields(Draft(), Draft.model_validate(full))

    drawn = "".join(map(difference.drawn, changes))

    assert len(changes) == len(full)
    assert "None" not in drawn and "{" not in drawn
