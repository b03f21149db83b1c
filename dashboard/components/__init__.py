"""Functions that draw and return plain values."""
