"""One file a rule, named by its code and subject. The docstring of a rule is its public page."""
