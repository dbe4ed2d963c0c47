"""One page a file; its template and its style carry the same name."""
