"""Kinds of act, one file each."""
