"""One file a kind of thing to do."""
