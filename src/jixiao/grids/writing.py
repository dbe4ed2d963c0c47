"""A document → bytes of a container, by the ending."""

from __future__ import annotations

import importlib

from jixiao.grids.document import Document

#: Containers that can be written, with the media type a server names.
ENDINGS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
}


def write(document: Document, ending: str) -> bytes:
    """The document in the container of that ending (``docx``, ``xlsx``, ``pdf``, ``html``).

    Raises:
        KeyError: no such container.
        MissingProgramError: a font the container needs is not installed.
    """
    if ending not in ENDINGS:
        raise KeyError(ending)
    # Each container brings a library of its own; only the one asked for is loaded.
    data: bytes = importlib.import_module(f"jixiao.grids.{ending}").write(document)
    return data
