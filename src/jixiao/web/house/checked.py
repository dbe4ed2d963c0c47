"""Which part of each department's record this process has looked at; forgotten when it ends."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from django.db import connection

from jixiao.acts.tree import Frontier


@dataclass
class Checked:
    """The tree over all acts looked at; ``held``: whether they were held against the last checkpoint."""

    tree: Frontier = field(default_factory=Frontier)
    held: bool = False
    alone: threading.RLock = field(default_factory=threading.RLock)

    def ends_at(self, size: int, edge: bytes) -> bool:
        """Whether a record that ends so was looked at whole: its edge is of all its acts."""
        tree = self.tree
        return self.held and tree.size == size and tree.edge() == edge

    def went_on(self, tree: Frontier) -> None:
        """This process itself added to a record it had looked at whole."""
        with self.alone:
            if self.held and tree.size > self.tree.size:
                self.tree = tree

    def forget(self) -> None:
        """Look at everything again."""
        self.tree, self.held = Frontier(), False


_KNOWN: dict[tuple[str, int], Checked] = {}


def checked(department_id: int) -> Checked:
    """What of a department's record was looked at, in the database in use."""
    return _KNOWN.setdefault((str(connection.settings_dict["NAME"]), department_id), Checked())
