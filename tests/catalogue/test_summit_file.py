"""A summit as one file: read whole, or refused with every fault and where it is."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.catalogue import summit_file, summit_form
from tests.summit_files import bochum


def faults(**changed: object) -> list[str]:
    return [str(one) for one in summit_file.read(bochum(**changed))[1]]


def test_a_good_file_is_read_with_the_place_of_every_city() -> None:
    known, wrong = summit_file.read(bochum())

    assert wrong == ()
    assert known is not None
    assert known.host.name == "Bochum"
    assert [known.place(one).slug for one in known.told.guests[1:]] == [
        "vienna",
        "recife",
        "arnhem",
    ]
    assert known.told.starts == date(2027, 5, 14)


def test_every_fault_is_told_at_once_with_where_it_is() -> None:
    told = bochum(id="Bochum 2027", starts="2027-05-20", city="Atlantis", colour="red", sources=[])
    told["edition"] = "four"
    told["guests"] += [
        {"city": "Springfield", "country": "US", "signed": "yes"},
        {"city": "Vienna", "country": "AT"},
    ]
    told["declaration"]["points_en"].append("A third point")
    told["declaration"]["url"] = "ftp://bochum.de"
    told["workshops"][0]["questions_de"].append("")
    told["workshops"][0]["conclusions"][0]["kind"] = "hope"
    told["programme"].append({"date": "soon"})

    known, wrong = summit_file.read(told)

    assert known is None
    assert {one.path: one.code for one in wrong} == {
        "id": "bad_id",
        "edition": "not_a_number",
        "city": "unknown_place",
        "ends": "ends_before_start",
        "declaration.url": "not_a_web_address",
        "declaration.points_de": "uneven_points",
        "programme[2].date": "not_a_date",
        "programme[2]": "no_language",
        "guests[5].signed": "not_yes_or_no",
        "guests[5].city": "several_places",
        "workshops[1].questions_de[3]": "missing",
        "workshops[1].id": "not_of_this_summit",
        "workshops[1].conclusions[1].kind": "unknown_code",
        "sources": "missing",
        "colour": "unknown_field",
    }


@pytest.mark.parametrize("code", sorted(summit_file.SENTENCES))
def test_every_code_of_a_fault_has_a_sentence_that_can_be_filled(code: str) -> None:
    values = {"given": "x", "wanted": 2, "most": 3}

    told = str(summit_file.Fault(("name",), code, values))

    assert told.startswith("name ")
    assert "{" not in told


def test_a_place_id_tells_namesakes_apart() -> None:
    springfield = {"city": "Springfield", "country": "US", "place_id": 4951788}

    known, wrong = summit_file.read(bochum(guests=[springfield]))

    assert wrong == ()
    assert known is not None and known.place(known.told.guests[0]).place_id == 4951788
    assert faults(guests=[{"city": "Springfield", "country": "US"}])


def test_a_city_named_twice_is_told() -> None:
    vienna = {"city": "Vienna", "country": "AT"}

    assert faults(guests=[vienna, {"city": "Wien", "country": "AT"}]) == [
        "guests[2].city is named twice: Wien"
    ]


@pytest.mark.parametrize("sign", ["\x00", "\u202e", "\u2066"])
def test_a_sign_that_nobody_sees_is_refused(sign: str) -> None:
    assert faults(venue=f"Hall{sign}") == ["venue holds a sign that nobody can see; type it again"]


@pytest.mark.parametrize("told", [[], "text", 3, None])
def test_what_is_no_object_is_told_and_nothing_breaks(told: object) -> None:
    assert [one.code for one in summit_file.read(told)[1]] == ["not_an_object"]


@pytest.mark.parametrize(
    "field", ["name", "guests", "workshops", "declaration", "programme", "sources", "outcomes"]
)
@pytest.mark.parametrize("value", [3, "text", [3], [[]], {"a": 1}, [{"city": 3}]])
def test_a_field_of_another_kind_is_a_fault_and_never_breaks_the_reading(
    field: str, value: object
) -> None:
    known, wrong = summit_file.read(bochum(**{field: value}))

    assert known is None
    assert all(str(one) for one in wrong)
    assert wrong


# The form -----------------------------------------------------------------------------------------


def test_a_form_that_was_filled_field_by_field_makes_the_file() -> None:
    body = summit_form.empty("de", 4)
    for path, words in (
        ("id", "bochum-2027"),
        ("name.de", "Vierter Gipfel"),
        ("starts", "2027-05-14"),
        ("ends", "2027-05-16"),
        ("edition", "5"),
        ("sources.1", "https://www.bochum.de/gipfel"),
    ):
        body = summit_form.put(body, path, words)
    body = summit_form.put_in(body, "", city="Bochum", country="DE", place_id=2947416)
    for path in ("declaration.points", "declaration.points", "workshops", "workshops.1.questions"):
        body = summit_form.add_row(body, path)
    body = summit_form.put(body, "declaration.title", "Bochumer Erklärung")
    body = summit_form.put(body, "declaration.points.1.de", "Nachbarn kennen einander.")
    body = summit_form.put(body, "workshops.1.title.de", "Wer fehlt?")
    body = summit_form.put(body, "workshops.1.questions.1.de", "Wer war noch nie hier?")
    body = summit_form.put_in(body, "workshops.1", topic="inclusive")

    told = summit_form.as_file(body)

    assert summit_file.read(told)[1] == ()
    assert told["edition"] == 5
    assert told["declaration"] == {
        "title": "Bochumer Erklärung",
        "points_de": ["Nachbarn kennen einander."],  # the empty row is none
    }
    assert told["workshops"] == [
        {
            "id": "bochum-2027-inclusive",
            "title": {"de": "Wer fehlt?"},
            "topic": "inclusive",
            "cities": [],
            "leads": [],
            "questions_de": ["Wer war noch nie hier?"],
        }
    ]


def test_a_point_that_lacks_a_language_is_told_where_it_stands_in_the_form() -> None:
    body = summit_form.empty("de", 4)
    for path in ("declaration.points", "declaration.points"):
        body = summit_form.add_row(body, path)
    body = summit_form.put(body, "declaration.points.1.de", "Eins")
    body = summit_form.put(body, "declaration.points.2.de", "Zwei")
    body = summit_form.put(body, "declaration.points.2.en", "Two")

    _known, wrong = summit_file.read(summit_form.as_file(body))

    places = {summit_form.place_in_form(one) for one in wrong}
    assert ("declaration", "points", 0) in places


def test_a_workshop_keeps_its_id_when_rows_move() -> None:
    body = summit_form.put(summit_form.empty("de", 4), "id", "bochum-2027")
    body = summit_form.settled(
        summit_form.add_row(summit_form.add_row(body, "workshops"), "workshops")
    )

    left = summit_form.drop_row(body, "workshops", 1)

    assert [one["id"] for one in summit_form.as_file(left)["workshops"]] == ["bochum-2027-2"]


def test_what_is_typed_into_a_form_is_cleaned_before_anybody_reads_it() -> None:
    body = summit_form.put(summit_form.empty("de", 4), "venue", " Halle\u202e <b>3</b>\x00 ")

    assert summit_form.as_file(body)["venue"] == "Halle <b>3</b>"


@pytest.mark.parametrize("path", ["", "guests", "name.xx", "name", "workshops.9.title.de", "body"])
def test_a_path_that_leads_nowhere_is_refused(path: str) -> None:
    with pytest.raises(summit_form.NotFound):
        summit_form.put(summit_form.empty("de", 4), path, "words")
