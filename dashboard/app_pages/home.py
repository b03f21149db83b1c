"""The first page: what this is, and the ways in."""

from dashboard.components import front

read = front.read()
front.opening(read)
front.search()
front.themes(read)
front.example()
front.doors()
front.figures(read)
front.latest(read)
