"""Names of places as a sentence holds them: 'the Netherlands', 'aux Pays-Bas', 'in der Schweiz'.

French and German join a name with its 'in', so a place is said whole there; Spanish names get
their article.
"""

from __future__ import annotations

_ENGLISH = {"AE", "BS", "GB", "GM", "MV", "NL", "PH", "PS", "US"}
_GERMAN = {
    "AE": "in den Vereinigten Arabischen Emiraten",
    "BS": "auf den Bahamas",
    "CF": "in der Zentralafrikanischen Republik",
    "CH": "in der Schweiz",
    "DO": "in der Dominikanischen Republik",
    "FO": "auf den Färöern",
    "GB": "im Vereinigten Königreich",
    "HK": "in Hongkong",
    "IQ": "im Irak",
    "IR": "im Iran",
    "KM": "auf den Komoren",
    "LB": "im Libanon",
    "MD": "in der Republik Moldau",
    "MH": "auf den Marshallinseln",
    "MN": "in der Mongolei",
    "MO": "in Macau",
    "MV": "auf den Malediven",
    "NE": "im Niger",
    "NL": "in den Niederlanden",
    "PH": "auf den Philippinen",
    "PS": "in den Palästinensischen Autonomiegebieten",
    "SB": "auf den Salomonen",
    "SC": "auf den Seychellen",
    "SD": "im Sudan",
    "SK": "in der Slowakei",
    "SN": "im Senegal",
    "SS": "im Südsudan",
    "TD": "im Tschad",
    "TR": "in der Türkei",
    "UA": "in der Ukraine",
    "US": "in den Vereinigten Staaten",
    "VA": "in der Vatikanstadt",
    "YE": "im Jemen",
}

_SPANISH = {
    "029": "el",
    "AE": "los",
    "BS": "las",
    "BQ": "el",
    "CD": "la",
    "CF": "la",
    "DO": "la",
    "EH": "el",
    "GB": "el",
    "HK": "la",
    "IN": "la",
    "IO": "el",
    "KM": "las",
    "MO": "la",
    "MV": "las",
    "NL": "los",
    "PS": "los",
    "TF": "los",
    "VA": "la",
}

# French: 'en' before names that are feminine or begin with a vowel, 'au' before the others.
_FRENCH = {
    "BB": "à la Barbade",
    "DM": "à la Dominique",
    "GD": "à la Grenade",
    "GU": "à Guam",
    "HK": "à Hong Kong",
    "HT": "en Haïti",
    "IO": "dans le Territoire britannique de l’océan Indien",
    "MO": "à Macao",
    "PS": "dans les Territoires palestiniens",
    "RE": "à La Réunion",
    "SJ": "à Svalbard et Jan Mayen",
    "TF": "dans les Terres australes françaises",
    "VA": "dans la Cité du Vatican",
    "029": "dans les Caraïbes",
}
_FRENCH_PLURAL = set("AE AS BM BQ BS FJ KI KM MV NL PH PW SC TK TO TV US WS".split())
_FRENCH_AS_TOWNS = set(
    "AG AI AW BH BL CU CW CY DJ GG GI JE KN LC MC MF MG MS MT MU NR NU OM PM PR SG SH SM ST SX TT"
    " TW VC WF YT".split()
)
_FRENCH_MASCULINE = set("BZ CG GB KH MX MZ SR YE ZW".split())  # though they end in e, or sound so
_VOWELS = "AEIOUYÂÉÈÊÎÔ"


def country(code: str, name: str, language: str) -> str:
    """A country after 'in'; in French and German with its 'in'."""
    if language == "en" and code in _ENGLISH:
        return f"the {name}"
    if language == "de":
        return _GERMAN.get(code, f"in {name}")
    if language == "es":
        return _spanish(code, name)
    return _french(code, name) if language == "fr" else name


def region(code: str, name: str, language: str) -> str:
    """A region after 'in the region'; French has its 'in', Spanish its article."""
    if language == "es":
        return _spanish(code, name)
    return _french(code, name) if language == "fr" else name


def city(name: str, language: str) -> str:
    """A city after 'of'; in French with its 'in'."""
    if language != "fr":
        return name
    for article, joined in (("Le ", "au "), ("Les ", "aux ")):
        if name.startswith(article):
            return joined + name.removeprefix(article)
    return f"à {name}"


def _spanish(code: str, name: str) -> str:
    """The name with its article: 'los Países Bajos', 'las Islas Marshall'."""
    if name.startswith(("Isla ", "Islas ")):
        return f"{'las' if name.startswith('Islas') else 'la'} {name}"
    return f"{_SPANISH[code]} {name}" if code in _SPANISH else name


def _french(code: str, name: str) -> str:
    if code in _FRENCH:
        return _FRENCH[code]
    if name.startswith("Îles "):
        return f"aux î{name[1:]}"
    if name.startswith("Île "):
        return f"à l’î{name[1:]}"
    if code in _FRENCH_PLURAL:
        return f"aux {name}"
    if code in _FRENCH_AS_TOWNS:
        return f"à {name}"
    feminine = name.replace("-", " ").split()[0].endswith("e") or name.endswith("e")
    if code not in _FRENCH_MASCULINE and (feminine or name[0] in _VOWELS):
        return f"en {name}"
    return f"au {name}"
