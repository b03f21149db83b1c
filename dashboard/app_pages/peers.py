"""Cities like mine: /peers?place=GEONAMEID&weigh_region=5&theme=security."""

from dashboard import cached, state
from dashboard.catalogue import peers
from dashboard.components import filter_panel, messages, peer_choice, peer_list
from dashboard.i18n import language

place = peer_choice.place()
peer_list.head(place)
if state.value("place") and place is None:
    messages.unknown_codes((state.value("place") or "",))
peer_choice.ask_for_place()
if place is None:
    peer_choice.ways_to_begin()
else:
    problem = filter_panel.asked()
    peer_choice.ask_for_problem(problem)
    weights = peer_choice.weights()
    matches = cached.peer_matches(problem, language())
    candidates = cached.peer_candidates(language())
    ranking = peers.nearest(place, candidates, weights, themes=problem.themes, only=matches)
    if not ranking.peers:
        peer_choice.nothing_found()
    elif not weights.total:
        peer_choice.nothing_weighed()
    else:
        found = cached.peer_practices(problem, tuple(one.slug for one in ranking.peers), language())
        peer_list.show(ranking, problem, found, matches)
