"""The second pair of eyes: /review, /review?id=RECEIPT, /review?import=IMPORT."""

from dashboard import state
from dashboard.catalogue import rights
from dashboard.catalogue.errors import NotAllowed
from dashboard.components import messages, review_desk
from dashboard.i18n import _

actor = state.actor_now()
if rights.may(actor, "review"):
    review_desk.show(actor)
else:
    messages.not_found(_("Review"), _(NotAllowed.message))
