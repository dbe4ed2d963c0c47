"""A self-evaluation looked at honestly: what it claims against itself, the rules and the evidence."""
