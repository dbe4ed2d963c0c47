"""What people say and sign: one append-only record, bound to the content it speaks of, provable."""
