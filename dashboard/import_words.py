"""Words for an import: faults of a file as sentences, what is known of it, and its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from dashboard import bridge_words, desk_words, words
from dashboard.catalogue import columns, rules, vocabulary
from dashboard.catalogue.bridge import Loss
from dashboard.catalogue.draft import TEXTS
from dashboard.catalogue.importing.files import Notice
from dashboard.catalogue.importing.verdicts import Duplicate, RowFault
from dashboard.i18n import N_, _, language_name, listed, n_, number

STANDINGS: Mapping[str, str] = {
    "new": N_("New"),
    "changed": N_("Changed"),
    "equal": N_("As it is already"),
}
FORMATS: Mapping[str, str] = {
    "csv": "CSV",
    "xlsx": "Excel (XLSX)",
    "json": "JSON",
    "jsonl": "JSON Lines",
    "geojson": "GeoJSON",
    "parquet": "Parquet",
}

# What is wrong with a file as a whole, said with what to do.
_FILE: Mapping[str, str] = {
    "empty_file": N_("The file is empty. Look whether it was saved, and choose it again."),
    "no_rows": N_("There is no row below the header. Look whether this is the right file."),
    "no_header": N_("The first row is to name the columns, and there is none that says anything."),
    "file_too_large": N_(
        "The file has {given} megabytes; at most {most} are read. Split it into several files."
    ),
    "unpacks_too_large": N_(
        "Unpacked, this file would fill more than {most} megabytes. It was not opened. "
        "Save the table anew, or split it into several files."
    ),
    "too_many_rows": N_("At most {most} rows are read at once. Split the file."),
    "too_many_columns": N_("The table has {given} columns; at most {most} are read."),
    "unknown_encoding": N_(
        "The letters of this file are stored in a way that cannot be told for certain. "
        "Save it as “CSV UTF-8” and choose it again."
    ),
    "column_twice": N_("Two columns are called “{given}”. Give each a name of its own."),
    "bad_quotes": N_(
        "A quotation mark opens in this row or before it and never closes. "
        'Look for a single " in a cell.'
    ),
    "cell_too_long": N_("A cell of this row is too long. Look for a quotation mark left open."),
    "bad_json": N_("This is no valid JSON. Look for a missing comma, bracket or quote."),
    "too_deep": N_("This JSON is nested too deeply for a list of practices."),
    "row_too_long": N_("This record is longer than any practice could be."),
    "named_twice": N_("“{given}” stands here twice. Keep one of the two."),
    "broken_file": N_(
        "The file is damaged or not what it seems to be. Open it in the program it comes from, "
        "save it anew, and choose it again."
    ),
    "locked_file": N_("The file is locked with a password. Save it without one."),
    "zip_paths": N_("The archive names a path that leads out of it, “{given}”. It was not opened."),
    "xml_entities": N_(
        "The workbook declares entities, which no spreadsheet does. It was not opened. "
        "Save the table anew."
    ),
    "zip_no_workbook": N_("This is an archive and no workbook. Unpack it and choose the table."),
    "compressed_file": N_("The file is compressed. Unpack it and choose what is inside."),
    "old_excel": N_(
        "This is a workbook of the old kind (.xls) or one with a password. "
        "Save it as .xlsx without a password."
    ),
    "not_a_table": N_("This is a picture or a document, no table. Choose the table itself."),
    "no_such_sheet": N_("There is no sheet “{given}” with anything in it."),
    "headers_clash": N_("Several columns would fill this one: {given}. Keep one of them."),
    "more_faults": N_("More than {most} faults: the rest of the file was not read."),
}
# What is wrong with one row or cell, said with what would be right.
_CELL: Mapping[str, str] = {
    "too_many_cells": N_(
        "The row has {given} cells under {most} headers: look for a comma too many."
    ),
    "not_an_object": N_("A record in braces is wanted here."),
    "not_a_feature": N_("A feature with properties is wanted here."),
    "not_a_point": N_("The place of a practice is a point."),
    "error_cell": N_("The formula in this cell failed. Write the value itself."),
    "formula_without_value": N_(
        "The formula in this cell was never worked out. Open the file in a spreadsheet and save it."
    ),
    "not_a_text": N_("A text is wanted here, not a list or a group of fields."),
    "not_a_number": N_("This is no number. Write it in digits, such as 1200 or 12.5."),
    "not_a_whole_number": N_("A whole number is wanted here."),
    "ambiguous_number": N_(
        "This number can be read in two ways. Say which sign parts the fraction."
    ),
    "not_a_year": N_("This is no year. Write four digits, such as 2019."),
    "not_a_coordinate": N_("This is no latitude or longitude in degrees."),
    "unknown_code": N_("“{given}” is not in the list."),
    "unknown_country": N_("“{given}” is not known as a country. Its code of two letters will do."),
    "unknown_language": N_("“{given}” is none of the four languages."),
    "language_missing": N_(
        "Nobody says in which language this text is. Choose one for the file, or add a column "
        "original_language."
    ),
    "twice_given": N_("The same text stands in two columns, with different words."),
    "not_an_id": N_("An id has only a to z, digits and single hyphens."),
    "unknown_origin": N_("Where a text comes from is told as title_en=human, or as original."),
    "unknown_place_id": N_("No place has this number."),
    "other_place": N_("The place with the number {city_id} is called otherwise."),
    "several_places": N_("Several places bear this name. Add the country, or the city_id of one."),
    "unknown_place": N_("No place of this name is known."),
    "far_away": N_("The point lies {km} kilometres from {city}."),
    "not_your_city": N_("You may import for your own city only; a researcher can take this one."),
    "city_moved": N_("A practice stays with its city; one in another city needs its own id."),
    "not_public": N_("This practice is not public at present. It has to be brought back first."),
    "twice_in_file": N_("Row {other} tells of the same practice. Keep one of the two."),
    "licence": N_("Its licence ({given}) does not allow taking it in here ({wanted})."),
}
_NOTICES: Mapping[str, str] = {
    "ending_differs": N_("The name ends in .{given}; the content is {format}, and is read so."),
    "encoding": N_("Read as {given}. Look whether accents are right."),
    "other_sheets": N_("Read is the sheet “{given}”. Left aside: {others}."),
    "beside_the_list": N_("Beside the list of records the file holds, left aside: {given}."),
}
_PARTS: Mapping[str, str] = {
    "id": N_("Id in the catalogue"),
    "country": N_("Country"),
    "city_id": N_("Number of the city (GeoNames)"),
    "latitude": N_("Latitude"),
    "longitude": N_("Longitude"),
    "original_language": N_("Language it was first written in"),
    "origins": N_("Where each text comes from"),
    "claims": N_("Who answers for each number"),
    "sources": N_("Sources: addresses in one cell"),
}


def column(name: str) -> str:
    """What one of our columns holds, for people: 'Title, in French', 'Figure 2: Unit'."""
    found = columns.column(name)
    if found is None:
        return name
    if found.row is not None:
        return _of_row(found)
    if name in _PARTS:
        return _(_PARTS[name])
    told = desk_words.field(found.field)
    if found.field in TEXTS and found.language is None:
        return _("{field}, in the language of the row").format(field=told)
    return _in_language(told, found.language)


def _of_row(found: columns.Column) -> str:
    part = _in_language(desk_words.field(found.part or ""), found.language)
    pattern = _("Figure {row}: {part}") if found.field == "figures" else _("Source {row}: {part}")
    return pattern.format(row=number(found.row or 0), part=part)


def _in_language(told: str, spoken: str | None) -> str:
    if spoken is None:
        return told
    return _("{field}, in {language}").format(field=told, language=language_name(spoken))


def where(one: RowFault) -> str:
    """Which row and column of the file: 'Row 12, “Ville”'."""
    if one.row is None:
        return _("The whole file")
    if not one.column:
        return _("Row {row}").format(row=number(one.row))
    return _("Row {row}, “{column}”").format(row=number(one.row), column=one.column)


def fault(one: RowFault) -> str:
    """What is wrong, and what to do."""
    values = {name: _value(value) for name, value in one.values.items()}
    told = {"given": one.given, **values}
    if one.code in _FILE:
        return _(_FILE[one.code]).format(**told)
    if one.code in _CELL:
        return _(_CELL[one.code]).format(**told)
    column_of = columns.column(one.column)
    field = column_of.field if column_of else one.column
    return desk_words.fault(rules.Fault(field, one.code, values=_with_given(one)))


def _with_given(one: RowFault) -> dict[str, str | int]:
    return {"given": one.given, **one.values}


def _value(value: str | int) -> str:
    return number(value) if isinstance(value, int) else value


def right(one: RowFault) -> str:
    """What would be right in its place, in one line."""
    return "; ".join(rights(one))


def rights(one: RowFault) -> list[str]:
    """What would be right in its place, where that can be said: codes with words, places."""
    dim = _dim(one)
    shown = [_named(dim, code) if dim else code for code in one.right]
    if one.code in ("language_missing", "unknown_language"):
        shown = [f"{code} ({language_name(code)})" for code in one.right]
    return shown


def _dim(one: RowFault) -> str | None:
    if one.code == "unknown_country":
        return "country"
    if one.code != "unknown_code" or not one.right:
        return None
    dims = ("theme", "topic", "audience", "instrument", "status", "evidence", "unit")
    return next((dim for dim in dims if all(vocabulary.has(dim, code) for code in one.right)), None)


def _named(dim: str, code: str) -> str:
    return f"{code} ({words.label(dim, code)})"


def notice(one: Notice) -> str:
    """Something to be known about a file that is no fault."""
    if one.code == "formulas":
        return n_(
            "{count} cell is a formula: its last value counts, nothing is worked out.",
            "{count} cells are formulas: their last values count, nothing is worked out.",
            int(one.values["count"]),
        )
    if one.code == "merged":
        return n_(
            "{count} group of merged cells: what it says counts for each of its rows.",
            "{count} groups of merged cells: what they say counts for each of their rows.",
            int(one.values["count"]),
        )
    if one.code == "not_compared":
        return n_(
            "{count} row more was looked for in the catalogue by id, text, city and title only.",
            "{count} rows more were looked for in the catalogue by id, text, city and title only.",
            int(one.values["count"]),
        )
    values = dict(one.values)
    if "format" in values:
        values["format"] = FORMATS[str(values["format"])]
    return _(_NOTICES[one.code]).format(**values)


def duplicate(one: Duplicate) -> str:
    """Why a row may tell of a practice that is told already."""
    if one.other_row is not None:
        return _("Row {row} has the same city and title.").format(row=number(one.other_row))
    if one.code == "same_title":
        return _("A public practice of this city has the same title.")
    return _("A public practice of this city is much like it.")


def losses(rows: Iterable[tuple[Loss, ...]]) -> list[str]:
    """What of a form is not taken, each once with how many rows it concerns."""
    told: Counter[str] = Counter()
    for row in rows:
        told.update(dict.fromkeys(map(bridge_words.not_taken, row), 1))
    return [
        _("{sentence} ({rows})").format(
            sentence=sentence, rows=n_("{count} row", "{count} rows", count)
        )
        for sentence, count in told.most_common()
    ]


def fields(names: Iterable[str]) -> str:
    """The fields a row would change, for people."""
    told = dict.fromkeys(
        desk_words.field(one) if one in desk_words.FIELDS else column(one) for one in names
    )
    return listed(list(told))
