"""Which of the four languages a text is written in, from its small words."""

from __future__ import annotations

import re

_SMALL = {
    "en": "the of and in to a is was were for on with by from at that its has have been are this"
    " who which their they it he she not as an or more than about into had after before said when"
    " only all while will where also per some",
    "fr": "le la les de des du et en à au aux un une est sont dans par pour sur avec qui que ses sa"
    " son leur leurs il elle ils a ont été plus ce cette ne pas ou dont selon après avant chez près"
    " tous sans fut quand mais où deux",
    "de": "der die das den dem des und in im zu zum zur von vom mit für auf ist sind war waren ein"
    " eine einen einem einer es sich nicht auch aus bei nach wurde wurden hat haben rund mehr als"
    " über sie er wird werden dort seit bis an am durch",
    "es": "el la los las de del y en a al un una unos unas es son fue fueron con por para que se su"
    " sus más como no lo o ha han según tras desde hasta entre cerca sobre todos donde cuando ya",
}
_WORDS = {language: frozenset(words.split()) for language, words in _SMALL.items()}
_SIGNS = {"fr": "çèêëîïœùû", "de": "äöüß", "es": "ñ¿¡íóá", "en": ""}
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str, otherwise: str = "en") -> str:
    """The language most of a text's small words belong to; `otherwise` where none tells."""
    words = [word.lower() for word in _WORD.findall(text)]
    score = dict.fromkeys(_WORDS, 0.0)
    for word in words:
        homes = [language for language, known in _WORDS.items() if word in known]
        for language in homes:
            score[language] += 1 / len(homes)
        for language, signs in _SIGNS.items():
            score[language] += 0.3 * any(sign in word for sign in signs)
    score[otherwise] += 0.4
    return max(score, key=lambda language: score[language])
