"""What a city promised, for its office: /our-commitments."""

from dashboard import state
from dashboard.catalogue import rights
from dashboard.catalogue.errors import NotAllowed
from dashboard.components import commitments, messages
from dashboard.i18n import _

actor = state.actor_now()
if rights.may(actor, "update_commitment"):
    commitments.show(actor)
else:
    messages.not_found(_("Our commitments"), _(NotAllowed.message))
