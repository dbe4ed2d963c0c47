"""Points, grades and the reason of every point; self-evaluation looked at honestly (contract §8)."""
