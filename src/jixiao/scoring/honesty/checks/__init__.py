"""One file a check; its code, its cases in specs/scoring/honesty and its page share a name."""
