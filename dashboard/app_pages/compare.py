"""Practices side by side: /compare?id=A&id=B&id=C&id=D, and rows=differences."""

from dashboard import cached, state, tables
from dashboard.catalogue import comparison as catalogue
from dashboard.components import comparison, comparison_choice, frame, take_home
from dashboard.i18n import _, language

chosen = catalogue.chosen_practices(
    [cached.now_at(one) for one in state.values("id") or state.picks()]
)
if comparison_choice.enough(chosen):
    found = cached.compared_practices(chosen.kept, language())
    table = tables.of_practice_comparison(found, differences=comparison_choice.only_differences())
    frame.tab(table.title)
    comparison.title(_("Side by side"), table.title)
    comparison_choice.left_out(chosen)
    comparison_choice.practices_bar(found)
    comparison.show(table)
    take_home.comparison(chosen.kept)
    comparison.to_cities(found)
else:
    comparison.title(
        _("Side by side"),
        _("Compare practices"),
        _("Two to four practices, field by field: what differs, what is alike, what is missing."),
    )
    comparison_choice.left_out(chosen)
    comparison_choice.start_practices(chosen.kept)
