"""The first page: what this is, and the ways in."""

from dashboard.components import frame, front

frame.styles("home")
front.opening()
front.search()
front.themes()
front.example()
front.doors()
front.figures()
front.latest()
