"""The claim ledger: for each number in the texts of a practice, who answers for it.

A number is tied to a figure with its source, to a figure whose source nobody has named, to a
figure of an earlier version that has been corrected since, or it is the city's own statement.
Nothing of this is stored: it follows from the versions as they are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Protocol

from dashboard.catalogue import database, numbers
from dashboard.catalogue.draft import TEXTS, Draft
from dashboard.catalogue.numbers import Number, counting
from dashboard.catalogue.record import Whole
from dashboard.catalogue.vocabulary import LANGUAGES

Mark = Literal["tied", "untied", "past", "own"]
MARKS: tuple[Mark, ...] = ("tied", "untied", "past", "own")
DISTINCT = 100  # from here on an equal value is no accident, whatever word stands beside it


@dataclass(frozen=True)
class Row:
    """A figure as the ledger needs it: what it counts in the languages it is told in."""

    value: float
    unit: str
    labels: tuple[tuple[str, str], ...]  # language and words
    year: int | None = None
    source: int | None = None
    measured_by: str | None = None

    @property
    def mark(self) -> Mark:
        """Whether its source is named."""
        return "tied" if self.source else "untied"


@dataclass(frozen=True)
class Past:
    """The figures of an earlier version."""

    version: int
    figures: tuple[Row, ...]


@dataclass(frozen=True)
class Passage:
    """A text of a practice: which field, in which language, its words."""

    field: str
    language: str
    words: str


@dataclass(frozen=True)
class Claim:
    """A number in a text; `figure` is the place of the figure it states, from 1."""

    field: str
    language: str
    start: int
    end: int
    words: str
    value: float
    mark: Mark
    figure: int | None = None
    source: int | None = None  # the number of the source in the record's list
    measured_by: str | None = None
    version: int | None = None  # the earlier one whose figure it is


@dataclass(frozen=True)
class Ledger:
    """Every number in the texts of a version in reading order, and the mark of each figure."""

    claims: tuple[Claim, ...]
    figures: tuple[Mark, ...]

    def in_field(self, field: str, language: str | None = None) -> tuple[Claim, ...]:
        """The numbers of one text."""
        return tuple(
            one
            for one in self.claims
            if one.field == field and (language is None or one.language == language)
        )

    def count(self, mark: Mark) -> int:
        """How many numbers of the texts have this mark."""
        return sum(one.mark == mark for one in self.claims)

    @property
    def tied(self) -> int:
        """Numbers that are a figure with its source."""
        return self.count("tied")

    @property
    def untied(self) -> int:
        """Numbers that are a figure whose source nobody has named."""
        return self.count("untied")

    @property
    def past(self) -> int:
        """Numbers that are a figure of an earlier version, since corrected."""
        return self.count("past")

    @property
    def own(self) -> int:
        """Numbers that are the city's own statement."""
        return self.count("own")


class _Figure(Protocol):
    """A figure of a record or a comparison: both are read alike."""

    @property
    def value(self) -> float: ...  # noqa: D102
    @property
    def unit(self) -> str: ...  # noqa: D102
    @property
    def year(self) -> int | None: ...  # noqa: D102
    @property
    def measured_by(self) -> str | None: ...  # noqa: D102


def of(practice: Whole) -> Ledger:
    """The ledger of a practice as it is read: of this version, in these languages."""
    return of_texts(
        tuple(
            Passage(field, shown.language, shown.words)
            for field in TEXTS
            if (shown := getattr(practice, field)) is not None
        ),
        tuple(
            row(one, one.source, ((one.label.language, one.label.words),))
            for one in practice.figures
        ),
        (practice.start_year, practice.end_year),
        before(practice.slug, practice.version),
    )


def of_draft(draft: Draft, past: tuple[Past, ...] = ()) -> Ledger:
    """The ledger of a whole version: every text in every language it has; `past` is `before`."""
    return of_texts(
        tuple(Passage(field, language, one.words) for field, language, one in draft.written()),
        rows_of(draft),
        (draft.start_year, draft.end_year),
        past,
    )


def rows_of(draft: Draft) -> tuple[Row, ...]:
    """The figures of a version as the ledger needs them."""
    sources = range(1, len(draft.sources) + 1)
    return tuple(
        Row(
            one.value,
            one.unit,
            tuple(sorted(one.labels.items())),
            one.year,
            one.source if one.source in sources else None,
            one.measured_by,
        )
        for one in draft.figures
        if one.value is not None and one.unit is not None
    )


def before(slug: str | None, version: int | None = None) -> tuple[Past, ...]:
    """The figures of the versions before this one, or before the public one; the latest first.

    Most practices have a single version: of those nothing is read.
    """
    if slug is None:
        return ()
    edition = database.edition()
    version = version or _public(edition).get(slug, 1)
    return _before(edition[0], slug, version) if version > 1 else ()


@lru_cache(maxsize=1)
def _public(_edition: tuple[int, int]) -> dict[str, int]:
    return {slug: version for slug, _number, version in database.rows("check_heads")}


@lru_cache(maxsize=4096)  # versions never change
def _before(_store: int, slug: str, version: int) -> tuple[Past, ...]:
    found: dict[int, list[Row]] = {one: [] for one in range(version - 1, 0, -1)}
    for row in database.records("earlier_figures", slug=slug, version=version):
        labels = ((one, row[f"label_{one}"]) for one in sorted(LANGUAGES))
        told = tuple((one, words) for one, words in labels if words)
        found[row["version"]].append(Row(row["value"], row["unit"], told, row["year"]))
    return tuple(Past(one, tuple(rows)) for one, rows in found.items())


def told(draft: Draft, past: tuple[Past, ...] = ()) -> tuple[str, ...]:
    """The ledger of a version for machines: 'results_en:24,942=figure_2,source_1' or '=own'.

    What was a figure of an earlier version, as `before` gives them, is '=version_1'.
    """
    return tuple(
        f"{one.field}_{one.language}:{one.words}={_answering(one)}"
        for one in of_draft(draft, past).claims
    )


def _answering(claim: Claim) -> str:
    if claim.version is not None:
        return f"version_{claim.version}"
    if claim.figure is None:
        return "own"
    return f"figure_{claim.figure}" + (f",source_{claim.source}" if claim.source else "")


def row(figure: _Figure, source: int | None, labels: tuple[tuple[str, str], ...]) -> Row:
    """A figure of a record or of a comparison as the ledger needs it."""
    return Row(figure.value, figure.unit, labels, figure.year, source, figure.measured_by)


@lru_cache(maxsize=4096)  # by content: a version is read once, whoever asks for it
def of_texts(
    passages: tuple[Passage, ...],
    rows: tuple[Row, ...],
    years: tuple[int | None, int | None],
    past: tuple[Past, ...] = (),
) -> Ledger:
    """The ledger of some texts beside some figures; `years` are those of the record itself."""
    claims = [claim for one in passages for claim in _claims(one, rows, years, past)]
    return Ledger(tuple(claims), tuple(one.mark for one in rows))


def _claims(
    passage: Passage, rows: Sequence[Row], years: Sequence[int | None], past: Sequence[Past]
) -> list[Claim]:
    found = numbers.find(passage.words, passage.language)
    named = {one.value for one in found if one.kind == "year"}
    return [
        _claim(passage, one, rows, named, past)
        for one in found
        if one.claims and not _is_own_year(one, years)
    ]


def _is_own_year(number: Number, years: Sequence[int | None]) -> bool:
    """Whether it is the year in which the practice began or ended, bare among other words."""
    bare = number.kind == "count" and number.unit is None and number.words.isdigit()
    return bare and len(number.words) == 4 and number.value in years


def _claim(
    passage: Passage, number: Number, rows: Sequence[Row], years: set[float], past: Sequence[Past]
) -> Claim:
    place = _figure(passage, number, rows, years)
    plain = (passage.field, passage.language, number.start, number.end, number.words, number.value)
    if place is None:
        version = _version(passage, number, years, past)
        return Claim(*plain, mark="past" if version else "own", version=version)
    tied = rows[place]
    return Claim(*plain, tied.mark, place + 1, tied.source, tied.measured_by)


def _version(
    passage: Passage, number: Number, years: set[float], past: Sequence[Past]
) -> int | None:
    """The latest earlier version of which a number states a figure."""
    return next(
        (one.version for one in past if _figure(passage, number, one.figures, years) is not None),
        None,
    )


def _figure(passage: Passage, number: Number, rows: Sequence[Row], years: set[float]) -> int | None:
    """The place of the figure that a number states; the closest where several have its value."""
    best, place = 0.0, None
    for at, one in enumerate(rows):
        fit = _fit(passage, number, one)
        if fit and one.year is not None and one.year in years:
            fit += 0.5
        if fit > best:
            best, place = fit, at
    return place


def _fit(passage: Passage, number: Number, one: Row) -> float:
    if not number.agrees(one.value):
        return 0.0
    measure = counting.same_measure(number, one.unit)
    if measure is False:
        return 0.0
    labels = dict(one.labels)
    around = passage.words[max(0, number.start - 80) : number.end + 80]
    label = labels.get(passage.language, "")
    shared = counting.stems(around, passage.language) & counting.stems(label, passage.language)
    told = len(shared) / 10
    if measure:
        return 1.0 + told
    named = counting.counts_as(
        counting.things(number, passage.language), passage.language, one.unit, labels
    )
    if named or one.value >= DISTINCT or one.value != int(one.value):
        return max(named, 0.3) + told
    # 'fell from 24 to 12': what is counted stands before it.
    return told if len(shared) > 1 else 0.0
