"""What a number counts, and whether it may speak of the same thing as a figure."""

from __future__ import annotations

import re
from functools import lru_cache

from dashboard.catalogue import vocabulary
from dashboard.catalogue.numbers.number import Number
from dashboard.catalogue.numbers.units import DURATIONS, MONEY_NEAR
from dashboard.catalogue.searching import analysis

NEAR = 4  # words after a number among which stands what it counts
_MEASURES = (
    frozenset(
        ("m", "m2", "km", "km2", "ha", "km_per_h", "eur_per_m2", "hours", "days", "weeks", "months")
    )
    | DURATIONS
)
# Who is counted under many names: all of them are people.
_PEOPLE = {
    "en": "people person women men children youth teenagers residents inhabitants participants "
    "volunteers refugees migrants students pupils workers staff employees members citizens "
    "visitors users girls boys parents mothers fathers adults players officers guides mentors "
    "entrepreneurs vendors traders families households victims newcomers artists voters delegates "
    "beneficiaries guests trainees graduates mayors leaders persons offenders seekers elders "
    "seniors neighbours mediators teachers servants individuals youngsters",
    "fr": "personnes femmes hommes enfants jeunes adolescents habitants participants bénévoles "
    "réfugiés migrants étudiants élèves agents employés membres citoyens visiteurs usagers filles "
    "garçons parents mères pères adultes joueurs policiers guides mentors entrepreneurs vendeurs "
    "commerçants familles ménages victimes arrivants artistes électeurs délégués bénéficiaires "
    "invités stagiaires diplômés maires résidents demandeurs aînés voisins médiateurs enseignants "
    "salariés volontaires habitantes participantes individus travailleurs",
    "de": "menschen personen frauen männer kinder jugendliche jugendlichen bewohner einwohner "
    "teilnehmende teilnehmer freiwillige ehrenamtliche geflüchtete flüchtlinge migranten "
    "studierende schüler beschäftigte mitarbeitende mitarbeiter mitglieder bürger besucher nutzer "
    "mädchen jungen eltern mütter väter erwachsene spieler beamte händler familien haushalte opfer "
    "neuankömmlinge künstler wähler delegierte gäste bürgermeister leute angestellte fachkräfte "
    "nachbarn lehrkräfte zugewanderte anwohner personal täter",
    "es": "personas mujeres hombres niños niñas jóvenes adolescentes habitantes participantes "
    "voluntarios voluntarias refugiados migrantes estudiantes alumnos empleados miembros "
    "ciudadanos visitantes usuarios chicas chicos padres madres adultos jugadores agentes guías "
    "mentores emprendedores vendedores comerciantes familias hogares víctimas artistas votantes "
    "delegados beneficiarios invitados alcaldes residentes solicitantes mayores vecinos vecinas "
    "mediadores docentes trabajadores menores personal funcionarios integrantes extranjeros",
}


@lru_cache(maxsize=8)
def _people(language: str) -> frozenset[str]:
    return frozenset(analysis.stem(language, word) for word in _PEOPLE[language].split())


@lru_cache(maxsize=8)
def _anybody(language: str) -> frozenset[str]:
    said = {"en": "people persons", "fr": "personnes", "de": "menschen personen", "es": "personas"}
    return frozenset(analysis.stem(language, word) for word in said[language].split())


@lru_cache(maxsize=4096)
def stems(text: str, language: str) -> frozenset[str]:
    """The stems of the words of a text that say something."""
    silent = analysis.stop_words()[language]
    return frozenset(
        analysis.stem(language, word.text)
        for word in analysis.words(text)
        if len(word.text) > 1 and not word.text.isdigit() and analysis.fold(word.text) not in silent
    )


@lru_cache(maxsize=4096)
def concepts(text: str, language: str) -> frozenset[str]:
    """What a text names, whatever its language: the concepts that search knows."""
    known = analysis.concepts()[language]
    row = [analysis.stem(language, word.text) for word in analysis.words(text)]
    found: set[str] = set()
    for start in range(len(row)):
        for length in (1, 2, 3):
            found.update(known.get(tuple(row[start : start + length]), ()))
    return frozenset(found)


def forget() -> None:
    """Let go of the texts that were looked at, for those that are nobody's to keep."""
    stems.cache_clear()
    concepts.cache_clear()


def things(number: Number, language: str) -> str:
    """The few words after a number among which stands what it counts."""
    silent = analysis.stop_words()[language]
    kept: list[str] = []
    for word in analysis.words(re.split(r"[,–—]", number.follows)[0]):
        if analysis.fold(word.text) in silent or word.text.isdigit():
            if kept:
                break  # 'shelters for young people' are shelters
            continue
        kept.append(word.text)
        if len(kept) == NEAR:
            break
    return " ".join(kept)


def lasts(number: Number, language: str) -> bool:
    """Whether it is a span of time: 'the three first months'."""
    if number.unit in DURATIONS:
        return True
    return number.unit is None and bool(
        stems(things(number, language), language) & _spans(language)
    )


@lru_cache(maxsize=8)
def _spans(language: str) -> frozenset[str]:
    said = {
        "en": "years year months month weeks days hours minutes decades nights times",
        "fr": "ans années mois semaines jours heures minutes décennies nuits fois",
        "de": "jahre jahren monate monaten wochen tage tagen stunden minuten jahrzehnte nächte mal",
        "es": "años meses semanas días horas minutos décadas noches veces",
    }[language]
    return frozenset(analysis.stem(language, word) for word in said.split())


@lru_cache(maxsize=512)
def unit(code: str) -> dict[str, object]:
    """The entry of a unit; empty where the vocabulary has none of this code."""
    return next((one for one in vocabulary.document()["units"] if one["id"] == code), {})


def same_measure(number: Number, code: str) -> bool | None:
    """Whether number and unit are of one measure: surely, surely not, or None: both only count."""
    kind = unit(code).get("kind")
    if number.kind == "percent":
        if number.unit == "points":
            return code == "points" or None if code == "points" else False
        return code == "percent"
    if number.kind == "money":
        return kind == "money" and (
            number.unit == code or code in MONEY_NEAR.get(number.unit or "", ())
        )
    if number.kind == "rate":
        return kind == "rate" and number.unit == code
    if kind in ("money", "share", "rate") or code in _MEASURES:
        return number.unit == code
    if number.unit in _MEASURES:
        return False
    return None


@lru_cache(maxsize=4096)
def _unit_stems(code: str, language: str) -> frozenset[str]:
    entry = unit(code)
    said = " ".join(str(entry.get(name, {}).get(language, "")) for name in ("label", "one"))  # type: ignore[attr-defined]
    return stems(said, language)


def counts_as(things: str, language: str, code: str, labels: dict[str, str]) -> float:
    """How surely these words name what a figure counts, from 0 to 1."""
    said = stems(things, language)
    if not said:
        return 0.0
    if said & stems(labels.get(language, ""), language):
        return 1.0
    if said & _unit_stems(code, language):
        return 1.0
    told = frozenset().union(*(concepts(words, spoken) for spoken, words in labels.items()))
    if concepts(things, language) & told:
        return 0.9
    if unit(code).get("kind") == "people" and said & _people(language):
        return 1.0 if said & _anybody(language) else 0.6
    return 0.0
