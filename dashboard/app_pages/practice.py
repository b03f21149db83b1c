"""One practice, whole: /practice?id=SLUG."""

from dashboard import cached, state
from dashboard.components import frame, messages, practice_sheet, practice_standing, take_home
from dashboard.i18n import _, language

slug = cached.now_at(state.value("id") or "")
if practice := cached.practice(slug, language()):
    frame.tab(f"{practice.title.words} ({practice.city.name})")
    practice_sheet.show(practice)
    take_home.practice(slug)
elif gone := cached.withdrawn(slug, language()):
    frame.tab(f"{gone.title.words} ({gone.city_name})")
    practice_standing.show_withdrawn(gone, state.actor())
else:
    messages.not_found(
        _("This practice is not in the catalogue"),
        _("The link may be mistyped. No practice that was ever published loses its address."),
    )
