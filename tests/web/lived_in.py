"""A house after a summit, for tests: people did there all that can be done, in words a test gives.

`filled` needs a store with the workshops of Düsseldorf and the practice of Recife, the small release
or the whole catalogue, and leaves no field of words out that anybody can fill.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from dashboard.catalogue import (
    commitments,
    contributions,
    declarations,
    geography,
    hosting,
    outcomes,
    review,
    standing,
    submissions,
)
from dashboard.catalogue.commitments import Told
from dashboard.catalogue.discussion import inbox
from dashboard.catalogue.draft import Draft, Figure, Source, Wording
from dashboard.catalogue.moderation import acts, appeals, notices, templates
from dashboard.catalogue.rights import Actor
from dashboard.i18n import LANGUAGES
from tests.catalogue import mayors_asked, room, talking
from tests.catalogue.mayors_asked import MODERATOR, Reply, sender
from tests.conftest import Desk
from tests.small_release import RENNES
from tests.small_release import VIENNA as WIEN
from tests.summit_files import bochum

# Words for a field by its name, of so many signs at the most.
Say = Callable[[str, int], str]

ULM, VIENNA = 2820256, "vienna"
SUMMIT = "bochum-2027"
HALL = "bochum-2027-inclusive"
CODES = tuple(LANGUAGES)


@dataclass
class Lived:
    """Where the words stand: ids for `addresses.examples`, and the addresses they make besides."""

    ids: dict[str, str] = field(default_factory=dict)
    posts: dict[str, str] = field(default_factory=dict)  # by kind of thread
    question: str = ""
    codes: dict[str, str] = field(default_factory=dict)  # of links that only one person has
    commitment: str = ""

    def addresses(self) -> list[str]:
        """The pages of what was said, beside those of `addresses`, without a language."""
        first = self.posts["conclusion"]
        threads = [one.replace(":", "/") for one in (*self.threads(), f"practice:{self.practice}")]
        return [
            *(f"/talk/{one}" for one in threads),
            *(f"/feed/talk/{one}.atom" for one in threads),
            f"/talk/{threads[0]}?to={first}",
            f"/talk/{threads[0]}?post={first}",
            f"/talk/{threads[0]}?said=so",
            f"/questions/{self.question}",
            f"/ask?city={VIENNA}&summit={SUMMIT}",
            f"/notice?post={first}",
            f"/talk/change?code={self.codes['author']}",
            f"/mine?code={self.codes['author']}",
            f"/mine/data.json?code={self.codes['author']}",
            f"/mine?code={self.codes['asker']}",
            f"/statement?code={self.codes['hidden']}",
            f"/statement?code={self.codes['notice']}",
            f"/summit/{room.SUMMIT}",
            f"/p/{RENNES}",
            f"/p/{WIEN}",
            f"/commitments?city={VIENNA}",
            f"/wall/workshop/{HALL}?languages=en,de",
            f"/wall/workshop/{room.WORKSHOP}",
            f"/wall/summit/{room.SUMMIT}",
            f"/wall/city/{VIENNA}.json",
        ]

    def threads(self) -> tuple[str, ...]:
        """The threads in which something was said."""
        return (
            f"conclusion:{self.commitment}",
            f"question:{HALL}.q1",
            talking.CITY,
            talking.PRACTICE,
        )

    @property
    def practice(self) -> str:
        """The practice that was published."""
        return self.ids["practice"]


def filled(desk: Desk, say: Say) -> Lived:
    """Do all that can be done, in these words."""
    made = Lived()
    talking.at_once()
    made.ids["practice"] = _published(desk, say)
    made.ids |= {
        "summit": _hosted(desk, say),
        "city": geography.by_id(ULM).slug,
        "other_city": "recife",
    }
    made.ids["other"] = "recife-compaz-community-peace-centres"
    made.commitment = _promised(say)
    _declared(say)
    reviewer = desk.person("reviewer")
    standing.retire(reviewer, RENNES, say("why retired", 1_000))
    standing.withdraw(reviewer, WIEN, say("why gone", 1_000))
    for thread in made.threads():
        kind = thread.partition(":")[0]
        kept = talking.said(
            say(f"post on {kind}", 1_000), thread, name=say(f"name on {kind}", 40), sixteen=True
        )
        made.posts[kind] = kept.post_id
        made.codes["author"] = kept.token
    talking.said(
        say("answer", 1_000), f"conclusion:{made.commitment}", parent=made.posts["conclusion"]
    )
    made.question, made.codes["asker"] = _asked(say)
    _moderated(made, say)
    return made


# A practice -------------------------------------------------------------------------------------


def _published(desk: Desk, say: Say) -> str:
    """A practice with words in each of its fields, sent by one person and published by another."""
    ada, grace = desk.person("researcher"), desk.person("reviewer", name="Grace")
    one = contributions.begin(ada, receipt="practice", language="en")
    draft = Draft(
        language="en",
        city_id=ULM,
        themes=("cohesion",),
        instrument="service",
        lead=say("lead", 300),
        partners=(say("partner", 300), say("second partner", 300)),
        figures=(
            Figure(
                labels={code: say(f"figure {code}", 300) for code in CODES},
                value=48271,
                unit="people",
                year=2020,
                period=say("period", 300),
                measured_by=say("measured by", 300),
                source=1,
            ),
        ),
        sources=(
            Source(
                url="https://source.example/a?b=1&c=2",
                title=say("source", 300),
                publisher=say("publisher", 300),
            ),
        ),
        **{
            name: {code: Wording(words=say(f"{name} {code}", most)) for code in CODES}
            for name, most in (
                ("title", 90), ("summary", 300), ("challenge", 900), ("approach", 900),
                ("results", 900),
            )
        },
    )  # fmt: skip
    stamp = contributions.save(ada, "practice", draft, one.stamp)
    contributions.send(ada, "practice", stamp, say("note to reviewer", 300))
    review.take(grace, "practice")
    review.note(grace, "practice", "title", say("note", 300), "note-1")
    review.decide(grace, "practice", "published")
    slug = submissions.by_receipt("practice").slug
    assert slug is not None
    return slug


# A summit ---------------------------------------------------------------------------------------


def _hosted(desk: Desk, say: Say) -> str:
    """A summit by the form of its hosts, with words in every row of it."""
    me = desk.person("reviewer")
    draft = hosting.begin(me, receipt="summit", language="en")
    told = bochum()
    hall = told["workshops"][0]
    body = {
        **draft.body,
        **{name: told[name] for name in ("id", "edition", "city", "country", "starts", "ends",
                                         "guests", "sources")},
        "name": _spoken(say, "summit", 300),
        "venue": say("venue", 1_200),
        "format": say("format", 1_200),
        "slogan": say("slogan", 1_200),
        "hosts": [say("host", 300)],
        "programme": [
            {"date": told["starts"], "place": say("place", 300), **_spoken(say, "programme", 1_200)}
        ],
        "declaration": {
            "title": say("declaration", 300),
            "date": told["ends"],
            "points": [_spoken(say, "point", 1_200), _spoken(say, "second point", 1_200)],
        },
        "workshops": [
            {
                "title": _spoken(say, "workshop", 300),
                "subject": _spoken(say, "subject", 300),
                "topic": hall["topic"],
                "questions": [_spoken(say, "room question", 1_200)],
                "cities": [
                    {
                        "city": "Vienna",
                        "country": "AT",
                        "representative": say("representative", 300),
                        "role": say("office of representative", 300),
                    }
                ],
                "leads": [{"name": say("speaker", 300), "role": say("role of speaker", 300)}],
            }
        ],
    }  # fmt: skip
    stamp = hosting.save(me, "summit", body, draft.stamp)
    return hosting.open_for_all(me, "summit", stamp)


def _spoken(say: Say, name: str, most: int) -> dict[str, str]:
    return {code: say(f"{name} {code}", most) for code in CODES}


def _promised(say: Say) -> str:
    """Something of each kind, signed; the promise with what its city tells of it."""
    for kind in outcomes.KINDS:
        one = room.said(
            say(f"{kind} en", 500),
            kind=kind,
            city=VIENNA,
            texts={code: say(f"{kind} {code}", 500) for code in CODES},
            promised_by=say("promised by", 120) if kind == "commitment" else None,
            due_on=date(2026, 6, 30),
        )
        signed = room.signed(one, f"signed-{kind}")
        if kind == "commitment":
            commitment = signed
    told = Told("begun", say("step", 600), "en", say("office of step", 120))
    commitments.tell(room.office(VIENNA), commitment, told, after=0)
    dropped = room.signed(room.said(say("withdrawn", 500)), "withdrawn")
    outcomes.withdraw(room.BO, dropped, say("why withdrawn", 500))
    return commitment


def _declared(say: Say) -> None:
    """What a city says of a point, and a practice that serves another."""
    researcher = Desk.person(None, "researcher")  # type: ignore[arg-type]
    recife = "recife-compaz-community-peace-centres"
    declarations.link(researcher, SUMMIT, 1, recife, say("proof", 300))
    declarations.give_reason(
        mayors_asked.office(VIENNA), SUMMIT, 2, VIENNA, say("reason", 600), "en",
        say("office of reason", 120),
    )  # fmt: skip


# The discussion ---------------------------------------------------------------------------------


def _asked(say: Say) -> tuple[str, str]:
    """A question that was let through, and the answer of one of its two cities."""
    kept = mayors_asked.asked(
        say("question", 200), (VIENNA, "recife"), reasons=say("reasons", 1_000), summit=SUMMIT,
        name=say("asker", 40), sixteen=True,
    )  # fmt: skip
    acts.move(MODERATOR, kept.post_id, "shown")
    told = {code: (say(f"answer {code}", 5_000), "human") for code in CODES if code != "en"}
    reply = Reply("partly", say("answer en", 5_000), "en", say("office", 120), told)
    mayors_asked.answered(kept.post_id, VIENNA, reply)
    return kept.post_id, kept.token


def _moderated(made: Lived, say: Say) -> None:
    """A post taken away and asked about again, a notice answered, a letter, a closed thread."""
    other = Actor("max", "Max", MODERATOR.grants)
    hidden = talking.said(say("hidden", 1_000), talking.CITY)
    talking.put(hidden.post_id, "shown")
    acts.move(MODERATOR, hidden.post_id, "hidden", "insult", say("to the author", 1_000))
    appeal = appeals.ask(hidden.token, say("appeal", 1_000), "en", sender())
    appeals.decide(other, appeal, granted=False, answer=say("to the appeal", 1_000))
    waiting = talking.said(say("refused", 1_000), talking.CITY)
    acts.move(
        MODERATOR, waiting.post_id, "refused" if waiting.state == "held" else "hidden", "spam"
    )
    appeals.ask(waiting.token, say("second appeal", 1_000), "en", sender())
    made.codes["hidden"] = hidden.token
    for number, decided in (("answered", True), ("open", False)):
        given = notices.Given(
            receipt=secrets.token_hex(16),
            address=f"/talk/{talking.CITY.replace(':', '/')}",
            post_id=made.posts["city"],
            rule="hate",
            words=say(f"notice {number}", 2_000),
            language="en",
            name=say(f"notifier {number}", 100),
            good_faith=True,
        )
        made.codes["notice"] = notices.give(given, sender())
        if decided:
            (one,) = notices.on_post(MODERATOR, made.posts["city"])
            notices.decide(MODERATOR, one.notice_id, "dismissed", say("to the notifier", 1_000))
    letter = inbox.Message("other", say("letter", 4_000), "en", secrets.token_hex(16))
    inbox.write_letter(letter, sender())
    templates.keep(MODERATOR, say("template", 80), "en", say("words of template", 1_000))
    acts.freeze(
        MODERATOR, f"question:{HALL}.q1", {code: say(f"closing {code}", 2_000) for code in CODES}
    )
