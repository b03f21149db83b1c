"""The room of a workshop: what is typed while it is said, and the second person's signature."""
