"""The house itself: how it is served, who comes in."""
