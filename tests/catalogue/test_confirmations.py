"""Still running? Dates, contacts and one-use links, with the clock set forward."""

import hashlib
import logging
from datetime import datetime, timedelta

import pytest

from dashboard import letters
from dashboard.catalogue import (
    clock,
    confirmations,
    contributions,
    database,
    mail,
    record,
    review,
    submissions,
    versions,
)
from dashboard.catalogue.confirmations import AskedAlready, BadAnswer, LinkOver
from dashboard.catalogue.errors import NotAllowed, NotFound
from dashboard.catalogue.mail import BadAddress
from dashboard.catalogue.rights import Actor
from tests.conftest import Desk

COMPAZ = "recife-compaz-community-peace-centres"
RELEASED = datetime(2026, 11, 22)
ADDRESS = "office@recife.example"
# Months later than the release, as a month is counted: the same day of the month.
LATER = {11: datetime(2027, 10, 22), 13: datetime(2027, 12, 22), 25: datetime(2028, 12, 22)}


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch):
    """Set the clock."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_to(RELEASED + timedelta(days=1))
    return set_to


@pytest.fixture
def researcher(desk: Desk) -> Actor:
    return desk.person("researcher", name="Rosa")


def asked(actor: Actor, slug: str = COMPAZ, address: str = ADDRESS) -> confirmations.Asked:
    return letters.ask(actor, slug, address, "en", origin="https://house.example")


def city_of(slug: str) -> int:
    whole = record.by_slug(slug, "en")
    assert whole
    return whole.city.city_id


# Dates --------------------------------------------------------------------------------------------


def test_a_released_practice_counts_as_confirmed_on_the_day_of_its_release(desk: Desk, at) -> None:
    at(LATER[11])

    last = confirmations.last_confirmed(COMPAZ)

    assert last == confirmations.Confirmation(RELEASED, "release", 11)
    assert not last.stale


@pytest.mark.parametrize(
    ("months", "twelve", "twenty_four", "between"),
    [(11, 0, 0, 0), (13, 224, 0, 224), (25, 224, 224, 0)],
)
def test_the_lists_follow_the_clock(
    desk: Desk, at, months: int, twelve: int, twenty_four: int, between: int
) -> None:
    at(LATER[months])

    assert len(confirmations.not_confirmed(12, "en")) == twelve
    assert len(confirmations.not_confirmed(24, "en")) == twenty_four
    assert len(confirmations.not_confirmed(12, "en", below=24)) == between


def test_twelve_months_end_on_the_day_and_not_before(desk: Desk, at) -> None:
    at(datetime(2027, 11, 21, 23, 59))
    assert confirmations.not_confirmed(12, "en") == ()

    at(datetime(2027, 11, 22))
    assert len(confirmations.not_confirmed(12, "en")) == 224
    last = confirmations.last_confirmed(COMPAZ)
    assert last and last.stale


def test_a_word_of_the_desk_confirms_from_that_day_on(desk: Desk, at, researcher: Actor) -> None:
    at(LATER[13])

    confirmations.confirm(researcher, COMPAZ, "Told by phone by the centre’s office")

    assert confirmations.last_confirmed(COMPAZ) == confirmations.Confirmation(
        LATER[13], "account", 0
    )
    assert COMPAZ not in {one.slug for one in confirmations.not_confirmed(12, "en")}
    at(LATER[25])
    assert COMPAZ in {one.slug for one in confirmations.not_confirmed(12, "en", below=24)}


def test_what_the_desk_publishes_is_confirmed_on_that_day(desk: Desk, at) -> None:
    at(LATER[13])
    author, reviewer = desk.person("researcher", name="Rosa"), desk.person("reviewer", name="Rui")
    one = contributions.begin(author, receipt="a1", language="en", slug=COMPAZ)
    draft = one.draft.model_copy(update={"lead": "City of Recife"})
    stamp = contributions.save(author, "a1", draft, one.stamp)
    contributions.send(author, "a1", stamp, "")
    review.take(reviewer, "a1")

    review.decide(reviewer, "a1", "published")

    last = confirmations.last_confirmed(COMPAZ)
    assert last and (last.at, last.by_kind, last.months) == (LATER[13], "account", 0)


def test_only_who_may_ask_contacts_may_confirm(desk: Desk, at) -> None:
    city = city_of(COMPAZ)
    with pytest.raises(NotAllowed):
        confirmations.confirm(desk.person("rapporteur"), COMPAZ, "heard")
    with pytest.raises(NotAllowed):
        confirmations.confirm(desk.person("contributor", city_id=city + 1), COMPAZ, "heard")

    confirmations.confirm(desk.person("contributor", city_id=city), COMPAZ, "heard")

    logged = [row for row in kept("audit") if COMPAZ in row]
    assert "confirm" in logged[-1]


# Contacts -----------------------------------------------------------------------------------------


def test_contacts_are_for_those_who_may_ask(desk: Desk, at, researcher: Actor) -> None:
    confirmations.keep_contact(researcher, COMPAZ, ADDRESS, "es")
    city = city_of(COMPAZ)

    for nobody in (desk.person("moderator"), desk.person("contributor", city_id=city + 1)):
        with pytest.raises(NotAllowed):
            confirmations.contacts(nobody, COMPAZ)
    seen = confirmations.contacts(desk.person("contributor", city_id=city), COMPAZ)

    assert [one.address for one in seen] == [ADDRESS]


def test_a_contact_of_the_city_stands_behind_that_of_the_practice(
    desk: Desk, at, researcher: Actor
) -> None:
    confirmations.keep_contact(researcher, COMPAZ, "all@recife.example", "es", whole_city=True)
    confirmations.keep_contact(researcher, COMPAZ, ADDRESS, "es")

    seen = confirmations.contacts(researcher, COMPAZ)

    assert [one.address for one in seen] == [ADDRESS, "all@recife.example"]


def test_the_same_address_is_kept_once(desk: Desk, at, researcher: Actor) -> None:
    first = confirmations.keep_contact(researcher, COMPAZ, ADDRESS, "es")
    again = confirmations.keep_contact(researcher, COMPAZ, f" {ADDRESS} ", "fr")

    assert again.contact_id == first.contact_id
    assert len(confirmations.contacts(researcher, COMPAZ)) == 1


@pytest.mark.parametrize(
    "address",
    [
        "", "office", "office@", "@recife.example", "a b@recife.example", "a@b", "a@@b.example",
        "a@b.example\nBcc: x@y.example", "a@b.example\r\nSubject: x", "Office <a@b.example>",
        "a@b.example,c@d.example", ".a@b.example", "a@b..example", "ä@b.example", "a" * 250 + "@b.example",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(desk: Desk, at, researcher: Actor, address: str) -> None:
    with pytest.raises(BadAddress):
        confirmations.keep_contact(researcher, COMPAZ, address, "en")


def test_an_erased_contact_is_forgotten_everywhere(desk: Desk, at, researcher: Actor) -> None:
    one = asked(researcher)
    contact = confirmations.contacts(researcher, COMPAZ)[0]
    assert mail.waiting() == 1

    confirmations.erase_contact(researcher, contact.contact_id)

    assert confirmations.contacts(researcher, COMPAZ) == ()
    assert mail.waiting() == 0
    with pytest.raises(LinkOver):
        confirmations.asked_by(one.code)
    with pytest.raises(NotFound):
        confirmations.erase_contact(researcher, contact.contact_id)
    assert ADDRESS not in everything_kept()


def test_an_address_is_in_no_log_and_no_text_of_a_record(
    desk: Desk, at, researcher: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    one = asked(researcher)

    assert ADDRESS not in caplog.text and one.code not in caplog.text
    assert ADDRESS not in repr(one) and one.code not in repr(one)
    assert ADDRESS not in repr(confirmations.contacts(researcher, COMPAZ))
    for table, _column in tables_that_hold(ADDRESS):
        assert table == "contact"


def test_only_the_sha256_of_a_code_is_kept(desk: Desk, at, researcher: Actor) -> None:
    one = asked(researcher)

    assert tables_that_hold(one.code) == []
    kept = hashlib.sha256(one.code.encode()).hexdigest()
    assert tables_that_hold(kept) == [("confirmation_ask", "code_sha256")]


def kept(table: str) -> list[tuple]:
    with database._cursor() as cursor:
        return cursor.execute(f"select * from {table} order by all").fetchall()


def everything_kept() -> str:
    return "\n".join(str(row) for _, _, row in _texts())


def tables_that_hold(words: str) -> list[tuple[str, str]]:
    return sorted({(table, column) for table, column, value in _texts() if words in value})


def _texts():
    with database._cursor() as cursor:
        columns = cursor.execute(
            "select table_name, column_name from information_schema.columns "
            "where data_type = 'VARCHAR' and table_schema = 'main' and table_name in "
            "(select table_name from duckdb_tables()) order by 1, 2"
        ).fetchall()
        for table, column in columns:
            held = cursor.execute(f'select "{column}" from "{table}"').fetchall()
            yield from ((table, column, value) for (value,) in held if value)


# Links --------------------------------------------------------------------------------------------


def test_asking_writes_a_letter_with_the_link(desk: Desk, at, researcher: Actor) -> None:
    one = asked(researcher)

    letter = next(mail.outbox().glob("*.eml")).read_text()

    assert f"To: {ADDRESS}" in letter
    assert one.code in letter.replace("=\n", "").replace("=3D", "=")
    assert confirmations.asked_by(one.code).slug == COMPAZ


def test_a_second_click_is_no_second_letter(desk: Desk, at, researcher: Actor) -> None:
    asked(researcher)

    with pytest.raises(AskedAlready):
        asked(researcher)
    assert mail.waiting() == 1

    at(RELEASED + timedelta(days=3))
    asked(researcher)
    assert mail.waiting() == 2


def test_where_no_letter_can_be_written_there_is_no_link(desk: Desk, at, researcher: Actor) -> None:
    def full(_asked: confirmations.Asked) -> None:
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        confirmations.ask(researcher, COMPAZ, ADDRESS, "en", write=full)

    asked(researcher)  # not refused as the second of a day
    assert mail.waiting() == 1


def test_looking_at_a_link_changes_nothing(desk: Desk, at, researcher: Actor) -> None:
    one = asked(researcher)
    before = everything_kept()

    for _ in range(3):
        confirmations.asked_by(one.code)

    assert everything_kept() == before


def test_a_link_works_once(desk: Desk, at, researcher: Actor) -> None:
    one = asked(researcher)

    confirmations.answer_running(one.code)

    for answer in (
        lambda: confirmations.answer_running(one.code),
        lambda: confirmations.answer_changed(one.code, "more"),
        lambda: confirmations.answer_ended(one.code, "2025", "why"),
        lambda: confirmations.asked_by(one.code),
    ):
        with pytest.raises(LinkOver):
            answer()
    assert len(database.rows("submissions_mine", author="contact")) == 0


@pytest.mark.parametrize(("days", "over"), [(59, False), (60, True), (400, True)])
def test_a_link_is_open_for_sixty_days(
    desk: Desk, at, researcher: Actor, days: int, over: bool
) -> None:
    one = asked(researcher)

    at(RELEASED + timedelta(days=1 + days))

    if over:
        for follow in (confirmations.asked_by, confirmations.answer_running):
            with pytest.raises(LinkOver):
                follow(one.code)
    else:
        confirmations.answer_running(one.code)


@pytest.mark.parametrize("code", ["", "nothing", "x" * 5000, "' or 1=1 --"])
def test_a_code_that_never_was_leads_nowhere(desk: Desk, at, code: str) -> None:
    with pytest.raises(LinkOver):
        confirmations.asked_by(code)


# Answers ------------------------------------------------------------------------------------------


def test_it_still_runs_is_a_confirmation(desk: Desk, at, researcher: Actor) -> None:
    at(LATER[13])
    one = asked(researcher)

    confirmations.answer_running(one.code)

    assert confirmations.last_confirmed(COMPAZ) == confirmations.Confirmation(
        LATER[13], "contact", 0
    )


def test_something_changed_waits_in_the_queue_and_the_public_text_stays(
    desk: Desk, at, researcher: Actor
) -> None:
    at(LATER[13])
    one = asked(researcher)
    public = record.by_slug(COMPAZ, "en")

    confirmations.answer_changed(one.code, "  Two more centres.\r\nThe lead is new. \x00 ")

    waiting = review.queue(desk.person("reviewer", name="Rui"))
    assert [(one.slug, one.author, one.state) for one in waiting] == [
        (COMPAZ, "contact", "submitted")
    ]
    sent = review.sendings(desk.person("reviewer", name="Rui"), waiting[0].receipt)
    assert sent[0].note == "Two more centres.\nThe lead is new."
    assert record.by_slug(COMPAZ, "en") == public
    last = confirmations.last_confirmed(COMPAZ)
    assert last and last.stale  # what was said is not what is told: that does not confirm it
    listed = {one.slug: one for one in confirmations.not_confirmed(12, "en")}
    assert listed[COMPAZ].answered_at == LATER[13]
    assert sum(one.answered_at is not None for one in listed.values()) == 1


def test_it_has_ended_proposes_the_year_and_says_why(desk: Desk, at, researcher: Actor) -> None:
    at(LATER[13])
    one = asked(researcher)

    confirmations.answer_ended(one.code, " 2027 ", "The money ended.")

    reviewer = desk.person("reviewer", name="Rui")
    waiting = review.queue(reviewer)[0]
    proposed = submissions.by_receipt(waiting.receipt).draft
    assert (proposed.status, proposed.end_year) == ("completed", 2027)
    assert proposed.model_copy(
        update={
            "status": versions.draft_of(COMPAZ).status,
            "end_year": versions.draft_of(COMPAZ).end_year,
        }
    ) == versions.draft_of(COMPAZ)
    review.take(reviewer, waiting.receipt)
    review.decide(reviewer, waiting.receipt, "published", reason="Told by the city")
    public = record.by_slug(COMPAZ, "en")
    assert public and public.end_year == 2027


@pytest.mark.parametrize(
    ("year", "why", "code"),
    [
        ("", "why", "year_missing"), ("soon", "why", "year_wrong"), ("20270", "why", "year_wrong"),
        ("1900", "why", "year_wrong"), ("2029", "why", "year_wrong"), ("²²²²", "why", "year_wrong"),
        ("2027", "  ", "words_missing"), ("2027", "x" * 2001, "words_too_long"),
    ],
)  # fmt: skip
def test_an_answer_that_lacks_something_leaves_the_link_open(
    desk: Desk, at, researcher: Actor, year: str, why: str, code: str
) -> None:
    at(LATER[13])
    one = asked(researcher)

    with pytest.raises(BadAnswer) as fault:
        confirmations.answer_ended(one.code, year, why)

    assert fault.value.code == code
    assert confirmations.asked_by(one.code)


def test_a_practice_that_is_no_longer_public_has_no_open_link(
    desk: Desk, at, researcher: Actor
) -> None:
    from dashboard.catalogue import standing

    one = asked(researcher)

    standing.withdraw(desk.person("reviewer", name="Rui"), COMPAZ, "Taken out for a test")

    with pytest.raises(LinkOver):
        confirmations.asked_by(one.code)
    assert confirmations.last_confirmed(COMPAZ) is None
