"""What a trial found, as tables: columns, faults, rows and doubles, a page at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from dashboard import import_words, navigation, state
from dashboard.catalogue import columns, geography
from dashboard.catalogue.importing.trial import Trial
from dashboard.catalogue.importing.verdicts import Duplicate, Entry, RowFault
from dashboard.components import links, markup
from dashboard.components.markup import text
from dashboard.i18n import _, language, n_, number

PER_PAGE = 25
Row = TypeVar("Row")


def paged(key: str, rows: Sequence[Row], draw: Callable[[Sequence[Row]], None]) -> None:
    """A page of rows, and the way to the others."""
    pages = -(-len(rows) // PER_PAGE)
    held = state.held(f"{key}_page") or 1
    page = min(held, pages) if pages else 1
    draw(rows[(page - 1) * PER_PAGE : page * PER_PAGE])
    if pages > 1:
        with st.container(horizontal=True, horizontal_alignment="center", key=f"{key}_pages"):
            st.pagination(
                pages,
                default=page,
                key=f"{key}_turn_{page}",
                max_visible_pages=5,
                on_change=_turned,
                args=(key, page),
            )


def _turned(key: str, page: int) -> None:
    state.lend(f"{key}_page", state.given_back(f"{key}_turn_{page}"))


def table(key: str, name: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table of ours; cells are markup, the first of each row is its head.

    Its links open without loading the page anew: what a file would do is not forgotten by a look.
    """
    head = "".join(f'<th scope="col">{text(one)}</th>' for one in heads)
    body = "".join(f"<tr>{_cells(heads, row)}</tr>" for row in rows)
    links.show(
        f'<div class="table-wrap" role="region" tabindex="0" aria-label="{text(name)}">'
        f'<table class="plain import-table"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>",
        key=f"{key}_table",
    )


def _cells(heads: Sequence[str], row: Sequence[str]) -> str:
    first = f'<th scope="row">{row[0]}</th>'
    others = zip(heads[1:], row[1:], strict=True)
    return first + "".join(f'<td data-head="{text(head)}">{cell}</td>' for head, cell in others)


# Faults -----------------------------------------------------------------------------------------


def faults(found: Sequence[RowFault]) -> None:
    """Every fault: where, what stands there, what is wrong, what would be right."""
    heads = (_("Where"), _("What stands there"), _("What is wrong"), _("What would be right"))
    paged(
        "import_faults",
        found,
        lambda rows: table("import_faults", _("Faults"), heads, [_fault(one) for one in rows]),
    )


def _fault(one: RowFault) -> tuple[str, ...]:
    told = [_written(part) for part in (import_words.where(one), one.given)]
    rights = [_written(part) for part in import_words.rights(one)]
    right = markup.lines(rights) if len(rights) > 1 else "".join(rights)
    return (*told, text(import_words.fault(one)), right)


def _written(part: str) -> str:
    """Words of a file, which may run from right to left."""
    return f'<span dir="auto">{text(part)}</span>' if part else ""


def faults_as_csv(found: Sequence[RowFault]) -> bytes:
    """The whole list as a file to be worked through beside the table."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(
        (
            _("Row"),
            _("Column"),
            _("What stands there"),
            _("What is wrong"),
            _("What would be right"),
        )
    )
    for one in found:
        told = (one.column, one.given, import_words.fault(one), import_words.right(one))
        writer.writerow((one.row or "", *map(columns.harmless, told)))
    return file.getvalue().encode("utf-8-sig")  # the mark by which Excel knows UTF-8


# Rows -------------------------------------------------------------------------------------------


def entries(tried: Trial, standing: str) -> None:
    """The rows that are new, changed or equal."""
    found = [one for one in tried.entries if one.standing == standing]
    heads = [_("Practice"), _("Row")]
    if standing == "changed":
        heads.append(_("What changes"))
    name = _(import_words.STANDINGS[standing])
    paged(
        f"import_{standing}",
        found,
        lambda rows: table(f"import_{standing}", name, heads, [_entry(one) for one in rows]),
    )


def _entry(one: Entry) -> tuple[str, ...]:
    title = f'<span dir="auto">{text(one.title)}</span>'
    if one.slug and one.standing != "new" and one.receipt is None:
        href = navigation.address("practice", language(), id=one.slug)
        title = markup.link(href, one.title)
    city = f'<br><span class="note">{text(_city(one.city_id))}</span>' if one.city_id else ""
    told = (f"{title}{city}", text(number(one.row)))
    if one.standing != "changed":
        return told
    fields = import_words.fields(one.fields) or _("it becomes public again")
    return (*told, text(fields))


def _city(city_id: int) -> str:
    place = geography.by_id(city_id)
    return place.names.get(language(), place.name)


def duplicates(found: Sequence[Duplicate]) -> None:
    """Rows that may tell of a practice already told."""
    heads = (_("Practice"), _("Row"), _("Why it may be the same"))
    paged(
        "import_duplicates",
        found,
        lambda rows: table(
            "import_duplicates", _("Possible duplicates"), heads, [_duplicate(one) for one in rows]
        ),
    )


def _duplicate(one: Duplicate) -> tuple[str, ...]:
    why = text(import_words.duplicate(one))
    if one.slug:
        href = navigation.address("practice", language(), id=one.slug)
        why += f" {markup.link(href, _('Look at it'))}"
    elif one.receipt:
        href = navigation.address("review", language(), id=one.receipt)
        why += f" {markup.link(href, _('Look at it'))}"
    return (f'<span dir="auto">{text(one.title)}</span>', text(number(one.row)), why)


# Columns ----------------------------------------------------------------------------------------


def tally(tried: Trial) -> None:
    """How many rows are new, changed, equal, and how many faults there are."""
    faults_told = len(tried.faults)
    counts = [
        (tried.count("new"), _("new")),
        (tried.count("changed"), _("changed")),
        (tried.count("equal"), _("as they are already")),
        (faults_told, n_("fault", "faults", faults_told)),
    ]
    items = "".join(
        f'<li class="import-count"><span class="figure-number">{text(number(count))}</span>'
        f"<span>{text(word)}</span></li>"
        for count, word in counts
    )
    markup.html(f'<ul class="import-tally">{items}</ul>')
