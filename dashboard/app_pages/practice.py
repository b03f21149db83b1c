"""One practice, whole: /practice?id=SLUG."""

from dashboard import cached, state
from dashboard.components import frame, messages, practice_sheet
from dashboard.i18n import _, language

practice = cached.practice(state.value("id") or "", language())
if practice is None:
    messages.not_found(
        _("This practice is not in the catalogue"),
        _("The link may be mistyped, or the practice has been withdrawn."),
    )
else:
    frame.tab(f"{practice.title.words} ({practice.city.name})")
    practice_sheet.show(practice)
