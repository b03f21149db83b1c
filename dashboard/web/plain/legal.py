"""Pages the law asks for: privacy, imprint, accessibility. Each says what the code does."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date as Day

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard import privacy_words, settings
from dashboard.catalogue import pulse
from dashboard.catalogue.discussion import retention
from dashboard.i18n import _, date
from dashboard.privacy_words import Row
from dashboard.web import answers
from dashboard.web.answers import Made
from dashboard.web.plain import frame, told
from dashboard.web.plain.told import Way

log = logging.getLogger("dashboard")
REVIEWED = Day(2026, 11, 23)  # when the statement on accessibility was last gone through


@dataclass(frozen=True)
class Chapter:
    """A heading, its paragraphs, and what is listed below them."""

    name: str
    title: str
    told: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    rows: tuple[Row, ...] = ()


def warn() -> None:
    """Tell whoever starts the server what the law wants and nobody has given yet."""
    if missing := settings.imprint().missing:
        log.warning("The imprint is not complete: give %s.", ", ".join(missing))


def _page(
    request: Request, address: str, title: str, standfirst: str, chapters: tuple[Chapter, ...]
) -> Made:
    return Made(
        frame.filled(
            "legal.html",
            request,
            title=title,
            description=standfirst,
            address=address,
            standfirst=standfirst,
            chapters=chapters,
            say={
                "contents": _("On this page"),
                "ends": _("How long"),
                "columns": _("Where it lies in the store"),
            },
        )
    )


# Imprint ------------------------------------------------------------------------------------------


def imprint(request: Request) -> Made:
    """Who answers for this house."""
    given = settings.imprint()
    if given.missing:
        standfirst = _(
            "Whoever runs this house has not filled this in yet. The contact form reaches them"
            " all the same."
        )
    else:
        standfirst = _("This house is run by {name}.").format(name=given.name)
    chapters = (
        Chapter("who", _("Who answers for it"), listed=_who() or (_("Not stated yet."),)),
        Chapter(
            "write",
            _("Write to us"),
            told=(_("The form needs no e-mail program and no account."),),
            ways=(Way(_("To the contact form"), told.at("contact")),),
        ),
        Chapter(
            "words",
            _("Whose words these are"),
            told=(
                _(
                    "The catalogue tells what cities and their sources say, each figure with its"
                    " source. What inhabitants write is their own; it stands as it was written and"
                    " is moderated by published rules."
                ),
                _("Texts of the catalogue: CC BY 4.0, credit “Living together catalogue”."),
            ),
            ways=(Way(_("The rules"), told.at("rules")),),
        ),
    )
    return _page(request, "imprint", _("Imprint"), standfirst, chapters)


def _who() -> tuple[str, ...]:
    given = settings.imprint()
    lines = (
        given.name,
        given.address,
        given.email and _("E-mail: {address}").format(address=given.email),
        given.phone and _("Telephone: {number}").format(number=given.phone),
        given.responsible and _("Answers for the contents: {name}").format(name=given.responsible),
    )
    return tuple(one for one in lines if one)


# Privacy ------------------------------------------------------------------------------------------


def privacy(request: Request) -> Made:
    """What is stored of people, why, how long, and how they have it back or erased."""
    standfirst = _(
        "Reading leaves nothing behind. Whoever writes here needs no account and leaves the least"
        " that works: it can be seen, taken along and erased by a link of one’s own."
    )
    chapters = (
        _controller(),
        _reading(),
        _writing(),
        Chapter(
            "stored",
            _("What is stored"),
            told=(
                _(
                    "This is all of it: the list is the one that the program itself is held to,"
                    " and nothing of people is stored that does not stand here."
                ),
            ),
            rows=privacy_words.rows(),
        ),
        _erasing(),
        _rights(),
    )
    return _page(request, "privacy", _("Privacy"), standfirst, chapters)


def _controller() -> Chapter:
    officer, authority = settings.data_officer(), settings.data_authority()
    lines = [
        *_who(),
        officer and _("For questions about your data: {who}").format(who=officer),
        authority and _("Where you can complain: {who}").format(who=authority),
    ]
    return Chapter(
        "who",
        _("Who answers for it"),
        listed=tuple(one for one in lines if one) or (_("Not stated yet."),),
        ways=(Way(_("Imprint"), told.at("imprint")), Way(_("Contact"), told.at("contact"))),
    )


def _reading() -> Chapter:
    return Chapter(
        "reading",
        _("When you read"),
        told=(
            _(
                "Plain pages set no cookie. The pages of the dashboard set one that protects forms"
                " against forgery and says nothing of who you are. Nothing is measured of readers,"
                " and no address of the network is written down."
            ),
            _(
                "No request leaves for another house: maps, fonts and code come from the server"
                " you are reading from. How much one address asks is counted in memory alone, so"
                " that nobody can overload the server."
            ),
            _(
                "A text that you check against the catalogue is read and forgotten. What you"
                " search is part of the address, and is kept nowhere else."
            ),
        ),
    )


def _writing() -> Chapter:
    return Chapter(
        "writing",
        _("When you write"),
        told=(
            _(
                "You need no account and no real name, and nobody asks for your birthday. What you"
                " write is public once it is shown, with the name you give, if you give one."
            ),
            _(
                "When you send something, your browser gets a cookie with a random number, for"
                " half a year. With it a voice is counted once, and who writes too much is slowed"
                " down. It is needed for what you ask for, so no banner asks about it; erase it"
                " whenever you like."
            ),
            _(
                "If you want an answer by e-mail, a letter first asks whether the address is"
                " yours. It is encrypted, used for that answer alone, and never shown."
            ),
            _(
                "Under 16? Read and say “so” or “not so” as you like, and write without a name. A"
                " class may write through its teacher."
            ),
            _(
                "A text may tell of your opinion, your faith or where you come from. Leave out what"
                " is not for everybody, and what belongs to other people."
            ),
        ),
    )


def _erasing() -> Chapter:
    last = retention.runs(1)
    ran = (
        _("What is over is erased each day; last on {date}.").format(
            date=date(last[0].ran_at.date())
        )
        if last
        else _("What is over is erased each day.")
    )
    return Chapter(
        "erasing",
        _("See it, take it along, erase it"),
        told=(
            _(
                "After sending you get a link of your own. It shows your text and what became of"
                " it, gives you all of it as a file, lets you change it, and erases it: the words,"
                " the earlier words, the name and the address go at once. An empty place stays, so"
                " that the answers of others stand where they stood. Nobody can make the link"
                " again for you: keep it."
            ),
            _(
                "What others have copied, printed or taken to another city’s house cannot be"
                " called back from here. Backups of the whole store hold what was erased until"
                " they are thrown away themselves."
            ),
            ran,
        ),
    )


def _rights() -> Chapter:
    return Chapter(
        "rights",
        _("Your rights, and why we may"),
        told=(
            _(
                "You may ask what is stored of you, have it corrected, erased or handed over, and"
                " object to its use; for that, write to us. You may complain to the authority for"
                " data protection where you live or where this house is run."
            ),
            _(
                "Inhabitants are heard as a task in the public interest (GDPR, article 6(1)(e));"
                " your e-mail address is kept by your consent (article 6(1)(a)), which you take"
                " back by erasing it. Spam is held off in the legitimate interest of all who write"
                " (article 6(1)(f)). Nothing is sold, profiled or given to others; letters go"
                " through the mail server of whoever runs this house. A filter may set a text"
                " aside, but a person decides."
            ),
        ),
        ways=(Way(_("Write to us"), f"{told.at('contact')}?about=data"),),
    )


# Accessibility ------------------------------------------------------------------------------------


def accessibility(request: Request) -> Made:
    """The statement that the directive asks for: what works, what does not, whom to tell."""
    standfirst = _(
        "Everybody should be able to read, search, write and be heard here. These pages aim at"
        " WCAG 2.2, level AA, and EN 301 549; they reach it in most places, not in all."
    )
    chapters = (_simple(), _standard(), _tested(), _wrong(), _report())
    return _page(request, "accessibility", _("Accessibility"), standfirst, chapters)


def _simple() -> Chapter:
    return Chapter(
        "simple",
        _("In simple words"),
        told=(
            _("Cities try many things so that people live together well."),
            _("Here you can read what they tried, and whether it worked."),
            _("You can write what you think. You can ask a mayor a question."),
            _("You need no account. You can use an invented name."),
            _("Does something not work for you? Tell us. We answer within one month."),
        ),
        ways=(Way(_("Tell us"), f"{told.at('contact')}?about=barrier"),),
    )


def _standard() -> Chapter:
    return Chapter(
        "standard",
        _("What holds here"),
        told=(
            _(
                "This statement is for all pages of this house: the dashboard, the plain pages,"
                " the wall, the sheets (PDF) and the edition to take home. The measure is EN 301"
                " 549 V3.2.1 (WCAG 2.1, A and AA), by directive (EU) 2016/2102, and WCAG 2.2 AA"
                " beyond it. These pages conform in part; what does not is listed below."
            ),
            _("Last gone through on {date}, by those who make the program.").format(
                date=date(REVIEWED)
            ),
        ),
    )


def _tested() -> Chapter:
    return Chapter(
        "tested",
        _("How it is tested"),
        listed=(
            _(
                "With every change, by machine (axe-core): every page, in light and dark, on a"
                " phone and on a wide screen."
            ),
            _("The keyboard reaches everything, in the tests too, the points of the map included."),
            _("Every chart and every map has the same content as a table and as a sentence."),
            _("Plain pages and forms work without script, and their markup is checked."),
            _("Motion stops where your system asks for less of it."),
            _(
                "Not tested yet: by people who use screen readers every day, on real phones, and"
                " in Safari and Firefox. No sign language and no full version in simple language."
            ),
        ),
    )


def _wrong() -> Chapter:
    return Chapter(
        "wrong",
        _("What is not right yet"),
        told=(
            _(
                "The dashboard is built with Streamlit, which still gets some things wrong. The"
                " plain pages do not have these faults; press sheets, practices, cities, summits"
                " and the discussion are such pages."
            ),
        ),
        listed=(
            _("The link that skips to the content lies outside any landmark."),
            _(
                "The button that opens a folded menu has no name of its own on a phone; the"
                " word beside it is ours."
            ),
            _(
                "When results change, only our sentence with the number is announced, not the"
                " list itself."
            ),
            _("The parts of a list of choices are small on a screen without touch."),
            _("Some words of its own controls stay in English for screen readers."),
            _("A table that scrolls in itself is hard to read aloud; the download holds the same."),
            _(
                "Texts of inhabitants stand as they were written, in their language, without"
                " headings or descriptions of what they link to. Sources on other pages are not"
                " ours."
            ),
        ),
    )


def _report() -> Chapter:
    body = settings.accessibility_body()
    watches = (
        _("If our answer does not help, you can turn to: {who}").format(who=body)
        if body
        else _(
            "If our answer does not help, you can turn to the body that watches over accessibility"
            " where this house is run. Its address is not stated here yet."
        )
    )
    return Chapter(
        "report",
        _("Tell us of a barrier"),
        told=(
            _(
                "Say where it is and what you wanted to do: we answer within one month, and give"
                " you what you could not reach in another way. The form needs no account."
            ),
            watches,
        ),
        ways=(Way(_("To the contact form"), f"{told.at('contact')}?about=barrier"),),
    )


def _ran(_request: Request) -> int:
    return pulse.of("retention")


routes: list[BaseRoute] = [
    Route("/privacy", answers.kept(privacy, asks=False, beat=_ran), methods=["GET", "HEAD"]),
    Route("/imprint", answers.kept(imprint, asks=False), methods=["GET", "HEAD"]),
    Route("/accessibility", answers.kept(accessibility, asks=False), methods=["GET", "HEAD"]),
]
