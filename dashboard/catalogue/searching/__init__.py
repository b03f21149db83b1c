"""How search works inside; the door is dashboard.catalogue.search."""
