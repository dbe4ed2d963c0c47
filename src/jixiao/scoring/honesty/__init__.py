"""A self-evaluation looked at honestly: what it claims against itself, the rules and the evidence.

Codes begin with H; like those of the review they are never changed nor used again.
"""
