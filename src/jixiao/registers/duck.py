"""Connections to the embedded engine, as every module here makes them."""

from __future__ import annotations

import duckdb


def connect(memory: str = "1500MB") -> duckdb.DuckDBPyConnection:
    """A new in-memory database that says nothing of its own on our standard output."""
    connection = duckdb.connect(config={"memory_limit": memory})
    connection.execute("SET enable_progress_bar = false")  # it would stand in the midst of our JSON
    return connection
