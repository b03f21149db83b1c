"""The first page's own parts: what this is, the themes, what was read, a practice, the ways in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from dashboard import cached, words
from dashboard.catalogue import vocabulary
from dashboard.catalogue.filters import Filters
from dashboard.catalogue.practices import Card
from dashboard.catalogue.record import Figure, Whole
from dashboard.components import markup, practice_card
from dashboard.components.markup import text
from dashboard.i18n import _, language, n_, number, percent

LATEST = 3
_ALL = Filters()


@dataclass(frozen=True)
class Read:
    """What was read so far, in numbers, and what came last."""

    total: int
    counts: Mapping[str, Mapping[str, int]]
    latest: tuple[Card, ...]

    def present(self, field: str) -> int:
        """How many codes of a field have a practice."""
        return sum(1 for count in self.counts[field].values() if count)

    def share(self, field: str, code: str) -> float:
        """The share of the practices that have a code."""
        return self.counts[field].get(code, 0) / max(self.total, 1)


def read() -> Read:
    """The whole catalogue, asked once for all parts of the page."""
    found = cached.results(_ALL, language(), "newest", 1)
    counts = cached.facet_counts(_ALL, language())
    return Read(found.total, counts, found.cards[:LATEST])


def opening(read: Read) -> None:
    """What this is, in a title and a sentence with its count."""
    told = _(
        "{practices} of {cities} cities in {countries} countries, read from public sources:"
        " what was done, for whom, and how well it is known. Search them, lay them side by side,"
        " take them home."
    ).format(
        practices=words.count_of_practices(read.total),
        cities=number(read.present("cities")),
        countries=number(read.present("countries")),
    )
    name = _("A catalogue for mayors and those who ask them")
    markup.html(
        f'<div class="front-opening"><p class="label">{text(name)}</p>'
        f'<h1 class="hero">{text(_("How cities learn to live together"))}</h1>'
        f'<p class="standfirst">{text(told)}</p></div>'
    )


def search() -> None:
    """A line to search; what is typed is asked on the page that explores."""
    asked = st.text_input(
        _("Search the practices"),
        key="front_search",
        type="search",
        icon=":material/search:",
        placeholder=_("Neighbours, youth, night"),
        max_chars=300,
    )
    if asked:
        st.switch_page("app_pages/explore.py", query_params={"q": asked})


def themes(read: Read) -> None:
    """The three themes, each with its mark, how much was read, and what it means."""
    with st.grid(3, min_column_width=200, gap="medium", key="front_themes") as grid:
        for code in vocabulary.codes("theme"):
            with grid.cell():
                _theme(code, read.counts["themes"].get(code, 0))
    told = _("A practice may stand under several themes.")
    counted = _("Counts measure what was read, never the city.")
    markup.html(f'<p class="note">{text(told)} {text(counted)}</p>')


def _theme(code: str, count: int) -> None:
    markup.html(
        f'<div class="bar theme-{code} front-theme"><h2 class="section-title">{markup.mark(code)}'
        f"{text(words.label('theme', code))}</h2>"
        f"<p>{text(words.definition('theme', code))}</p></div>"
    )
    st.page_link(
        "app_pages/explore.py",
        label=n_("Read {count} practice", "Read {count} practices", count),
        icon=":material/arrow_forward:",
        icon_position="right",
        query_params={"theme": code},
    )


# What was read ----------------------------------------------------------------------------------


def figures(read: Read) -> None:
    """The key figures, each with what it counts."""
    told = (
        (number(read.total), _("practices"), _("published in this catalogue")),
        (
            number(read.present("cities")),
            _("cities"),
            _("with at least one practice here"),
        ),
        (
            number(read.present("countries")),
            _("countries"),
            _("in which these cities lie"),
        ),
        (
            percent(read.share("figures", "yes")),
            _("state figures"),
            _("practices with at least one number and its unit"),
        ),
        (
            percent(read.share("evidence", "evaluated")),
            _("were evaluated"),
            _("practices whose effect a study has judged"),
        ),
    )
    name = _("What was read so far")
    shown = "".join(
        f'<div class="figure"><dt><span class="figure-label">{text(label)}</span>'
        f'<span class="figure-source">{text(counted)}</span></dt>'
        f'<dd class="figure-number">{text(value)}</dd></div>'
        for value, label, counted in told
    )
    markup.html(
        f'<section class="front-figures"><h2 class="section-title">{text(name)}</h2>'
        f'<dl class="figures">{shown}</dl></section>'
    )


# One practice -----------------------------------------------------------------------------------


def example() -> None:
    """One evaluated practice with a figure that has its year, large."""
    found = _example()
    if found is None:
        return
    practice, figure = found
    with st.container(key="front_example"):
        number_side, practice_side = st.columns([5, 7], gap="medium")
    with number_side:
        markup.html(_large(practice, figure))
    with practice_side:
        markup.html(_brief(practice))
        st.page_link(
            "app_pages/practice.py",
            label=_("Read how {city} did it").format(city=practice.city.name),
            icon=":material/arrow_forward:",
            icon_position="right",
            query_params={"id": practice.slug},
        )


def _large(practice: Whole, figure: Figure) -> str:
    return (
        f'<div class="figure figure-hero"><span class="figure-number">{text(number(figure.value))}'
        f' <span class="figure-unit">{text(words.unit(figure.unit, figure.value))}</span></span>'
        f'<span class="figure-label"{practice_card.lang(figure.label)}>'
        f"{text(figure.label.words)}</span>"
        f'<span class="figure-source">{text(_source(practice, figure))}</span>'
        f"{markup.language_note(figure.label.language)}</div>"
    )


def _brief(practice: Whole) -> str:
    country = words.label("country", practice.city.country)
    return (
        f'<div class="bar theme-{practice.main_theme} front-brief">'
        f'<p class="place"><b>{text(practice.city.name)}</b>, {text(country)}</p>'
        f'<h2 class="section-title"{practice_card.lang(practice.title)}>'
        f"{text(practice.title.words)}</h2>"
        f'<p class="card-text"{practice_card.lang(practice.summary)}>'
        f"{text(practice.summary.words)}</p>"
        f'<p class="card-facts">{markup.theme(practice.main_theme)}'
        f"{markup.evidence(practice.evidence)}</p></div>"
    )


def _example() -> tuple[Whole, Figure] | None:
    asked = Filters(evidence=("evaluated",), figures=True)
    for card in cached.results(asked, language(), "newest", 1).cards:
        practice = cached.practice(card.slug, language())
        dated = [one for one in practice.figures if one.year] if practice else []
        if practice and dated:
            return practice, dated[0]
    return None


def _source(practice: Whole, figure: Figure) -> str:
    named = next((one for one in practice.sources if one.number == figure.source), None)
    if named and named.publisher:
        return _("{year}, source: {publisher}").format(year=figure.year, publisher=named.publisher)
    return _("{year}, source not tied to this figure: see the record’s sources").format(
        year=figure.year
    )


# Ways in ----------------------------------------------------------------------------------------


def doors() -> None:
    """The three ways in."""
    ways = (
        (
            "explore",
            _("Explore"),
            _("Search and filter what cities have done."),
            ":material/search:",
        ),
        ("map", _("Map"), _("See where it was tried, and read it city by city."), ":material/map:"),
        (
            "compare",
            _("Compare"),
            _("Lay two to four practices side by side, and send the link."),
            ":material/view_column_2:",
        ),
    )
    with st.grid(3, min_column_width=200, gap="medium", key="front_doors") as grid:
        for script, name, told, icon in ways:
            with grid.cell():
                st.page_link(f"app_pages/{script}.py", label=name, icon=icon)
                markup.html(f"<p>{text(told)}</p>")


def latest(read: Read) -> None:
    """The practices that came last."""
    markup.html(f'<h2 class="section-title front-latest">{text(_("Latest practices"))}</h2>')
    practice_card.show(practice_card.cards(read.latest, pick=False), key="latest")
