"""Hosting a summit by a form: saved as it is typed, looked at, then open to everybody."""
