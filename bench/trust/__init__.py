"""What the program gets right on material it must not be wrong about in silence: ``make bench-trust``."""
