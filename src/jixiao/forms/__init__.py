"""Official forms: each declared once, read and written from the same declaration."""
