"""Each row of a file against the rules, the rights, the other rows and the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from dashboard.catalogue import duplicates, geography, rights, rules, standing
from dashboard.catalogue.bridge import Loss
from dashboard.catalogue.draft import TEXTS, Draft
from dashboard.catalogue.importing.cells import shown
from dashboard.catalogue.importing.comparing import changed, laid_on, settled
from dashboard.catalogue.importing.known import Known, KnownPractice, titles
from dashboard.catalogue.importing.rows import Read
from dashboard.catalogue.importing.verdicts import Duplicate, Entry, RowFault
from dashboard.catalogue.rights import Actor

# Looking for the same practice in other words takes some hundredths of a second a row.
MOST_COMPARED = 60
_PLACE = frozenset({"city", "country", "city_id", "latitude", "longitude"})
# Which cell of a figure or source a rule's fault is about, where the rule names only the row.
_PARTS = {
    "year_out_of_range": "year", "no_such_source": "source", "not_a_number": "value",
    "not_a_web_address": "url", "unknown_code": "unit",
}  # fmt: skip


class Judge:
    """Takes rows in batches; gathers what they would do and what is wrong with them."""

    def __init__(self, actor: Actor, way: str, language: str) -> None:
        """Judge by what this person may do; titles of others are told in `language`."""
        self._actor, self._straight, self._language = actor, way == "straight", language
        self._known = Known()
        self._slugs: dict[str, int] = {}
        self._texts: dict[str, int] = {}
        self._titles: dict[tuple[int | None, str], int] = {}
        self.entries: list[Entry] = []
        self.faults: list[RowFault] = []
        self.duplicates: list[Duplicate] = []
        self.losses: list[tuple[Loss, ...]] = []
        self.compared = self.not_compared = 0

    def take(self, batch: list[Read], look: Callable[[], None]) -> None:
        """Judge some rows; `look` is asked between two of them whether to go on."""
        slugs = [one.slug for one in batch if one.slug]
        cities = {one.draft.city_id for one in batch if one.draft.city_id is not None}
        self._known.learn(slugs, cities)
        for row in batch:
            look()
            self._one(row)

    def _one(self, row: Read) -> None:
        before = self._known.practice(row.slug)
        if before is not None and row.again is not None:
            row = row.again(before.draft)
        if before is not None and row.slug != before.slug:
            row = replace(row, slug=before.slug)  # the file knows it by a former id
        if row.losses:
            self.losses.append(row.losses)
        if row.faults and not row.given:
            self.faults += row.faults
            return
        draft = settled(row.draft)
        if before is not None:
            draft = settled(laid_on(before.draft, draft, row.given))
        faults = [*row.faults, *self._faults(row, draft, before)]
        if faults:
            self.faults += faults
        else:
            self.entries.append(self._entry(row, draft, before))

    def _faults(self, row: Read, draft: Draft, before: KnownPractice | None) -> Iterator[RowFault]:
        yield from _of_rules(row, draft)
        if draft.city_id is not None and not self._allowed(draft.city_id, before):
            yield _fault(row, "city", "not_your_city", _city(draft.city_id))
        if before is not None and draft.city_id not in (None, before.city_id):
            yield _fault(
                row, "city", "city_moved", _city(draft.city_id or 0), (_city(before.city_id),)
            )
        if before is not None and before.state != "published" and not self._may_return(before):
            yield _fault(row, "id", "not_public", row.slug or "", values={"state": before.state})
        yield from self._twice(row, draft)

    def _allowed(self, city_id: int, before: KnownPractice | None) -> bool:
        action = "import_straight" if self._straight else "import"
        cities = {city_id} | ({before.city_id} if before else set())
        return all(rights.may(self._actor, action, one) for one in cities)

    def _may_return(self, before: KnownPractice) -> bool:
        """Whether this import brings back what left: not what is part of another by now."""
        return self._straight and standing.now_at(before.slug) is None

    def _twice(self, row: Read, draft: Draft) -> Iterator[RowFault]:
        """A row whose id, or whose whole text, an earlier row has."""
        text = draft.fingerprint()
        first = self._slugs.get(row.slug or "") or self._texts.get(text)
        if first is not None:
            column = "id" if row.slug in self._slugs else ""
            yield _fault(row, column, "twice_in_file", row.slug or "", values={"other": first})
        if row.slug:
            self._slugs.setdefault(row.slug, row.number)
        self._texts.setdefault(text, row.number)

    # What it would do -------------------------------------------------------------------------

    def _entry(self, row: Read, draft: Draft, before: KnownPractice | None) -> Entry:
        entry = self._new(row, draft) if before is None else self._again(row, draft, before)
        if entry.standing == "new":
            self._look_for_doubles(row, draft)
        return entry

    def _new(self, row: Read, draft: Draft) -> Entry:
        same = self._known.with_text(draft)
        waiting = self._known.waiting_with_text(draft, None)
        return Entry(
            row=row.number,
            standing="equal" if same or waiting else "new",
            title=draft.heading(),
            city_id=draft.city_id,
            slug=same or row.slug,
            receipt=waiting,
            body="" if same or waiting else draft.as_json(),
        )

    def _again(self, row: Read, draft: Draft, before: KnownPractice) -> Entry:
        fields = changed(before.draft, draft)
        waiting = self._known.waiting_with_text(draft, before.slug) if fields else None
        hidden = before.state != "published"
        equal = (not fields and not hidden) or (waiting is not None and not self._straight)
        return Entry(
            row=row.number,
            standing="equal" if equal else "changed",
            title=draft.heading(),
            city_id=draft.city_id,
            slug=before.slug,
            receipt=waiting,
            fields=fields,
            body="" if equal else draft.as_json(),
            practice_id=before.practice_id,
            public=before.public,
            latest=before.latest,
            state=before.state if hidden else None,
        )

    def _look_for_doubles(self, row: Read, draft: Draft) -> None:
        """Another practice of the same city under the same title, here or in the catalogue."""
        for title in titles(draft):
            key = (draft.city_id, title)
            slug, other = self._known.with_title(key), self._titles.get(key)
            if slug is not None or other is not None:
                found = Duplicate(row.number, "same_title", draft.heading(), other, slug)
                self.duplicates.append(found)
                break
        else:
            self._look_for_like(row, draft)
        for title in titles(draft):
            self._titles.setdefault((draft.city_id, title), row.number)

    def _look_for_like(self, row: Read, draft: Draft) -> None:
        """A practice of the same city that is told in other words: of the first rows only."""
        if draft.city_id is None or not self._known.has_any(draft.city_id):
            return
        if self.compared >= MOST_COMPARED:
            self.not_compared += 1
            return
        self.compared += 1
        for one in duplicates.likely(draft, self._actor, self._language, most=1):
            told = Duplicate(row.number, "alike", draft.heading(), None, one.slug, one.receipt)
            self.duplicates.append(told)


# Faults of the rules, told by the file's columns -------------------------------------------------


def _of_rules(row: Read, draft: Draft) -> Iterator[RowFault]:
    unread = {one.column for one in row.faults}
    for fault in rules.faults(draft):
        names = _cells_of(fault, draft)
        # One fault is enough: a cell that could not be read is missing because of that.
        if fault.code in ("missing", "incomplete_row") and any(
            row.header(one) in unread for one in names
        ):
            continue
        column = next((one for one in names if one in row.given), names[0])
        given = _given(fault, draft)
        yield _fault(row, column, fault.code, given, values=dict(fault.values))


def _cells_of(fault: rules.Fault, draft: Draft) -> list[str]:
    """The columns a rule's fault may be about, the likeliest first."""
    if fault.field in TEXTS:
        language = fault.language or draft.language
        first = [f"{fault.field}_{language}"] if language else []
        return [*first, fault.field, *(f"{fault.field}_{one}" for one in ("en", "fr", "de", "es"))]
    if fault.field == "city":
        return ["city", *sorted(_PLACE - {"city"})]
    if fault.field in ("figures", "sources"):
        return _cells_of_row(fault, draft)
    return [fault.field]


def _cells_of_row(fault: rules.Fault, draft: Draft) -> list[str]:
    kind = fault.field.removesuffix("s")
    if fault.row is None:
        return ["source_1_url", "sources"] if kind == "source" else ["figure_1_value"]
    start = f"{kind}_{fault.row}_"
    if kind == "source":
        return [f"{start}{_PARTS.get(fault.code, 'url')}", f"{start}title", f"{start}publisher"]
    figure = draft.figures[fault.row - 1]
    lacking = "value" if figure.value is None else "unit" if not figure.unit else "label"
    part = lacking if fault.code == "incomplete_row" else _PARTS.get(fault.code, "label")
    labels = [f"{start}label_{one}" for one in ("en", "fr", "de", "es")]
    first = labels if part == "label" else [f"{start}{part}"]
    return [*first, f"{start}label", f"{start}value", f"{start}unit", f"{start}year"]


def _given(fault: rules.Fault, draft: Draft) -> str:
    """What the cell says that breaks a rule."""
    if "given" in fault.values and isinstance(fault.values["given"], str):
        return fault.values["given"]
    if fault.field in TEXTS and fault.language:
        wording = draft.texts(fault.field).get(fault.language)
        return shown(wording.words) if wording else ""
    if fault.field in ("start_year", "end_year", "lead"):
        return shown(getattr(draft, fault.field) or "")
    if fault.field == "partners" and fault.row:
        return shown(draft.partners[fault.row - 1])
    return ""


def _fault(
    row: Read,
    column: str,
    code: str,
    given: str,
    right: tuple[str, ...] = (),
    values: dict[str, str | int] | None = None,
) -> RowFault:
    return RowFault(row.number, row.header(column), code, given, right, values or {})


def _city(city_id: int) -> str:
    return geography.by_id(city_id).name
