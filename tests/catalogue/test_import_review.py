"""Publishing what one import brought: only what has no fault, never one's own, nothing lost."""

from __future__ import annotations

import pytest

from dashboard.catalogue import contributions, database, import_review, record, review
from dashboard.catalogue.draft import Draft, Source, Wording
from dashboard.catalogue.errors import NotAllowed, OwnWork
from dashboard.catalogue.rights import Actor
from tests.conftest import Desk

NEW = Draft(
    language="de",
    city_id=2820256,
    themes=("integration",),
    instrument="service",
    summary={"de": Wording(words="Nachbarn lernen einander kennen.", origin="original")},
    sources=(Source(url="https://example.org/wuerfel"),),
)


@pytest.fixture
def imported(desk: Desk) -> tuple[Actor, Actor]:
    """Five submissions of one import, the first with a fault; who brought them, and a reviewer."""
    ada, grace = desk.person("reviewer", "researcher"), desk.person("reviewer", name="Grace")
    for number in range(5):
        title = {"de": Wording(words=f"Aus der Einfuhr {number}", origin="original")}
        one = contributions.begin(ada, receipt=f"i{number}", language="de")
        stamp = contributions.save(
            ada, one.receipt, NEW.model_copy(update={"title": title}), one.stamp
        )
        contributions.send(ada, one.receipt, stamp)
    with database._cursor() as cursor:
        cursor.execute("update submission set import_id = 'imp'")
        cursor.execute(
            "update submission set body = replace(body, 'https://', 'ftp://') where receipt = 'i0'"
        )
    return ada, grace


def states(actor: Actor) -> list[str]:
    return [contributions.open(actor, f"i{number}").state for number in range(5)]


def test_what_has_no_fault_goes_out_and_the_rest_waits_on(imported: tuple[Actor, Actor]) -> None:
    _ada, grace = imported

    done = import_review.publish_ready(grace, "imp")

    assert done == import_review.Done(published=4, left=1, more=0)
    assert states(grace) == ["submitted", *["published"] * 4]
    slug = contributions.open(grace, "i3").slug
    assert slug and record.by_slug(slug, "de") is not None
    assert [one.submission.receipt for one in import_review.waiting(grace, "imp")] == ["i0"]


def test_it_goes_in_portions_and_says_how_many_are_left(imported: tuple[Actor, Actor]) -> None:
    _ada, grace = imported

    portions = [import_review.publish_ready(grace, "imp", most=3) for _ in range(2)]

    assert [(one.published, one.left, one.more) for one in portions] == [(3, 1, 1), (1, 1, 0)]


def test_who_brought_it_does_not_publish_it(
    imported: tuple[Actor, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, _grace = imported

    with pytest.raises(OwnWork):
        import_review.publish_ready(ada, "imp")
    assert states(ada) == ["submitted"] * 5
    monkeypatch.setenv("SMALL_TEAM", "1")
    assert import_review.publish_ready(ada, "imp").published == 4


def test_somebody_without_the_right_sees_and_publishes_nothing(
    imported: tuple[Actor, Actor], desk: Desk
) -> None:
    mei = desk.person("researcher", name="Mei")

    for act in (import_review.waiting, import_review.publish_ready):
        with pytest.raises(NotAllowed):
            act(mei, "imp")


def test_what_a_colleague_has_in_hand_stays_with_her(
    imported: tuple[Actor, Actor], desk: Desk
) -> None:
    _ada, grace = imported
    jun = desk.person("reviewer", name="Jun")
    review.take(jun, "i1")

    done = import_review.publish_ready(grace, "imp")

    assert (done.published, done.left) == (3, 2)
    assert contributions.open(grace, "i1").state == "in_review"
    assert contributions.open(grace, "i1").reviewer == "jun"
