"""One file a warning; its code, its cases in specs/monitoring/warnings and its page share a name."""
