"""What is signed and waits for its minute, for press and reviewers: /sealed."""

from dashboard import state
from dashboard.catalogue import rights
from dashboard.catalogue.errors import NotAllowed
from dashboard.components import messages, sealed_list
from dashboard.i18n import _

actor = state.actor_now()
if rights.may(actor, "see_sealed"):
    sealed_list.show(actor)
else:
    messages.not_found(_("Sealed until a time"), _(NotAllowed.message))
