"""Letters about questions to mayors: to an office that is asked, to an inhabitant who was answered.

They are written some seconds after the commit, from what the store says is due: a process that dies
in between writes them when it is back, and none twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager

from dashboard import inhabitant_letters, letters, navigation, question_words, settings
from dashboard.catalogue import mail, watching
from dashboard.catalogue.discussion import answers, persons, post_bag, questions
from dashboard.catalogue.discussion.answers import Answer, Cell
from dashboard.catalogue.discussion.persons import Wish
from dashboard.catalogue.discussion.post_bag import Due, Office
from dashboard.catalogue.discussion.questions import Question
from dashboard.catalogue.mail import Letter
from dashboard.i18n import _, date

STEP = 5.0  # seconds between two looks
_PAUSE = 60.0  # seconds after a look that failed


# Their words --------------------------------------------------------------------------------------


def to_office(office: Office, question: Question, cell: Cell) -> Letter:
    """The letter that tells an office of a question, in the language of its account."""
    with letters.spoken(office.language):
        query = {"id": question.question_id, "city": cell.city}
        desk = navigation.address("answers", office.language, **query)
        paragraphs = (
            _("Good day,"),
            _("An inhabitant asks {city}:").format(city=cell.city_name),
            f"  {question.words.words}",
            *([question.reasons.words] if question.reasons else []),
            _(
                "The question is public. Your office is asked to answer it by {date}; until then"
                " it stands as not answered yet, and afterwards as silent since {sent}."
            ).format(date=date(cell.due_on), sent=date(cell.sent_at.date())),
            _("Answer it here. What you save is seen by your desk alone until you publish it:"),
            f"{settings.address()}{desk}",
            _("The observatory of living together"),
        )
        return Letter(
            key=f"question-{question.question_id}-{cell.city}-{office.account}",
            to=office.address,
            subject=_("A question to {city}").format(city=cell.city_name),
            body="\n\n".join(paragraphs) + "\n",
            language=office.language,
        )


def to_inhabitant(wish: Wish, question: Question, cell: Cell, answer: Answer) -> Letter:
    """The letter that tells whoever asked of an answer, in the language they chose."""
    with letters.spoken(wish.language):
        told = (
            _("{city} has answered your question:")
            if answer.version == 1
            else _("{city} has changed its answer to your question:")
        )
        paragraphs = (
            _("Good day,"),
            told.format(city=cell.city_name),
            f"  {question.words.words}",
            question_words.standing(answer.standing),
            answer.text.words,
            question_words.signed(answer.office, answer.answered_at, answer.version),
            _("All that was answered:"),
            f"{settings.address()}/{wish.language}/questions/{question.question_id}",
            _("No more letters, and your address erased:"),
            inhabitant_letters.link(wish),
            _("The observatory of living together"),
        )
        return Letter(
            key=persons.letter_key(question.question_id, f"{cell.city}-{answer.version}"),
            to=wish.address,
            subject=_("An answer from {city}").format(city=cell.city_name),
            body="\n\n".join(paragraphs) + "\n",
            language=wish.language,
        )


# Writing them -------------------------------------------------------------------------------------


def write_due() -> int:
    """Write the letters that are due; gives how many. One that fails stays due."""
    sender = settings.value("MAIL_FROM", mail.NOBODY)
    count = 0
    for one in post_bag.due():
        for letter in _letters(one):
            mail.put(letter, sender)
            count += 1
        post_bag.written(one)
    if count:
        letters.send_soon()
    return count


def _letters(one: Due) -> Iterator[Letter]:
    if one.version == 0:
        for office in post_bag.offices(one.city):
            if known := _known(one, office.language):
                yield to_office(office, *known)
    elif wish := persons.wanted(one.question_id):
        versions = answers.versions(one.question_id, one.city, wish.language)
        answer = next(each for each in versions if each.version == one.version)
        if known := _known(one, wish.language):
            yield to_inhabitant(wish, *known, answer)


def _known(one: Due, language: str) -> tuple[Question, Cell] | None:
    """The question and the city's cell; None where it was taken away since."""
    question = questions.by_id(one.question_id, language)
    cells = answers.of(one.question_id, language)
    cell = next((each for each in cells if each.city == one.city), None)
    return (question, cell) if question and cell else None


def watch() -> AbstractContextManager[None]:
    """Write each letter some seconds after it is due, also of when nobody watched."""
    failed = "Letters about questions could not be written"
    return watching.every(STEP, write_due, "answers", failed=failed, pause=_PAUSE, first=STEP)
