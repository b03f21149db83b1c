"""Sheets to print: a practice, a comparison, a city, a summit, a meeting brief, as tagged PDF.

A module beside each template says in words what stands on the paper and hands it over as JSON: no
text of the catalogue is ever part of a template. `paper` holds what all have, `printing` prints.
"""
