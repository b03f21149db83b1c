"""The desk of a mayor's office: /answers, /answers?id=QUESTION&city=CITY."""

from dashboard import state
from dashboard.catalogue import rights
from dashboard.catalogue.errors import NotAllowed
from dashboard.components import answer_desk, messages
from dashboard.i18n import _

actor = state.actor_now()
if rights.may(actor, "answer"):
    answer_desk.show(actor)
else:
    messages.not_found(_("Answers"), _(NotAllowed.message))
