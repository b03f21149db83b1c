"""The edition to take home: the exhibition of a summit or a city as a folder for any browser."""
