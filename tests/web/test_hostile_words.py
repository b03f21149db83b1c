"""Hostile text through every field to every page, sheet, feed, file and edition: shown as text.

Markup, scripts, signs that act, emoji, letters that look like others, formulas and templates stand
in all fields that people fill at a summit. The routes are those of `addresses`, so that a new one
is gone through as soon as it is there; each answer is read by a parser of its own kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import bibtexparser
import pytest
import rispy
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import freezing, navigation
from dashboard.catalogue import build, contributions, database, people
from dashboard.catalogue.draft import Draft, Wording
from dashboard.catalogue.errors import Incomplete
from dashboard.catalogue.exhibition import Subject
from dashboard.catalogue.people import accounts
from dashboard.catalogue.rights import OF_A_CITY, ROLES, Actor, Grant
from dashboard.components.host.steps import STEPS
from dashboard.components.moderation import PARTS
from dashboard.i18n import LANGUAGES
from dashboard.taking_home import branding, packing
from dashboard.taking_home.pages import Wish
from dashboard.web import answers
from tests import small_release
from tests.catalogue import talking
from tests.conftest import Desk, OpenPage
from tests.web import addresses, hostile, lived_in
from tests.web.asking import Answer, Asker
from tests.web.hostile import EMOJI, TWINS, Writer, squeezed

# The fields of a practice, which refuse signs that act instead of leaving them out.
OF_A_PRACTICE = (
    "title", "summary", "challenge", "approach", "results", "lead", "partner", "second partner",
    "figure", "period", "measured by", "source", "publisher",
)  # fmt: skip


@dataclass
class Said:
    """An answer, read by a parser of its kind."""

    route: str
    address: str
    answer: Answer

    @cached_property
    def read(self) -> hostile.Read:
        """What is wrong with it, and its text."""
        return hostile.read(self.answer.kind, self.answer.body) if self.answer.body else ([], "")


@dataclass
class House:
    """The application in which hostile words stand in every field."""

    desk: Desk
    ask: Asker
    say: Writer
    lived: lived_in.Lived
    day: str  # of the edition that is frozen

    def asked(self) -> Iterator[tuple[str, str]]:
        """Each route with an address of it in a language; those of the talk in a second one."""
        for one in addresses.examples(day=self.day, **self.lived.ids):
            yield one.route, one.spoken("en")
        for address in self.lived.addresses():
            yield address.partition("?")[0], f"/en{address}"
            if address.startswith(("/talk", "/questions", "/statement")):
                yield f"fr {address.partition('?')[0]}", f"/fr{address}"

    @cached_property
    def said(self) -> list[Said]:
        """What every route answers, each asked once."""
        return [Said(route, address, self.ask(address)) for route, address in self.asked()]


@pytest.fixture(scope="module")
def house(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("hostile")
    build.build(small_release.write(folder / "data"), folder / "catalogue.duckdb")
    st.cache_resource.clear()
    with (
        small_release.opened(folder / "catalogue.duckdb", store) as desk,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(answers, "shelf", answers.Shelf())
        say = Writer(OF_A_PRACTICE)
        lived = lived_in.filled(desk, say)
        day = freezing.freeze(desk.person("administrator", name="Chief")).name
        made = House(desk, Asker(addresses.house()), say, lived, day)
        yield made
        made.ask.close()
    st.cache_resource.clear()


# Every route --------------------------------------------------------------------------------------


def test_hostile_words_are_nothing_but_text_on_every_route(house: House) -> None:
    for one in house.said:
        assert one.answer.status < 500, one.address
        assert one.answer.headers.get("x-content-type-options") == "nosniff", one.address

    assert [(one.address, wrong) for one in house.said for wrong in one.read[0]] == []


# Which fields each of these routes shows, so that the words are known to have come that far.
SHOWN = {
    "/p/{}": ("title en", "summary en", "challenge en", "lead", "partner", "figure en", "source"),
    "/c/{}": ("title en",),
    "/summit/{}": (
        "summit en", "venue", "host", "point en", "room question en", "representative", "speaker",
    ),
    "/api/v1/summits/{}": ("summit fr", "programme de", "place", "slogan", "declaration"),
    "/api/v1/practices/{}": ("title es", "results fr", "figure de", "publisher"),
    "/sheet/p/{}.pdf": ("title en", "summary en"),
    "/sheet/summit/{}.pdf": ("summit en", "point en"),
    "/sheet/c/{}.pdf": ("title en",),
    "/practices.csv": ("title en", "lead"),
    "/practices.xlsx": ("title en", "lead"),
    "/practices.parquet": ("title en", "summary de"),
    "/compare.xlsx": ("title en", "period"),
    "/feed/all.atom": ("title en", "summary en"),
    "/record/{}.json": ("title fr", "approach es"),
    "/cite/p/{}.{}": ("title en",),
    "/embed/p/{}": ("title en",),
    "/matrix.csv": ("reason", "office of reason", "point en"),
    "/commitments": ("commitment en", "promised by", "step", "office of step"),
    "/commitments.csv": ("commitment en", "promised by", "step", "office of step"),
    f"/summit/{lived_in.room.SUMMIT}": ("agreed en", "disputed en", "why withdrawn"),
    f"/p/{lived_in.RENNES}": ("why retired",),
    f"/p/{lived_in.WIEN}": ("why gone",),
    "/talk": ("commitment en",),
    "/talk/city/vienna": ("post on city", "name on city"),
    f"/talk/question/{lived_in.HALL}.q1": ("room question en", "closing en", "post on question"),
    f"fr /talk/question/{lived_in.HALL}.q1": ("room question fr", "closing fr"),
    "/feed/talk/city/vienna.atom": ("post on city", "name on city"),
    "/questions": ("question",),
    "/questions.csv": ("question", "reasons", "answer en", "office"),
    "/questions.json": ("question", "reasons", "answer fr", "office"),
    "/feed/questions.atom": ("question", "answer en", "office"),
    "/wall/{}/{}.json": ("summit en", "workshop fr", "room question de"),
    "/take-home/summit/{}.zip": ("summit en", "point en", "question", "answer de", "asker"),
    "/editions/{}.zip": ("title en", "summit de", "promised by", "speaker", "step"),
    "/mine": ("post on practice", "name on practice", "question", "asker"),
    "/statement": ("hidden", "to the author", "appeal", "to the appeal", "notice open"),
    "/talk/change": ("post on practice",),
}  # fmt: skip


@pytest.mark.parametrize("route", SHOWN)
def test_the_words_themselves_are_there_as_text(house: House, route: str) -> None:
    said = [one for one in house.said if one.route == route]
    text = "\n".join(one.read[1] for one in said)

    lacking = [one for one in SHOWN[route] if one not in house.say.found(text)]
    assert lacking == []
    if not said[0].answer.kind.endswith("pdf"):  # a sheet's letters come out line by line
        told = squeezed(text)
        changed = [one for one in SHOWN[route] if squeezed(house.say.kept(one)) not in told]
        assert changed == []
        assert EMOJI in text and TWINS in text


def test_every_field_is_shown_somewhere(house: House) -> None:
    """What only its own page shows or staff read is told by name, so that no field is forgotten."""
    everywhere = set().union(*(house.say.found(one.read[1]) for one in house.said))

    assert set(house.say.written) - everywhere == {
        "note to reviewer", "note", "withdrawn", "proof", "refused", "second appeal",
        "notice answered", "notifier answered", "to the notifier", "notifier open", "letter",
        "template", "words of template", "closing de", "closing es",
    }  # fmt: skip


def test_a_hostile_title_is_one_citation_and_no_more(house: House) -> None:
    slug = house.lived.practice

    bib = bibtexparser.parse_string(house.ask(f"/en/cite/p/{slug}.bib").text)
    ris = rispy.loads(house.ask(f"/en/cite/p/{slug}.ris").text)

    assert (len(bib.entries), bib.failed_blocks, len(ris)) == (1, [], 1)
    assert len(bib.comments) + len(bib.preambles) + len(bib.strings) == 0


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\x85", "\x9b", "\u202e", "\u2066"])
def test_a_practice_with_a_sign_that_nobody_sees_is_not_sent(house: House, sign: str) -> None:
    ada = house.desk.person("researcher")
    receipt = f"sign-{ord(sign):x}"
    one = contributions.begin(ada, receipt=receipt, language="en")
    draft = Draft(language="en", title={"en": Wording(words=f"Mediators{sign} by night")})
    stamp = contributions.save(ada, receipt, draft, one.stamp)

    with pytest.raises(Incomplete) as error:
        contributions.send(ada, receipt, stamp)

    assert ("title", "unreadable_sign") in {(one.field, one.code) for one in error.value.faults}


# The edition to take home -------------------------------------------------------------------------


def test_a_hostile_name_and_welcome_are_text_in_the_edition_to_take_home(house: House) -> None:
    say = Writer()
    dressed = branding.of_form(
        {
            "name": say("house", 120),
            "welcome": {code: say(f"welcome {code}", 2_000) for code in LANGUAGES},
        }
    )
    wish = Wish(Subject("summit", lived_in.SUMMIT), branding=dressed, live="https://house.example")

    edition = packing.made(wish).files

    read = {path: hostile.read(hostile.kind_of(path), content) for path, content in edition.items()}
    assert [(path, wrong) for path, (wrong, _) in read.items() if wrong] == []
    for language in LANGUAGES:
        told = squeezed(read[f"{language}/index.html"][1])
        assert squeezed(say.kept(f"welcome {language}")) in told
        assert squeezed(say.kept("house")) in told


# The pages of the dashboard -----------------------------------------------------------------------


def views(script: str, lived: lived_in.Lived) -> list[dict[str, str]]:
    """The addresses of a page at which the words stand, by their queries."""
    practice, summit, city = (lived.ids[one] for one in ("practice", "summit", "city"))
    hall = {"id": summit, "point": "2", "city": lived_in.VIENNA}
    asked: dict[str, list[dict[str, str]]] = {
        "explore": [{"q": "zq7"}, {"q": "zq7", "view": "table"}],
        "map": [{"q": "zq7"}, {"q": "zq7", "at": city}],
        "practice": [{"id": practice}, {"id": practice, "ask": lived_in.VIENNA}],
        "history": [{"id": practice}],
        "compare": [{"id": practice}],
        "city": [{"id": city}, {"id": lived_in.VIENNA}],
        "peers": [{"id": city}, {"place": lived_in.VIENNA}],
        "compare_cities": [{"id": city}],
        "summits": [{"id": summit}, {"id": lived_in.room.SUMMIT}],
        "matrix": [{"id": summit}, hall, {**hall, "point": "1", "city": "recife"}],
        "workshop": [{"id": lived_in.room.WORKSHOP}, {"id": lived_in.HALL}],
        "host": [{}, *({"draft": "summit", "step": one} for one in STEPS)],
        "answers": [{}, {"id": lived.question, "city": lived_in.VIENNA}],
        "moderation": [
            *({"part": one} for one in PARTS),
            *({"id": one} for one in lived.posts.values()),
            {"part": "threads", "thread": talking.CITY},
        ],
        "review": [{}, {"id": "practice"}],
        "take_home": [{"id": summit}],
    }
    return asked.get(script, [{}])


def everybody() -> Actor:
    """Somebody who may do everything, also for the city that was asked, under a hostile name."""
    vienna = people.city_of_slug(lived_in.VIENNA)
    grants = frozenset(Grant(one, vienna if one in OF_A_CITY else None) for one in ROLES)
    name = Writer(("name",))("name", 90)
    with database.transaction() as writer:
        account = accounts.create(writer, login=None, name=name, language="en")
    return Actor(account, name, grants)


# What Streamlit's front end reads as Markdown, by the names of its messages.
_MARKDOWN = ("label", "help", "body", "captions", "title", "text", "content")
_AS_TYPED = ("Text", "Json", "Code")  # whose body is no Markdown


def read_page(at: AppTest) -> hostile.Read:
    """What is wrong with all that a page sends as HTML or as Markdown, and its text."""
    read = [
        (getattr(each, "key", None) or each.type, one)
        for each in at._tree
        for one in _read_proto(getattr(each, "proto", None))
    ]
    faults = [f"{key}: {fault}" for key, (wrong, _) in read for fault in wrong]
    return faults, "\n".join(text for _, (_, text) in read)


def _read_proto(proto: Any) -> Iterator[hostile.Read]:
    kind = proto.DESCRIPTOR.name if proto is not None else ""
    if kind == "Html" or getattr(proto, "allow_html", False):
        yield hostile.html(proto.body)
    elif kind == "BidiComponent":
        yield from _component(proto)
    elif kind == "PlotlyChart":  # which knows some tags, and links
        yield hostile.json_of(proto.spec or "null", as_html=True)
    elif kind:
        yield from _read_fields(proto, kind)


def _component(proto: Any) -> Iterator[hostile.Read]:
    """A component of ours: it sets what it is given under `html` into the page, the rest as text."""
    yield hostile.html(proto.html_content)
    wrong, told = hostile.json_of(proto.json or "null")
    # In the field itself every sign stands as it was typed: whoever wrote it may take it out.
    typed = proto.component_name.endswith(("saved_text", "saved_line"))
    yield [one for one in wrong if not (typed and "a sign that acts" in one)], told


def _read_fields(proto: Any, kind: str) -> Iterator[hostile.Read]:
    for known, value in proto.ListFields():
        rich = known.name in _MARKDOWN and not (kind in _AS_TYPED and known.name == "body")
        rich = rich or (kind, known.name) == ("Radio", "options")
        several = isinstance(value, Sequence) and not isinstance(value, (str, bytes))
        for one in value if several else (value,):
            if hasattr(one, "DESCRIPTOR"):
                yield from _read_proto(one)
            elif isinstance(one, str):
                yield hostile.markdown(one) if rich else ([], one)


# What the pages show to those who may see it.
ON_PAGES = {
    "practice": ("title en", "summary en", "lead", "partner", "source"),
    "history": ("title en",),
    "explore": ("title en",),
    "city": ("title en",),
    "summits": ("summit en", "venue", "point en"),
    "matrix": ("second point en",),
    "workshop": ("agreed en",),
    "moderation": (
        "post on city",
        "name on city",
        "refused",
        "second appeal",
        "notice open",
        "notifier open",
        "letter",
        "template",
        "words of template",
    ),
    "host": ("summit en", "second point en", "room question en", "speaker", "host"),
    "commitments": ("commitment en", "step", "office of step"),
    "answers": ("question",),
}
FOR_ALL = ("practice", "history", "explore", "city", "summits", "matrix")


@pytest.mark.parametrize("who", ["visitor", "everybody"])
@pytest.mark.parametrize("script", [one.script for one in navigation.PAGES])
def test_hostile_words_are_text_on_every_page_of_the_dashboard(
    house: House, open_page: OpenPage, script: str, who: str
) -> None:
    actor = everybody() if who == "everybody" else None

    text = ""

    for query in views(script, house.lived):
        faults, told = read_page(open_page(script, "en", actor, **query))
        assert faults == [], query
        text += told

    if who == "everybody" or script in FOR_ALL:
        found = house.say.found(text)
        assert [one for one in ON_PAGES.get(script, ()) if one not in found] == []


def test_a_word_of_an_address_that_nobody_knows_is_text(house: House, open_page: OpenPage) -> None:
    at = open_page("explore", "en", None, theme="[zq7](//zq7.io) `[zq7](//zq7.io)`")

    assert read_page(at)[0] == []
    assert "zq7.io" in read_page(at)[1]


# A megabyte ---------------------------------------------------------------------------------------

FORM = (("content-type", "application/x-www-form-urlencoded"), ("origin", "http://house.example"))


def forms(house: House) -> dict[str, str]:
    """Each public form with its address, and the field in which people write most."""
    return {
        f"/talk/{house.lived.threads()[0].replace(':', '/')}": "words",
        f"/talk/change?code={house.lived.codes['author']}": "words",
        "/ask": "words",
        "/notice": "words",
        "/contact": "words",
        "/check": "text",
        f"/statement?code={house.lived.codes['hidden']}": "words",
        f"/mine?code={house.lived.codes['author']}": "words",
    }


@pytest.mark.parametrize("number", range(8))
@pytest.mark.parametrize("signs", ["x" * 1_000_000, "<b>zq7" * 170_000, "👩" * 90_000])
def test_a_megabyte_in_a_form_is_refused_with_a_sentence(
    house: House, number: int, signs: str
) -> None:
    address, name = list(forms(house).items())[number]

    answer = house.ask(f"/en{address}", "POST", FORM, urlencode({name: signs}).encode())

    assert refused(answer), (address, answer.status)
    assert len(answer.body) < 100_000
    assert hostile.html(answer.text)[0] == []


def refused(answer: Answer) -> bool:
    return answer.status in range(400, 500) and "<p" in answer.text


def test_every_form_that_anybody_may_send_is_among_them(house: House) -> None:
    named = {one.partition("?")[0].split("/")[1] for one in forms(house)}
    taking = {addresses.room(path) for path, methods in addresses.routes() if "POST" in methods}

    # The doors of people with an account and of programs, and a button without words.
    assert taking - named == {"sign-in", "sign-out", "invitation", "still-running", "questions"}
