"""The server's own routes and the shell of every page."""
