"""The exhibition: a summit, a workshop or a city as scenes, one after the other, for a large wall.

The same scenes are shown in the hall and taken home. They hold codes and texts; whoever draws them
finds the words. Their order is the same in every language, so that walls side by side keep step.
"""

from dashboard.catalogue.exhibition.programme import SUBJECTS, name, places, scenes
from dashboard.catalogue.exhibition.scene import (
    KINDS,
    Mark,
    Post,
    Scene,
    Seat,
    Subject,
)

__all__ = [
    "KINDS",
    "SUBJECTS",
    "Mark",
    "Post",
    "Scene",
    "Seat",
    "Subject",
    "name",
    "places",
    "scenes",
]
