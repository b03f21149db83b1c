"""Files of others into the catalogue: read, matched, tried, and only then written whole."""
