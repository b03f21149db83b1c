"""The plain pages: server-made, no script needed, a few kilobytes, in four languages."""
