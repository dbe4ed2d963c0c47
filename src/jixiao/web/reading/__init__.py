"""Uploads: bounded as they arrive, read in a process of their own."""
