"""One file a command; each has ``add(subparsers)`` and is found by being here."""
