"""The words of the overview: sentences made of its numbers, and the numbers as tables of links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard import navigation, words
from dashboard.catalogue import vocabulary
from dashboard.catalogue.filters import Filters
from dashboard.catalogue.overview import FEW, Crossing, Overview, narrowed
from dashboard.components import markup
from dashboard.components.markup import text
from dashboard.components.overview_charts import field_name, stating, together
from dashboard.i18n import _, date, language, listed, n_, number, percent

FEWEST = 3  # so many of the least addressed are named


@dataclass(frozen=True)
class Part:
    """One part in words: what stands beside its chart, and the table below it."""

    key: str
    title: str
    sentences: tuple[str, ...]
    note: str
    table: str  # markup
    shown: str = ""  # markup between sentence and note

    @property
    def alt(self) -> str:
        """What the chart says to someone who does not see it."""
        told = (f"{self.title}.", *self.sentences, _("The table below has the same numbers."))
        return " ".join(told)


@dataclass(frozen=True)
class Telling:
    """What a part is told from: the counts, the question asked, and what is chosen to compare."""

    found: Overview
    filters: Filters
    picks: tuple[str, ...]

    def note(self, *sentences: str) -> str:
        """What a chart counts, and where the numbers are from."""
        return " ".join((*sentences, source(self.found)))

    def link(self, count: int, **codes: str) -> str:
        """A number that leads to the practices it counts."""
        asked = narrowed(self.filters, **codes).to_query()
        return self.open(number(count), "explore", **asked)

    def open(self, words_in: str, script: str, **query: Any) -> str:
        """A link to a page that keeps what is chosen to compare."""
        href = navigation.address(script, language(), **query, pick=self.picks)
        return markup.link(href, words_in)


def parts(found: Overview, filters: Filters, picks: tuple[str, ...]) -> tuple[Part, ...]:
    """All parts, in the order of the page."""
    told = Telling(found, filters, picks)
    return tuple(tell(told) for key, tell in PARTS.items() if key != "summits" or found.summits)


# Opening ------------------------------------------------------------------------------------------


def strongest(found: Overview) -> str:
    """Which topic was read most and least, and what that says."""
    ranked = found.topics.ranked()
    if len(ranked) < 2 or found.topics.total(ranked[0]) == found.topics.total(ranked[-1]):
        return _("Counts measure what was read, never the city.")
    return _(
        "The catalogue is fullest on “{most}” and thinnest on “{least}”. "
        "That says where the readers have been, not where cities are weak."
    ).format(most=words.label("topic", ranked[0]), least=words.label("topic", ranked[-1]))


def counted(found: Overview) -> str:
    """What all the numbers of the page count, when, and where they are from."""
    told = _("Counted here: {practices}, {cities}, {countries}.").format(
        practices=words.count_of_practices(found.practices),
        cities=n_("{count} city", "{count} cities", found.cities),
        countries=n_("{count} country", "{count} countries", found.countries),
    )
    return f"{told} {source(found)}"


def source(found: Overview) -> str:
    """Where the numbers are from, and as of when."""
    if found.released_on is None:
        return _("Source: this catalogue, version {version}.").format(version=found.version)
    return _("Source: this catalogue, version {version}, {date}.").format(
        version=found.version, date=date(found.released_on)
    )


# Tables -------------------------------------------------------------------------------------------


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], css: str = "") -> str:
    """A table of ours: heads are words, cells are markup, the first cell of a row is its head.

    Roles are written out: where a phone shows rows as blocks, a reader still hears a table.
    """
    columns = "".join(
        f'<th role="columnheader" scope="col" class="{"" if css else "number" if at else ""}">'
        f"{text(head)}</th>"
        for at, head in enumerate(heads)
    )
    kind = css or "overview-numbers"
    body = "".join(_row(heads, cells, css) for cells in rows)
    return (
        f'<table role="table" class="plain {kind}"><thead role="rowgroup"><tr role="row">'
        f'{columns}</tr></thead><tbody role="rowgroup">{body}</tbody></table>'
    )


def _row(heads: Sequence[str], cells: Sequence[str], css: str) -> str:
    first, *rest = cells
    kind = "" if css else ' class="number"'
    told = "".join(
        f'<td role="cell"{kind} data-head="{text(head)}">{cell}</td>'
        for head, cell in zip(heads[1:], rest, strict=True)
    )
    return f'<tr role="row"><th role="rowheader" scope="row">{first}</th>{told}</tr>'


def _crossing(told: Telling, crossing: Crossing, dim: str, field: str, rows: Sequence[str]) -> str:
    """Codes against themes; the last column has the practices of the row, each once."""

    def cells(row: str) -> list[str]:
        meetings = [
            told.link(crossing.count(row, theme), **{field: row, "themes": theme})
            for theme in crossing.columns
        ]
        every = told.link(crossing.total(row), **{field: row})
        return [text(words.label(dim, row)), *meetings, every]

    themes = [words.label("theme", theme) for theme in crossing.columns]
    return _table([words.field(field), *themes, _("Any theme")], map(cells, rows))


# What it holds ------------------------------------------------------------------------------------


def _regions(told: Telling) -> Part:
    found, held = told.found, told.found.regions.held()
    fullest = held.ranked()[0]
    sentences = [
        n_(
            "Most was read in one region, {region}: {part} of {count} practice.",
            "Most was read in one region, {region}: {part} of {count} practices.",
            found.practices,
        ).format(region=words.label("region", fullest), part=number(held.total(fullest)))
    ]
    if found.unread_regions:
        sentences.append(
            _("Nothing was read yet in these regions: {regions}.").format(
                regions=words.labels("region", found.unread_regions)
            )
        )
    return Part(
        key="regions",
        title=_("Theme and region of the world"),
        sentences=tuple(sentences),
        note=told.note(
            _("Practices of the region that name the theme; one may count in several themes."),
            _("Regions as the United Nations group them (M49)."),
        ),
        table=_crossing(told, held, "region", "regions", held.rows),
    )


def _topics(told: Telling) -> Part:
    topics = told.found.topics
    pairs = topics.pairs()
    (topic, theme), (rare_topic, rare_theme) = pairs[0], pairs[-1]
    sentences = [
        n_(
            "Most often together: “{topic}” and “{theme}”, in {part} of {count} practice.",
            "Most often together: “{topic}” and “{theme}”, in {part} of {count} practices.",
            told.found.practices,
        ).format(
            topic=words.label("topic", topic),
            theme=words.label("theme", theme),
            part=number(topics.count(topic, theme)),
        )
    ]
    if len(pairs) > 1:
        sentences.append(
            _("Least often: “{topic}” and “{theme}”, in {part}.").format(
                topic=words.label("topic", rare_topic),
                theme=words.label("theme", rare_theme),
                part=number(topics.count(rare_topic, rare_theme)),
            )
        )
    return Part(
        key="topics",
        title=_("Theme and topic"),
        sentences=tuple(sentences),
        note=told.note(_("Practices that name both. One practice may count several times.")),
        table=_crossing(told, topics, "topic", "topics", topics.rows),
    )


def _starts(told: Telling) -> Part:
    starts = told.found.starts
    years = [start.year for start in starts if start.year is not None]
    sentences = []
    if years:
        sentences.append(
            _(
                "Half of the practices whose start is known began in {middle} or later, "
                "the earliest in {earliest}, the latest in {latest}."
            ).format(middle=years[len(years) // 2], earliest=years[0], latest=years[-1])
        )
    if len(years) < len(starts):
        sentences.append(
            n_(
                "{count} practice states no year of start.",
                "{count} practices state no year of start.",
                len(starts) - len(years),
            )
        )
    return Part(
        key="starts",
        title=_("When they began"),
        sentences=tuple(sentences),
        note=told.note(
            n_(
                "One mark is one practice, under its first theme; choose it to open it.",
                "One mark is up to {count} practices, under their first theme.",
                together(starts),
            )
        ),
        table=_years(told),
    )


def _years(told: Telling) -> str:
    starts = told.found.starts
    themes = [
        theme
        for theme in vocabulary.codes("theme")
        if any(start.theme == theme for start in starts)
    ]
    years: dict[int | None, list[str]] = {}
    for start in starts:
        years.setdefault(start.year, []).append(start.theme)

    def cells(year: int | None) -> list[str]:
        each = [number(years[year].count(theme)) for theme in themes]
        if year is None:
            return [markup.gap(), *each, number(len(years[year]))]
        asked = told.filters.to_query() | {"from": [str(year)], "to": [str(year)]}
        return [str(year), *each, told.open(number(len(years[year])), "explore", **asked)]

    heads = [_("Year of start"), *(words.label("theme", one) for one in themes), _("All")]
    return _table(heads, map(cells, years))


def _evidence(told: Telling) -> Part:
    found, evidence = told.found, told.found.evidence
    sentences = (
        n_(
            "Of {count} practice, {evaluated} evaluated and {monitored} monitored; "
            "the others are described only.",
            "Of {count} practices, {evaluated} were evaluated and {monitored} monitored; "
            "the others are described only.",
            found.practices,
        ).format(
            evaluated=number(evidence.total("evaluated")),
            monitored=number(evidence.total("monitored")),
        ),
    )
    return Part(
        key="evidence",
        title=_("How well it is known"),
        sentences=sentences,
        note=told.note(
            _("Practices that name the theme, by what their sources show; shares of the theme.")
        ),
        table=_crossing(told, evidence, "evidence", "evidence", evidence.rows),
    )


# What it lacks ------------------------------------------------------------------------------------


def _coverage(told: Telling) -> Part:
    covered = told.found.coverage
    sentence = n_(
        "A theme, a topic and a region can meet in {count} way: "
        "{none} of them without any practice, {few} with one or two.",
        "A theme, a topic and a region can meet in {count} ways: "
        "{none} of them without any practice, {few} with one or two.",
        len(covered.meetings()),
    ).format(none=number(covered.none), few=number(covered.few))
    shapes = " ".join(markup.theme(theme) for theme in covered.themes)
    return Part(
        key="coverage",
        title=_("Where nothing or little was read"),
        sentences=(sentence,),
        shown=f'<p class="overview-shapes">{shapes}</p>',
        note=told.note(
            _("A full mark stands for three practices or more, a small one for one or two, "
              "a hollow one for none."),
            _("Only regions of which something was read."),
        ),
        table=_gaps(told),
    )  # fmt: skip


def _gaps(told: Telling) -> str:
    """For each region and theme the topics with few practices or none."""
    covered = told.found.coverage

    def gap(theme: str, topic: str, region: str) -> str:
        asked = narrowed(told.filters, themes=theme, topics=topic, regions=region).to_query()
        count = covered.count(theme, topic, region)
        link = told.open(words.label("topic", topic), "explore", **asked)
        return f'<li><span class="overview-count">{number(count)}</span> {link}</li>'

    def cell(theme: str, region: str) -> str:
        thin = [one for one in covered.topics if covered.count(theme, one, region) <= FEW]
        thin.sort(key=lambda topic: covered.count(theme, topic, region))
        listing = "".join(gap(theme, topic, region) for topic in thin)
        return f'<ul class="overview-list">{listing}</ul>' if thin else "–"

    rows = (
        [text(words.label("region", region)), *(cell(theme, region) for theme in covered.themes)]
        for region in covered.regions
    )
    heads = [words.field("regions"), *(words.label("theme", theme) for theme in covered.themes)]
    return _table(heads, rows, css="overview-words")


def _audiences(told: Telling) -> Part:
    audiences = told.found.audiences
    ranked = audiences.ranked()
    addressed = [one for one in reversed(ranked) if audiences.total(one)]
    never = tuple(one for one in ranked if not audiences.total(one))
    sentences = []
    if len(addressed) > FEWEST:
        named = [
            _("{audience} ({count})").format(
                audience=words.inside("audience", one), count=number(audiences.total(one))
            )
            for one in addressed[:FEWEST]
        ]
        sentences.append(_("Addressed least: {audiences}.").format(audiences=listed(named)))
    if never:
        sentences.append(
            _("Addressed by no practice: {audiences}.").format(
                audiences=listed([words.inside("audience", one) for one in never])
            )
        )
    return Part(
        key="audiences",
        title=_("Who is rarely addressed"),
        sentences=tuple(sentences),
        note=told.note(_("Practices that name the group; most name several.")),
        table=_crossing(told, audiences, "audience", "audiences", ranked),
    )


def _unstated(told: Telling) -> Part:
    found = told.found
    silent = {one.field: one.practices for one in found.unstated}
    sentence = n_(
        "Of {count} practice, {figures} without a figure, {results} without a result, "
        "{start} without a year of start, {status} without a status.",
        "Of {count} practices, {figures} have no figure, {results} no result, "
        "{start} no year of start and {status} no known status.",
        found.practices,
    ).format(**{field: number(count) for field, count in silent.items()})

    def cells(field: str, count: int) -> list[str]:
        link = number(count)
        if field != "start" and count:  # no filter asks for practices without a year
            link = told.open(link, "explore", **stating(field, told.filters, stated=False).query)
        share = percent(count / found.practices)
        return [text(field_name(field)), number(found.practices - count), link, share]

    heads = [_("Field"), _("Stated"), _("Not stated"), _("Share not stated")]
    return Part(
        key="unstated",
        title=_("What the sources leave out"),
        sentences=(sentence,),
        note=told.note(
            _("Hatched is what no source of the practice states; it is never filled in.")
        ),
        table=_table(heads, (cells(field, count) for field, count in silent.items())),
    )


def _summits(told: Telling) -> Part:
    found = told.found
    sentence = n_(
        "The sources name {count} city for the three summits; of {part} no practice was read yet.",
        "The sources name {count} cities for the summits; of {part} no practice was read yet.",
        found.guests,
    ).format(part=number(found.unread_guests))

    def rows() -> Iterable[list[str]]:
        for summit in found.summits:
            read = len(summit.guests) - len(summit.unread)
            unread = [told.open(guest.name, "city", id=guest.slug) for guest in summit.unread]
            yield [
                text(_("{city} {year}").format(city=summit.host, year=summit.year)),
                told.link(read, summits=summit.code),
                ", ".join(unread) or "–",
            ]

    heads = [_("Summit"), _("Cities with a practice"), _("Cities without a practice")]
    return Part(
        key="summits",
        title=_("Cities of the summits not read yet"),
        sentences=(sentence,),
        note=told.note(
            _("Cities that took part or signed the declaration, as far as a source says so.")
        ),
        table=_table(heads, rows(), css="overview-words"),
    )


PARTS: dict[str, Callable[[Telling], Part]] = {
    "regions": _regions,
    "topics": _topics,
    "starts": _starts,
    "evidence": _evidence,
    "coverage": _coverage,
    "audiences": _audiences,
    "unstated": _unstated,
    "summits": _summits,
}
