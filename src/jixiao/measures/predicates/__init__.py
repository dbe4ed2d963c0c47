"""The small safe subset of SQL in which measures say which rows they mean."""
