"""How much of published tables is read right, and how much wrongly in silence: ``make bench-reading``."""
