"""Two copies exchange conclusions, questions and answers: nothing doubles, nothing is overwritten."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from dashboard import exchange_words
from dashboard.catalogue import commitments, database, exchange, outcomes
from dashboard.catalogue.discussion import answers, questions
from dashboard.catalogue.errors import NotAllowed, NotFound
from dashboard.catalogue.exchange import Refused, document
from dashboard.catalogue.moderation import acts
from dashboard.catalogue.rights import Actor, Grant
from tests.catalogue import room
from tests.catalogue.mayors_asked import (
    FIVE,
    LIBRARY,
    MODERATOR,
    Hall,
    Reply,
    answered,
    hall,
    sent,
)
from tests.catalogue.two_houses import REVIEWER, House, houses

__all__ = ["hall", "houses"]

Houses = tuple[House, House]


def content(written: bytes) -> dict[str, Any]:
    told = json.loads(written)["content"]
    return {name: told[name] for name in ("conclusions", "questions", "answers")}


def carried(one: House, other: House) -> exchange.Taken:
    """All that one house has to give, taken by the other."""
    with one():
        written = exchange.written()
    with other():
        return exchange.taken(REVIEWER, written)


def given(one: House) -> dict[str, Any]:
    with one():
        return content(exchange.written())


# The journey ------------------------------------------------------------------------------------


def test_what_one_writes_the_other_answers_and_both_are_equal(houses: Houses, hall: Hall) -> None:
    alpha, beta = houses
    with alpha():
        conclusion = room.signed()
        question = sent(cities=("geneva", "vienna"))
        answered(question, "geneva")

    carried(alpha, beta)
    hall.later(days=1)
    with beta():
        answered(question, "vienna", Reply(words="Sonntags ab Mai.", language="de"))
    taken = carried(beta, alpha)

    assert given(alpha) == given(beta)
    assert len(given(alpha)["answers"]) == 2
    assert dict(taken.counts["answers"]) == {"new": 1, "own": 1}
    with alpha():
        said = {one.city: one.answer for one in answers.of(question)}
        assert said["vienna"] is not None and said["vienna"].text.words == "Sonntags ab Mai."
        assert said["vienna"].house == taken.house
        assert said["geneva"] is not None and said["geneva"].house is None
    with beta():
        assert [one.id for one in outcomes.signed_of(room.WORKSHOP, "en")] == [conclusion]


def test_the_same_file_twice_changes_nothing(houses: Houses, hall: Hall) -> None:
    alpha, beta = houses
    with alpha():
        room.signed()
        answered(sent(cities=("geneva",)), "geneva")
    first = carried(alpha, beta)
    with beta():
        before = (content(exchange.written()), database.version(), len(exchange.files()))

    again = carried(alpha, beta)

    assert (first.changed, again.changed) == (True, False)
    with beta():
        assert (content(exchange.written()), database.version(), len(exchange.files())) == before
        assert "all of it was here" in exchange_words.came_of_it(again)[0]


def test_newer_versions_replace_and_the_older_stay_in_the_log(houses: Houses, hall: Hall) -> None:
    alpha, beta = houses
    with alpha():
        conclusion = room.signed()
        question = sent(cities=("geneva",))
        answered(question, "geneva", Reply(words="In May."))
    carried(alpha, beta)
    hall.later(days=2)
    with alpha():
        room.corrected(conclusion, room.said("Whoever plans a square asks those who sit on it."))
        answered(question, "geneva", Reply(words="In June, the floor is late."))

    carried(alpha, beta)

    with beta():
        one = outcomes.by_id(conclusion, "en")
        assert one is not None and one.version == 2
        assert one.text.words == "Whoever plans a square asks those who sit on it."
        assert [each.version for each in outcomes.history(conclusion, "en")] == [2, 1]
        said = answers.of(question)[0].answer
        assert said is not None and "floor is late" in said.text.words
        assert [each.version for each in answers.versions(question, "geneva")] == [2, 1]
    assert given(alpha) == given(beta)


def test_what_is_withdrawn_or_erased_there_leaves_here_too(houses: Houses, hall: Hall) -> None:
    alpha, beta = houses
    with alpha():
        conclusion, question = room.signed(), sent("Who cleans the square after the market?")
    carried(alpha, beta)
    with alpha():
        outcomes.withdraw(room.ADA, conclusion, "It was said otherwise.")
        acts.move(MODERATOR, question, "hidden", rule="private_person", words="A name stood in it.")

    taken = carried(alpha, beta)

    assert [taken.counts[kind]["gone"] for kind in ("conclusions", "questions")] == [1, 1]
    with beta():
        assert outcomes.by_id(conclusion, "en") is None
        withdrawn = outcomes.withdrawn(conclusion)
        assert withdrawn is not None and withdrawn.reason == "It was said otherwise."
        assert questions.by_id(question) is None
        kept = database.rows("exchange_questions")
        assert "square" not in str(kept)


def test_what_a_moderator_here_has_hidden_stays_hidden(houses: Houses, hall: Hall) -> None:
    alpha, beta = houses
    with alpha():
        question = sent(cities=("geneva",))
    carried(alpha, beta)
    with beta():
        acts.move(MODERATOR, question, "hidden", rule="private_person", words="A name stood in it.")
    with alpha():
        _reworded(question, "When will the library in our district open on a Sunday?")

    taken = carried(alpha, beta)

    assert taken.counts["questions"] == {"judged": 1}
    with beta():
        assert questions.by_id(question) is None


def test_a_file_never_speaks_for_this_house(houses: Houses, hall: Hall) -> None:
    """What is one's own is not overwritten, and nothing new comes in under one's own name."""
    alpha, beta = houses
    with alpha():
        conclusion = room.signed()
        answered(sent(cities=("geneva",)), "geneva")
        mine = exchange.own()
    carried(alpha, beta)
    with beta():
        told = json.loads(exchange.written())["content"]
    before = given(alpha)
    forged = json.loads(json.dumps(told["conclusions"][0]))
    forged["id"] = "o-0123456789"
    told["conclusions"][0]["versions"][0]["said"]["texts"]["en"] = "Nobody ever said such a thing."
    told["conclusions"].append(forged)
    told["answers"][0]["texts"]["en"]["words"] = "Never, and do not ask again."
    told["answers"][0]["version"] = 7

    with alpha():
        taken = exchange.taken(REVIEWER, signed(told))

        assert not taken.changed
        assert {one["house"] for one in told["conclusions"]} == {mine}
        assert outcomes.by_id("o-0123456789", "en") is None
        assert outcomes.by_id(conclusion, "en").text.words == room.WORDS  # type: ignore[union-attr]
    assert given(alpha) == before


def test_an_office_that_answered_here_is_not_spoken_for(houses: Houses, hall: Hall) -> None:
    alpha, beta = houses
    with alpha():
        question = sent(cities=("geneva",))
    carried(alpha, beta)
    with alpha():
        answered(question, "geneva", Reply(words="Here: in May."))
    with beta():
        answered(question, "geneva", Reply(words="There: in June."))

    taken = carried(beta, alpha)

    assert taken.counts["answers"] == {"own": 1}
    with alpha():
        said = answers.of(question)[0].answer
        assert said is not None and said.text.words == "Here: in May."


def test_a_third_copy_gets_it_with_the_name_of_the_first(
    houses: Houses, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    alpha, beta = houses
    monkeypatch.setenv("HOUSE_NAME", "Ville de Genève")
    with alpha():
        first, conclusion = exchange.own(), room.signed()
    carried(alpha, beta)
    monkeypatch.delenv("HOUSE_NAME")

    with beta():
        one = outcomes.by_id(conclusion, "en")
        assert one is not None and one.house == first
        assert exchange.named(one.house) == "Ville de Genève"
        told = json.loads(exchange.written())["content"]
    assert told["house"] != first
    assert told["conclusions"][0]["house"] == first
    assert told["houses"][first]["name"] == "Ville de Genève"


def test_a_promise_comes_with_how_it_goes(houses: Houses, hall: Hall) -> None:
    alpha, beta = houses
    with alpha():
        promised = room.signed(room.promise())
    carried(alpha, beta)
    with alpha():
        _tells(promised, "begun", "Two houses are open.")

    carried(alpha, beta)

    with beta():
        one = commitments.by_id(promised, "en")
        assert one is not None and (one.state, one.words) == ("begun", "Two houses are open.")


# What goes out ----------------------------------------------------------------------------------


def test_nothing_leaves_that_readers_do_not_see(houses: Houses, hall: Hall) -> None:
    alpha, _beta = houses
    with alpha():
        room.sent(room.said("This is not signed yet, only sent."))
        asked = sent(
            "Who answers for the lamps in the park at night?", name="Zilpzalp", sixteen=True
        )
        acts.move(MODERATOR, asked, "hidden", rule="private_person", words="Canary")
        written = exchange.written().decode()

    for secret in (
        "not signed yet",
        "lamps",
        "Zilpzalp",
        "Canary",
        "key_mark",
        "device",
        "ada",
        "mo",
    ):
        assert f'"{secret}"' not in written and (len(secret) < 5 or secret not in written), secret


def test_a_file_of_a_summit_or_a_city_holds_theirs_alone(houses: Houses, hall: Hall) -> None:
    alpha, _beta = houses
    with alpha():
        room.signed()
        promised = room.signed(room.promise(), receipt="r2")
        sent(LIBRARY, cities=("vienna",))
        at_summit = sent(
            "Which city will host the next summit, and when?", cities=FIVE, summit="izmir-2021"
        )

        of_city = content(exchange.written(city="montreal"))
        of_summit = content(exchange.written(summit=room.SUMMIT))
        of_other = content(exchange.written(summit="izmir-2021"))

        assert [one["id"] for one in of_city["conclusions"]] == [promised]
        assert [one["id"] for one in of_city["questions"]] == [at_summit]
        assert len(of_summit["conclusions"]) == 2 and of_summit["questions"] == []
        assert [one["id"] for one in of_other["questions"]] == [at_summit]
        with pytest.raises(NotFound):
            exchange.written(summit="nowhere-1999")


def test_the_same_content_is_the_same_bytes(houses: Houses, hall: Hall) -> None:
    alpha, _beta = houses
    with alpha():
        room.signed()
        first = exchange.written()
        hall.later(days=3)

        assert exchange.written() == first


def test_only_who_may_exchange_takes_a_file(houses: Houses, hall: Hall) -> None:
    alpha, beta = houses
    with alpha():
        written = exchange.written()
    with beta(), pytest.raises(NotAllowed):
        exchange.taken(Actor("r", "R", frozenset({Grant("rapporteur")})), written)


def test_taking_is_logged_with_who_and_how_many(houses: Houses, hall: Hall) -> None:
    alpha, beta = houses
    with alpha():
        room.signed()
    taken = carried(alpha, beta)

    with beta():
        line = database.rows("exchange_files")[0]
        assert line[1] == taken.house and line[3] == "rev"
        with database._cursor() as cursor:
            logged = cursor.execute(
                "select actor, role, action, entity_id from audit where action = 'exchange'"
            ).fetchall()
        assert logged == [("rev", "reviewer", "exchange", line[0])]


# Hostile files ----------------------------------------------------------------------------------


def signed(told: dict[str, Any]) -> bytes:
    """A file with this content and the hash of it, as an enemy would write it."""
    whole = {"form": exchange.FORM, "number": exchange.NUMBER, "content": told,
             "sha256": document.fingerprint(told)}  # fmt: skip
    return json.dumps(whole).encode()


@pytest.fixture
def told(houses: Houses, hall: Hall) -> dict[str, Any]:
    """The content of a good file from alpha; beta is open."""
    alpha, beta = houses
    with alpha():
        room.signed()
        answered(sent(cities=("geneva",)), "geneva")
        found = json.loads(exchange.written())["content"]
    with beta():
        return dict(found)


def refused(given_: bytes) -> list[tuple[str, str]]:
    before = content(exchange.written())
    with pytest.raises(Refused) as error:
        exchange.taken(REVIEWER, given_)
    assert content(exchange.written()) == before
    assert exchange.files() == ()
    for one in error.value.faults:
        assert exchange_words.fault(one)
    return [(one.place, one.code) for one in error.value.faults]


def _set(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(told_: Any) -> None:
        *way, last = [int(one) if one.isdecimal() else one for one in path.split(".")]
        for one in way:
            told_ = told_[one]
        told_[last] = value

    return change


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("conclusions.0.workshop", "atlantis-2031-deep", ("conclusions[0].workshop", "unknown_workshop")),
        ("conclusions.0.versions.0.said.city", "atlantis", ("conclusions[0].versions[0].said.city", "unknown_city")),
        ("questions.0.cities.0.city", "atlantis", ("questions[0].cities[0].city", "unknown_city")),
        ("questions.0.summit", "atlantis-2031", ("questions[0].summit", "unknown_summit")),
        ("answers.0.city", "atlantis", ("answers[0].city", "unknown_city")),
        ("answers.0.question", "0123456789ab", ("answers[0].question", "no_question")),
        ("answers.0.standing", "loved", ("answers[0].standing", "unknown_code")),
        ("answers.0.texts", {"tlh": {"words": "nuqneH", "origin": "human"}}, ("answers[0].texts.tlh", "unknown_language")),
        ("answers.0.office", "x" * 500, ("answers[0].office", "too_long")),
        ("answers.0.answered_at", "2999-01-01T00:00:00", ("answers[0].answered_at", "wrong_moment")),
        ("answers.0.answered_at", "soon", ("answers[0].answered_at", "no_moment")),
        ("answers.0.version", True, ("answers[0].version", "no_number")),
        ("answers.0.surprise", 1, ("answers[0].surprise", "unknown_name")),
        ("questions.0.id", "../../etc/passwd", ("questions[0].id", "no_id")),
        ("questions.0.words", 7, ("questions[0].words", "no_text")),
        ("questions.0.words", "x" * 201, ("questions[0].words", "too_long")),
        ("questions.0.house", "h-<script>", ("questions[0].house", "no_id")),
        ("questions.0.thread", "practice:'; drop table post; --", ("questions[0].thread", "no_id")),
        ("conclusions.0.versions", [], ("conclusions[0].versions", "gap")),
        ("conclusions.0.versions.0.said.kind", "verdict", ("conclusions[0].versions[0].said.kind", "too_short")),
        ("conclusions.0.versions.0.said.draft", "abc", ("conclusions[0].versions[0].said.draft", "unknown_name")),
        ("conclusions.0.versions.0.said", "words", ("conclusions[0].versions[0].said", "no_conclusion")),
        ("houses", {"h-0000000000000000": {"name": "x", "address": "javascript:alert(1)"}}, ("houses.h-0000000000000000.address", "no_address")),
        ("questions", "many", ("questions", "no_list")),
        ("conclusions", [7], ("conclusions[0]", "no_object")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(
    told: dict[str, Any], path: str, value: Any, fault: tuple[str, str]
) -> None:
    _set(path, value)(told)

    assert fault in refused(signed(told))


def test_all_faults_are_told_at_once(told: dict[str, Any]) -> None:
    _set("conclusions.0.workshop", "atlantis-2031-deep")(told)
    _set("questions.0.cities.0.city", "atlantis")(told)
    _set("answers.0.standing", "loved")(told)

    assert {code for _place, code in refused(signed(told))} >= {
        "unknown_workshop", "unknown_city", "unknown_code",
    }  # fmt: skip


def test_a_doubled_entry_is_refused(told: dict[str, Any]) -> None:
    told["questions"].append(told["questions"][0])

    assert ("questions", "twice") in refused(signed(told))


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        (b"", "no_json"),
        (b"\xff\xfe", "no_json"),
        (b"[1, 2", "no_json"),
        (b"null", "not_ours"),
        (b'{"form": "something else"}', "not_ours"),
        (b'{"form": "living-together-exchange", "number": 99}', "other_form"),
        (b'{"form": "living-together-exchange", "form": "x"}', "doubled"),
        (b'{"form": "living-together-exchange", "number": NaN}', "no_json"),
        (b"[" * 5_000 + b"]" * 5_000, "too_deep"),
        (b'{"a":' * 100_000, "too_deep"),
        (b'"' + b"x" * 8_000_001 + b'"', "file_too_long"),
        (b"PK\x03\x04 and then nothing of the kind", "bad_archive"),
    ],
    ids=lambda one: one if isinstance(one, str) else None,
)
def test_a_file_of_another_kind_is_refused_whole(
    houses: Houses, hall: Hall, given_: bytes, code: str
) -> None:
    with houses[1]():
        assert [one[1] for one in refused(given_)] == [code]


def test_a_changed_file_is_noticed(told: dict[str, Any]) -> None:
    given_ = signed(told).replace(b"Office of the mayor", b"Office of the moose")

    assert refused(given_) == [("", "changed")]


def test_an_archive_is_read_for_its_one_file_and_a_bomb_is_not_unpacked(
    houses: Houses, hall: Hall, told: dict[str, Any]
) -> None:
    def archive(name: str, inside: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(name, inside)
            packed.writestr("../../evil.txt", "x")
        return out.getvalue()

    assert refused(archive("elsewhere.json", signed(told))) == [("", "no_member")]
    bomb = archive("x/data/exchange.json", b" " * 300_000_000)
    assert len(bomb) < 1_000_000 and refused(bomb) == [("", "file_too_long")]
    assert exchange.taken(REVIEWER, archive("x/data/exchange.json", signed(told))).changed


def test_what_acts_instead_of_being_read_is_left_out(told: dict[str, Any]) -> None:
    evil = "<script>alert(1)</script>\u202e =cmd|' /C calc'!A0 \u0000\u2066\U000e0041 end of the answer"
    told["answers"][0]["texts"]["en"]["words"] = evil

    assert exchange.taken(REVIEWER, signed(told)).changed

    said = answers.of(told["questions"][0]["id"])[0].answer
    assert said is not None
    assert said.text.words == "<script>alert(1)</script> =cmd|' /C calc'!A0  end of the answer"


def test_its_own_file_is_told_as_such(houses: Houses, hall: Hall) -> None:
    with houses[0]():
        room.signed()
        with pytest.raises(Refused) as error:
            exchange.taken(REVIEWER, exchange.written())
    assert [one.code for one in error.value.faults] == ["from_here"]


# Acts of others ---------------------------------------------------------------------------------


def _reworded(question: str, words: str) -> None:
    """The author changes the question."""
    with database._write_lock, database._cursor() as cursor:
        cursor.execute(
            "update post set words = ?, stamp = stamp + 1 where post_id = ?", [words, question]
        )


def _tells(promised: str, state: str, words: str) -> None:
    before = commitments.by_id(promised, "en")
    assert before is not None
    told_ = commitments.Told(state=state, words=words, language="en", office="City hall")
    commitments.tell(room.office(), promised, told_, after=len(before.steps))
