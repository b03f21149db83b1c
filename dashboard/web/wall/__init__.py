"""The wall: an exhibition in the browser of a large screen, and the state that it asks for.

The page holds one scene and stays. What is shown next comes as a file of scenes, in one language or
several; it is asked for every two seconds and mostly answered by "as it was". Everything on every
screen follows the clock of this house, so that walls side by side keep step.
"""

from dashboard.web.wall.routes import routes

__all__ = ["routes"]
