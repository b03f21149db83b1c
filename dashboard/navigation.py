"""The registry of pages: file, address, title. One table of all addresses, tested."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.i18n import N_


@dataclass(frozen=True)
class Page:
    """One screen: its script in app_pages/, the last part of its address, its title and place."""

    script: str
    path: str
    title: str
    description: str
    in_menu: bool = True
    desk: bool = False  # for people who are signed in


PAGES = (
    Page("home", "", N_("Home"), N_("What cities do for living together, side by side.")),
    Page("explore", "explore", N_("Explore"), N_("Search and filter what cities have done.")),
    Page("map", "map", N_("Map"), N_("Where it was tried: the practices on a map of the world.")),
    Page(
        "compare",
        "compare",
        N_("Compare"),
        N_("Two to four practices side by side, field by field."),
    ),
    Page("peers", "peers", N_("Peers"), N_("Cities like yours, and what they did.")),
    Page(
        "overview",
        "overview",
        N_("Overview"),
        N_("What the catalogue holds, and what it lacks."),
    ),
    Page(
        "summits",
        "summits",
        N_("Summits"),
        N_("Where mayors met: who came, what was said, promised and signed."),
    ),
    Page(
        "about", "about", N_("About"), N_("Where the catalogue comes from, its rules and limits.")
    ),
    Page(
        "matrix",
        "matrix",
        N_("Declaration and proof"),
        N_("The points of a declaration by the cities that signed, and what serves each."),
        in_menu=False,
    ),
    Page("practice", "practice", N_("Practice"), N_("One practice, whole."), in_menu=False),
    Page("city", "city", N_("City"), N_("One city and its practices."), in_menu=False),
    Page(
        "compare_cities",
        "compare-cities",
        N_("Compare cities"),
        N_("Two to four cities side by side: what the catalogue holds of each."),
        in_menu=False,
    ),
    Page(
        "history",
        "history",
        N_("History"),
        N_("Every version of a practice, and what changed between two of them."),
        in_menu=False,
    ),
    Page(
        "desk",
        "desk",
        N_("Desk"),
        N_("Your drafts, what was sent, and what comes back with notes."),
        desk=True,
    ),
    Page(
        "contribute",
        "contribute",
        N_("Add a practice"),
        N_("Write a practice down, step by step."),
        in_menu=False,
        desk=True,
    ),
    Page(
        "review",
        "review",
        N_("Review"),
        N_("What waits for a second pair of eyes."),
        in_menu=False,
        desk=True,
    ),
    Page(
        "worklist",
        "worklist",
        N_("Work list"),
        N_("What waits longest, what is emptiest, what nobody has confirmed."),
        in_menu=False,
        desk=True,
    ),
    Page(
        "imports",
        "imports",
        N_("Import and export"),
        N_("Many practices at once, in and out."),
        in_menu=False,
        desk=True,
    ),
    Page(
        "sealed",
        "sealed",
        N_("Sealed until a time"),
        N_("What is signed and will be public at its minute, for the press."),
        in_menu=False,
        desk=True,
    ),
    Page(
        "editions",
        "editions",
        N_("Editions"),
        N_("The whole catalogue, frozen as it was on a day."),
        in_menu=False,
        desk=True,
    ),
    Page(
        "workshop",
        "workshop",
        N_("Workshop"),
        N_("What a workshop agrees: typed while it is said, signed by a second person."),
        in_menu=False,
        desk=True,
    ),
    Page(
        "commitments",
        "our-commitments",
        N_("Our commitments"),
        N_("What your city promised, and how it goes."),
        in_menu=False,
        desk=True,
    ),
    Page(
        "host",
        "host",
        N_("Host a summit"),
        N_("A summit of your own, opened to everybody from one form."),
        in_menu=False,
        desk=True,
    ),
    Page(
        "answers",
        "answers",
        N_("Answers"),
        N_("Questions of inhabitants to your city, and what its office answers."),
        in_menu=False,
        desk=True,
    ),
    Page(
        "moderation",
        "moderation",
        N_("Moderation"),
        N_("What waits to be read, notices, appeals, and the rooms of the discussion."),
        in_menu=False,
        desk=True,
    ),
    Page(
        "take_home",
        "take-home",
        N_("To take home"),
        N_("The exhibition as a folder that opens anywhere, in your city’s name."),
        in_menu=False,
        desk=True,
    ),
    Page(
        "people",
        "people",
        N_("People"),
        N_("Who works here, and with which roles."),
        in_menu=False,
        desk=True,
    ),
    Page(
        "enter",
        "enter",
        N_("Sign in"),
        N_("The way in for colleagues, with the account of their organisation."),
        in_menu=False,
    ),
)

# Addresses served as plain routes, beside the pages.
PLAIN = (
    "healthz", "robots.txt",
    "compare.csv", "compare.xlsx", "compare-cities.csv", "compare-cities.xlsx",
    "still-running", "sign-in", "sign-out", "invitation", "form-stamp",
    "practices.csv", "practices.xlsx", "practices.json", "practices.jsonl", "practices.geojson",
    "practices.parquet", "practices.zip", "matrix.csv", "commitments.csv",
    "questions.csv", "questions.json", "rules.json", "moderation-log.csv",
)  # fmt: skip

# Rooms of plain pages and files, by the first part of their addresses: what lies below is theirs.
# The words of the first are in a language of the address; the others have none.
SPOKEN = (
    "p", "c", "theme", "summit", "press", "check", "brief", "commitments",
    "sheet", "cite", "picture", "kit", "embed", "feed", "wall",
    "privacy", "imprint", "accessibility", "contact", "mine", "ask", "questions", "talk",
    "rules", "notice", "statement",
)  # fmt: skip
UNSPOKEN = ("record", "api", "editions", "take-home", "readyz", "metrics")


def page(script: str) -> Page:
    """The page of a script's name."""
    return next(one for one in PAGES if one.script == script)


def at(path: str) -> Page:
    """The page of the last part of an address."""
    return next(one for one in PAGES if one.path == path)


def address(script: str, language: str, **query: str | list[str] | tuple[str, ...]) -> str:
    """The address of a page from the root: /fr/explore?theme=cohesion."""
    from urllib.parse import urlencode

    written = urlencode({k: v for k, v in query.items() if v}, doseq=True)
    return f"/{language}/{page(script).path}" + (f"?{written}" if written else "")
