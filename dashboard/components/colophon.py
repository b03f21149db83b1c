"""What the catalogue says about itself: origin, rules, limits, accessibility, privacy."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard import words
from dashboard.catalogue import vocabulary
from dashboard.components import markup
from dashboard.components.markup import text
from dashboard.i18n import _, language


@dataclass(frozen=True)
class Chapter:
    """A title, its paragraphs, and what is listed under them as fragments of HTML."""

    name: str
    title: str
    told: tuple[str, ...]
    listed: tuple[str, ...] = ()


def show() -> None:
    """All chapters, and a list of them to jump from."""
    chapters = (
        _what(),
        _origin(),
        _evidence(),
        _counts(),
        _gaps(),
        _search(),
        _data(),
        _accessibility(),
        _privacy(),
        _licences(),
    )
    jumps = "".join(f'<li><a href="#{one.name}">{text(one.title)}</a></li>' for one in chapters)
    name = text(_("On this page"))
    markup.html(
        f'<div class="colophon"><nav class="colophon-contents" aria-label="{name}">'
        f'<p class="label">{name}</p><ul>{jumps}</ul></nav>'
        f'<div class="colophon-text">{"".join(map(_drawn, chapters))}</div></div>'
    )


def _drawn(chapter: Chapter) -> str:
    paragraphs = "".join(f"<p>{text(one)}</p>" for one in chapter.told)
    items = "".join(f"<li>{one}</li>" for one in chapter.listed)
    return (
        f'<section class="prose" aria-labelledby="{chapter.name}">'
        f'<h2 class="section-title" id="{chapter.name}">{text(chapter.title)}</h2>'
        f"{paragraphs}{f'<ul>{items}</ul>' if items else ''}</section>"
    )


# The chapters -----------------------------------------------------------------------------------


def _what() -> Chapter:
    return Chapter(
        "what",
        _("What this is"),
        (
            _(
                "A catalogue of what cities have done for cohesion, integration and security,"
                " made to be searched, compared and taken home. In 2015 twenty-three mayors"
                " signed the Montréal Declaration on Living Together and asked to exchange what"
                " works. This is a place for it."
            ),
            _(
                "A record tells what was done, for whom, by whom, what came of it and how well"
                " that is known. It names its sources, so that everything can be checked."
            ),
        ),
    )


def _origin() -> Chapter:
    return Chapter(
        "origin",
        _("Where it comes from"),
        (
            _(
                "The records were written from public pages of cities, networks and researchers:"
                " their own reports, evaluations and case studies. The wording is ours, the facts"
                " are theirs. Each record lists the pages it was read from."
            ),
            _(
                "Each text says in which language it stands. Where one is missing in yours, it is"
                " shown in another and marked as such."
            ),
        ),
    )


def _evidence() -> Chapter:
    grades = tuple(
        f"{markup.evidence(code)} {text(words.definition('evidence', code))}"
        for code in vocabulary.codes("evidence")
    )
    return Chapter(
        "evidence",
        _("How well it is known"),
        (
            _(
                "Three grades say what the sources hold. A grade is no mark for the city: good"
                " work may be described only, and an evaluation may find that it did not work."
            ),
        ),
        grades,
    )


def _counts() -> Chapter:
    return Chapter(
        "counts",
        _("What a count means"),
        (
            _(
                "A count of practices measures what was read, never the city. A city with many"
                " records has published much, or has been read more closely. A city with none has"
                " not been read yet. There is no ranking here, and none can be made from it."
            ),
            _(
                "A practice may stand under several themes, topics and audiences, so the counts"
                " of a list may add up to more than the whole."
            ),
        ),
    )


def _gaps() -> Chapter:
    gap = f"{markup.gap()} {text(_('is how this looks.'))}"
    return Chapter(
        "gaps",
        _("What is not here"),
        (
            _(
                "What no source states is shown as not stated and is never filled in. Most"
                " figures are not tied to one source by the record, and few practices state their"
                " cost."
            ),
            _(
                "What ran without being published is missing, and so is most of what was"
                " published in other languages than those read. The catalogue says nothing of"
                " what a city did not do."
            ),
        ),
        (gap,),
    )


def _search() -> Chapter:
    return Chapter(
        "search",
        _("How the search and the neighbours work"),
        (
            _(
                "The search finds words in all four languages, with or without accents, in other"
                " forms and with small slips of typing. It also finds texts that are close in"
                " meaning, by a model that runs here. Nobody pays for a place in the list."
            ),
            _(
                "Similar practices and peers are found by rule: what is shared is written beside"
                " each, and the weights of the peers can be moved."
            ),
        ),
    )


def _data() -> Chapter:
    return Chapter(
        "data",
        _("To take, to cite, to check"),
        (
            _(
                "Everything public here is free to take, with its licence: whole or as a list you"
                " filtered, as a file, by a feed or by an interface for programs. Every version of"
                " a record keeps its address and its fingerprint, so that what was printed can be"
                " checked years later."
            ),
        ),
        (
            markup.link(f"/{language()}/press", _("For the press: figures, pictures, contact")),
            markup.link(f"/{language()}/check", _("Check figures and quotes of your own text")),
            markup.link("/api/v1", _("Interface for programs (JSON)")),
            markup.link("/api/v1/openapi.json", _("Its description (OpenAPI 3.1)")),
            markup.link(f"/{language()}/feed/all.atom", _("Feed of all that is new or corrected")),
            markup.link(f"/{language()}/practices.zip", _("The whole catalogue (ZIP)")),
        ),
    )


def _accessibility() -> Chapter:
    return Chapter(
        "accessibility",
        _("Accessibility"),
        (
            _(
                "These pages aim at WCAG 2.2, level AA (EN 301 549). They are tested by machine"
                " with every change, in light and dark, on a phone and on a wide screen. Every"
                " chart and every map has the same content as a table and as a sentence. All can"
                " be done with the keyboard."
            ),
            _("They are built with Streamlit, which still gets some things wrong:"),
        ),
        tuple(
            text(one)
            for one in (
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
            )
        )
        + (
            markup.link(
                f"/{language()}/accessibility",
                _("The statement on accessibility, and whom to tell"),
            ),
        ),
    )


def _privacy() -> Chapter:
    return Chapter(
        "privacy",
        _("Privacy"),
        (
            _(
                "Reading needs no account, and nothing is measured of readers. The one cookie that"
                " Streamlit sets protects forms against forgery and says nothing of who you are."
                " Who signs in to work here, or writes in the discussion, gets one more."
            ),
            _(
                "A text that you check against the catalogue is read and forgotten. So that nobody"
                " can overload the server, addresses that ask much are counted for a minute, in"
                " memory alone."
            ),
            _(
                "No request leaves for another host: maps, fonts and code come from the server"
                " you are reading from. What you search is part of the address, and is kept"
                " nowhere else."
            ),
        ),
        (
            markup.link(f"/{language()}/privacy", _("All that is stored of people, and how long")),
            markup.link(f"/{language()}/imprint", _("Imprint")),
        ),
    )


def _licences() -> Chapter:
    return Chapter(
        "licences",
        _("Licences and credits"),
        (),
        tuple(
            text(one)
            for one in (
                _("Records, labels and translations: CC BY 4.0, Living together catalogue."),
                _("Places, populations and names of cities: GeoNames, CC BY 4.0."),
                _("Boundaries and land: Natural Earth, public domain. They state no opinion."),
                _("Typefaces: Newsreader and Public Sans, SIL Open Font License 1.1."),
                _("Map: Leaflet (BSD 2-Clause) and Leaflet.markercluster (MIT)."),
                _("Code of these pages: Apache License 2.0."),
            )
        ),
    )
