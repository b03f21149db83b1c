"""Questions to mayors in the browser and as files: page, feed, JSON and CSV say the same."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape

import feedparser
import pytest
from lxml import etree, html
from starlette.testclient import TestClient

from dashboard.catalogue import database
from dashboard.catalogue.discussion import guard as spam
from dashboard.catalogue.discussion import questions
from dashboard.catalogue.moderation import acts, rules
from dashboard.i18n import LANGUAGES
from tests.catalogue.mayors_asked import (
    FIVE,
    LIBRARY,
    MODERATOR,
    Hall,
    Reply,
    answered,
    hall,
    sent,
    typed,
)
from tests.conftest import Desk
from tests.web import addresses
from tests.web.plain_pages import parsed
from tests.web.test_feeds import grammar

__all__ = ["hall"]
HOUSE = "https://house.example"
REASON = "A tender is under way; we tell the result in May."
GERMAN = Reply(
    "partly",
    "Ab dem ersten Mai, zunächst in zwei Stadtteilen.",
    "de",
    "Büro des Oberbürgermeisters",
    {"en": ("From the first of May on, in two districts first.", "machine")},
)


@pytest.fixture
def client(desk: Desk, hall: Hall, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("SPAM_SECONDS", "0")
    with TestClient(
        addresses.house(), base_url=HOUSE, follow_redirects=False, client=("192.0.2.7", 4000)
    ) as opened:
        yield opened


@pytest.fixture
def asked(hall: Hall, desk: Desk) -> str:
    """Five cities, three answers, and the days of the two others over."""
    question = sent(
        reasons="My children have no quiet place.",
        summit="dusseldorf-2019",
        name="Amal",
        sixteen=True,
    )
    hall.later(days=4)
    answered(question, "geneva", Reply("not_our_power", "The canton decides it."))
    hall.later(days=6)
    answered(question, "dusseldorf", GERMAN)
    answered(question, "vienna", Reply("declined", REASON))
    hall.now = datetime(2027, 5, 10, 9)
    return question


def select(node: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    """The elements below a node that a path of tags, .classes and #ids leads to."""
    steps = []
    for step in path.split():
        tag, *marks = re.split(r"(?=[.#])", step)
        tests = [
            f"[@id='{one[1:]}']"
            if one.startswith("#")
            else f"[contains(concat(' ', @class, ' '), ' {one[1:]} ')]"
            for one in marks
        ]
        steps.append((tag or "*") + "".join(tests))
    found: list[html.HtmlElement] = node.xpath(".//" + "//".join(steps))
    return found


def standing(seat: html.HtmlElement) -> str:
    """What stands under the name of a city, without its sign."""
    line = select(seat, "span")[0]
    return (line.text_content() if not len(line) else line[0].tail or "").strip()


def seats(markup: str) -> list[tuple[str, str, bool]]:
    """City, standing and silence of each seat of the list."""
    found = select(html.fromstring(markup), ".seat")
    return [
        (
            select(one, "b")[0].text_content(),
            standing(one),
            "silent" in one.get("class"),
        )
        for one in found
    ]


# Page, feed, JSON and CSV agree ---------------------------------------------------------------------


WANTED = [
    ("dusseldorf", "partly", False),
    ("geneva", "not_our_power", False),
    ("izmir", "silent", True),
    ("montreal", "silent", True),
    ("vienna", "declined", False),
]


def test_page_feed_json_and_csv_say_the_same_of_five_cities(client: TestClient, asked: str) -> None:
    listed = client.get("/en/questions").text
    one = client.get(f"/en/questions/{asked}").text
    document = client.get("/en/questions.json").json()
    table = list(
        csv.DictReader(io.StringIO(client.get("/en/questions.csv").content.decode("utf-8-sig")))
    )
    feed = feedparser.parse(client.get("/en/feed/questions.atom").content)

    assert seats(listed) == [
        ("Düsseldorf", "Answered in part", False),
        ("Geneva", "Not in the city’s power", False),
        ("Izmir", "No answer yet", True),
        ("Montréal", "No answer yet", True),
        ("Vienna", "Declined, with a reason", False),
    ]
    replies = select(html.fromstring(one), ".reply")
    assert [(at.get("id"), "silent" in at.get("class")) for at in replies] == [
        (city, overdue) for city, _standing, overdue in WANTED
    ]
    (question,) = document["questions"]
    assert [(at["city"], at["standing"], at["overdue"]) for at in question["cities"]] == WANTED
    assert [(at["city"], at["standing"], at["overdue"] == "yes") for at in table] == WANTED
    assert [at.title for at in feed.entries] == [
        f"Vienna, Declined, with a reason: {LIBRARY}",
        f"Düsseldorf, Answered in part: {LIBRARY}",
        f"Geneva, Not in the city’s power: {LIBRARY}",
        f"Question to Düsseldorf, Geneva, Izmir, Montréal and Vienna: {LIBRARY}",
    ]


def test_dates_offices_and_words_are_the_same_everywhere(client: TestClient, asked: str) -> None:
    page = parsed(client.get(f"/en/questions/{asked}").text).text
    told = client.get("/en/questions.json").json()["questions"][0]["cities"]
    content = client.get("/en/questions.csv").content.decode("utf-8-sig")
    table = {one["city"]: one for one in csv.DictReader(io.StringIO(content))}

    assert "No answer since 1 March 2027. It was asked for by 30 April 2027." in page.replace(
        "\xa0", " "
    )
    for city in told:
        row = table[city["city"]]
        assert (row["sent_on"], row["due_on"]) == (city["sent_on"], city["due_on"])
        assert row["waited_days"] == str(city["waited_days"])
        for said in city["answers"][:1]:
            assert row["office"] == said["office"]
            assert row["answered_on"] == said["answered_on"]
            assert row["answer"] in {text["words"] for text in said["texts"].values()}
            assert row["office"] in page and row["answer"] in page
    assert table["dusseldorf"]["answer_origin"] == "machine"
    assert "Machine translation" in page
    assert GERMAN.words in page  # the original stands below


def test_an_edited_answer_shows_its_earlier_text_on_page_json_and_feed(
    client: TestClient, hall: Hall, asked: str
) -> None:
    answered(asked, "dusseldorf", Reply("answered", "Ab dem 1. Juni überall.", "de", "Büro"))

    page = parsed(client.get(f"/de/questions/{asked}").text).text
    told = client.get("/de/questions.json").json()["questions"][0]["cities"][0]["answers"]
    feed = feedparser.parse(client.get("/de/feed/questions.atom").content)

    assert "Ab dem 1. Juni überall." in page and GERMAN.words in page
    assert [(one["version"], one["standing"]) for one in told] == [(2, "answered"), (1, "partly")]
    assert len([one for one in feed.entries if "/dusseldorf/" in one.id]) == 2


def test_the_files_are_narrowed_as_the_page_is(client: TestClient, asked: str) -> None:
    sent("Who waters the young trees in summer?", ("izmir",))

    for query, count in (
        ("", 2), ("?city=izmir", 2), ("?city=vienna", 1), ("?state=declined", 1),
        ("?summit=dusseldorf-2019", 1), ("?q=young+trees", 1), ("?city=izmir&state=partly", 0),
    ):  # fmt: skip
        listed = select(html.fromstring(client.get(f"/en/questions{query}").text), ".asked")
        document = client.get(f"/en/questions.json{query}").json()
        rows = client.get(f"/en/questions.csv{query}").content.decode("utf-8-sig")
        ids = {one["question_id"] for one in csv.DictReader(io.StringIO(rows))}
        assert (len(listed), len(document["questions"]), len(ids)) == (count,) * 3, query


@pytest.mark.parametrize("query", ["city=atlantis", "state=angry", "summit=atlantis-2030"])
def test_a_filter_that_nobody_knows_leads_to_the_kind_page(client: TestClient, query: str) -> None:
    for room in ("questions", "questions.csv", "questions.json"):
        assert client.get(f"/en/{room}?{query}").status_code == 404


def test_the_feed_keeps_to_the_grammar_and_names_no_licence_of_ours(
    client: TestClient, asked: str
) -> None:
    for language in LANGUAGES:
        root = etree.fromstring(client.get(f"/{language}/feed/questions.atom").content)

        grammar().assertValid(root)
        assert "CC" not in etree.tostring(root, encoding="unicode")


def test_a_new_answer_is_seen_at_once_although_pages_are_kept(
    client: TestClient, asked: str
) -> None:
    before = client.get("/en/questions")

    answered(asked, "izmir", Reply(words="Yes, from June on."))

    after = client.get("/en/questions", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert ("Izmir", "Answered", False) in seats(after.text)
    again = client.get("/en/questions", headers={"If-None-Match": after.headers["etag"]})
    assert again.status_code == 304


def test_a_saved_answer_is_told_by_no_page_and_no_file(client: TestClient, asked: str) -> None:
    typed(asked, "izmir", Reply(words="Nobody may read this zebra yet.", office="Zebra office"))

    for address in ("questions", f"questions/{asked}", "questions.csv", "questions.json",
                    "feed/questions.atom", "c/izmir", "brief?mine=vienna&theirs=izmir"):  # fmt: skip
        assert "ebra" not in client.get(f"/en/{address}").text, address


def test_a_held_or_hidden_question_is_nowhere(client: TestClient, asked: str) -> None:
    acts.move(MODERATOR, asked, "hidden", rule=rules.codes()[0], words="It names a neighbour.")

    assert client.get(f"/en/questions/{asked}").status_code == 404
    for address in ("questions", "questions.csv", "questions.json", "feed/questions.atom"):
        assert LIBRARY not in unescape(client.get(f"/en/{address}").text)


def test_the_quota_stands_with_the_number_of_questions_and_without_a_desk_nothing_is_counted(
    client: TestClient, asked: str
) -> None:
    rows = select(html.fromstring(client.get("/en/questions").text), ".howmany tbody tr")
    told = [" ".join(" ".join(one.itertext()).split()) for one in rows]

    assert told == [
        "Düsseldorf 1 1 of 1 Answered in part: 1 none 10 days",
        "Geneva 1 1 of 1 Not in the city’s power: 1 none 4 days",
        "Izmir 1 No office has a desk here yet.",
        "Montréal 1 No office has a desk here yet.",
        "Vienna 1 1 of 1 Declined, with a reason: 1 none 10 days",
    ]


def test_every_column_of_the_table_is_explained_on_the_page(client: TestClient, asked: str) -> None:
    heads = client.get("/en/questions.csv").content.decode("utf-8-sig").splitlines()[0].split(",")
    page = html.fromstring(client.get("/en/questions").text)

    assert [one.text_content() for one in select(page, ".columns dt")] == heads
    assert client.get("/en/questions.json").json()["about"]["fields"].keys() == set(heads)


# Hostile words --------------------------------------------------------------------------------------

HOSTILE = "<script>alert(1)</script> \u202e=cmd|' /C calc'!A0 {{ 7*7 }} &amp; </title>"


def test_hostile_words_are_text_everywhere(client: TestClient, hall: Hall) -> None:
    question = sent(
        f"=1+1 {HOSTILE}",
        ("vienna",),
        reasons=f"@SUM(A1)\n{HOSTILE}",
        name="<b>Eve</b>",
        sixteen=True,
    )
    answered(question, "vienna", Reply(words=HOSTILE, office="=HYPERLINK(1) <i>x</i>"))

    for address in ("questions", f"questions/{question}", "feed/questions.atom", "questions.json"):
        answer = client.get(f"/en/{address}")
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text or address.endswith("json")
        assert "\u202e" not in answer.text
        assert "49" not in re.findall(
            r"\b49\b", parsed(answer.text).text if "atom" not in address else ""
        )
    content = client.get("/en/questions.csv").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content))
    assert row["question"].startswith("'=1+1")
    assert row["reasons"].startswith("'@SUM")
    assert row["office"].startswith("'=HYPERLINK")
    assert "Eve" not in content + client.get("/en/questions.json").text  # names stay on the page


# Asking ---------------------------------------------------------------------------------------------


def fill(client: TestClient, address: str = "/en/ask", **given: str) -> dict[str, str]:
    """The fields of the form as a browser without script has them, with what somebody typed."""
    page = html.fromstring(client.get(address).text)
    return {**fields(page), **given}


def fields(page: html.HtmlElement) -> dict[str, str]:
    (form,) = select(page, "form.ask")
    return dict(form.form_values())


def post(client: TestClient, given: dict[str, str]) -> html.HtmlElement:
    answer = client.post("/en/ask", data=given, headers={"Origin": HOUSE})
    found = html.fromstring(answer.text)
    found.set("data-status", str(answer.status_code))
    return found


def status(page: html.HtmlElement) -> int:
    return int(page.get("data-status"))


def waiting() -> list[tuple[str, str]]:
    with database._cursor() as cursor:
        return cursor.execute(
            "select words, state from post where state = 'held' order by words"
        ).fetchall()


def test_a_question_is_asked_without_script_and_waits(client: TestClient) -> None:
    page = post(client, fill(client, words=LIBRARY, **{"other-1": "Wien", "other-2": "izmir"}))

    assert status(page) == 200
    assert waiting() == [(LIBRARY, "held")]
    text = page.text_content()
    assert "It goes to Izmir and Vienna." in text or "It goes to Vienna and Izmir." in text
    (link,) = select(page, ".keep a")
    assert re.fullmatch(rf"{HOUSE}/en/mine\?code=[0-9a-f]{{64}}", link.get("href"))
    assert client.get(link.get("href").removeprefix(HOUSE)).status_code == 200


def test_all_faults_are_told_at_once_and_nothing_typed_is_lost(client: TestClient) -> None:
    given = fill(
        client,
        words="x" * 230,
        reasons="Why indeed.",
        name="Amal",
        email="nowhere",
        language="fr",
        **{"other-1": "Duseldorf"},
    )

    page = post(client, given)

    assert status(page) == 422
    faults = [one.text_content() for one in select(page, ".faults li")]
    assert faults == [
        "A question has at most 200 characters. The rest fits below.",
        "The catalogue knows no city “Duseldorf”. Is it Düsseldorf?",
        "Only who is 16 or over gives a name. Without one, leave it empty.",
        "This is not an e-mail address. It looks like name@city.example.",
    ]
    back = fields(page)
    for name in ("words", "reasons", "name", "email", "language", "other-1"):
        assert back[name].strip() == given[name], name
    assert {
        one.get("aria-invalid")
        for one in [select(page, f"#{name}")[0] for name in ("words", "email", "sixteen")]
    } == {"true"}
    assert waiting() == []


def test_similar_questions_are_offered_before_anything_is_sent(client: TestClient) -> None:
    known = sent()
    words = "¿Cuándo abrirá la biblioteca del barrio los domingos?"

    offered = post(client, fill(client, words=words, language="es", **{"other-1": "Recife"}))

    assert waiting() == []
    (near,) = select(offered, ".near li a")
    assert near.get("href") == f"/en/questions/{known}"
    back = fields(offered)
    assert (back["words"].strip(), back["other-1"]) == (words, "Recife")

    sent_now = post(client, back)

    assert "Your question is sent" in sent_now.text_content()
    assert waiting() == [(words, "held")]


def test_supporting_the_similar_one_counts_a_browser_once(client: TestClient) -> None:
    known = sent()

    for _again in range(2):
        answer = client.post(f"/en/questions/{known}", headers={"Origin": HOUSE})
        assert answer.status_code == 303
        assert answer.headers["location"] == f"/en/questions/{known}?thanks=1#support"

    found = questions.by_id(known)
    assert found is not None and found.supporters == 1
    assert "you are counted" in client.get(f"/en/questions/{known}?thanks=1").text


def test_support_from_another_site_or_for_nothing_is_not_counted(client: TestClient) -> None:
    known = sent()

    other = client.post(f"/en/questions/{known}", headers={"Origin": "https://elsewhere.example"})
    nothing = client.post("/en/questions/0123456789ab", headers={"Origin": HOUSE})

    assert (other.status_code, nothing.status_code) == (404, 404)
    found = questions.by_id(known)
    assert found is not None and found.supporters == 0


def test_a_form_sent_twice_is_one_question_with_one_link(client: TestClient) -> None:
    given = fill(client, words=LIBRARY, **{"other-1": "Wien"})

    links = [select(post(client, given), ".keep a")[0].get("href") for _ in range(2)]

    assert len(set(links)) == 1
    assert len(waiting()) == 1


def test_a_flood_comes_back_filled_and_writes_nothing(client: TestClient) -> None:
    for number in range(spam.A_DEVICE + 1):
        words = f"Question number {number} of somebody in a hurry?"
        last = post(client, fill(client, words=words, **{"other-1": "Wien"}))

    assert status(last) == 429
    assert fields(last)["words"].strip() == words
    assert len(waiting()) == spam.A_DEVICE


def test_a_form_of_another_site_and_one_too_large_are_refused_kindly(client: TestClient) -> None:
    given = fill(client, words=LIBRARY, **{"other-1": "Wien"})

    other = client.post("/en/ask", data=given, headers={"Origin": "https://elsewhere.example"})
    large = client.post("/en/ask", data={"words": "x" * 1_000_000}, headers={"Origin": HOUSE})
    many = client.post(
        "/en/ask", data={f"city-{n}": "yes" for n in range(80)}, headers={"Origin": HOUSE}
    )

    assert (other.status_code, large.status_code, many.status_code) == (403, 413, 413)
    assert LIBRARY in other.text
    assert waiting() == []


def test_the_address_may_name_cities_and_a_summit(client: TestClient) -> None:
    back = fill(client, "/fr/ask?city=recife&city=vienna&city=atlantis&summit=izmir-2021")

    assert (back["other-1"], back["other-2"], back["summit"]) == ("Recife", "Vienne", "izmir-2021")


def test_e_mail_is_kept_encrypted_and_asked_twice(client: TestClient) -> None:
    given = fill(client, words=LIBRARY, email="amal@example.org", **{"other-1": "Wien"})

    page = post(client, given)

    assert "A letter is on its way" in page.text_content()
    with database._cursor() as cursor:
        rows = cursor.execute("select contact, confirmed_at from post_contact").fetchall()
    assert len(rows) == 1
    assert "amal" not in rows[0][0] and rows[0][1] is None


def test_pages_are_small(client: TestClient, asked: str) -> None:
    for address in ("questions", f"questions/{asked}", "ask"):
        answer = client.get(f"/en/{address}", headers={"Accept-Encoding": "identity"})
        assert len(answer.content) < 40_000, address


def test_links_lead_here_from_city_press_and_summit(client: TestClient) -> None:
    assert '"/en/questions?city=vienna"' in client.get("/en/c/vienna").text
    assert '"/en/questions"' in client.get("/en/press").text
    assert '"/en/questions?summit=dusseldorf-2019"' in client.get("/en/summit/dusseldorf-2019").text


def test_the_meeting_brief_tells_what_inhabitants_ask_the_other_city(
    client: TestClient, asked: str
) -> None:
    theirs = client.get("/en/brief?mine=vienna&theirs=izmir").text
    mine = client.get("/en/brief?mine=izmir&theirs=vienna").text

    assert LIBRARY in theirs  # Izmir has not answered
    assert LIBRARY not in mine  # Vienna has
    assert set(FIVE) >= {"vienna", "izmir"}
    assert json.dumps(f"/en/questions/{asked}") in theirs
