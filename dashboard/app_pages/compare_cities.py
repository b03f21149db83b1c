"""Cities side by side: /compare-cities?id=A&id=B&id=C&id=D, and rows=differences."""

from dashboard import cached, state, tables
from dashboard.catalogue import comparison as catalogue
from dashboard.components import comparison, comparison_choice
from dashboard.i18n import _, language

chosen = catalogue.chosen_cities(state.values("id"))
if comparison_choice.enough(chosen):
    found = cached.compared_cities(chosen.kept, language())
    table = tables.of_city_comparison(found, differences=comparison_choice.only_differences())
    comparison.title(_("Cities side by side"), table.title)
    comparison_choice.left_out(chosen)
    comparison_choice.cities_bar(found)
    comparison.show(table)
else:
    comparison.title(
        _("Cities side by side"),
        _("Compare cities"),
        _("Two to four cities: their facts, and what was read of each. Nothing is ranked."),
    )
    comparison_choice.left_out(chosen)
    comparison_choice.start_cities(chosen.kept)
