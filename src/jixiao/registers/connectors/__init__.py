"""One file a source: how its exports are recognised and read."""
