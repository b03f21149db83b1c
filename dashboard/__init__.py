"""The dashboard of cities' practices for living together."""
