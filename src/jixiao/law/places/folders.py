"""Folders of places → what each place states, as written: ``NAME/place.toml``, or ``NAME.toml`` alone."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from jixiao.law.places.errors import PackError
from jixiao.law.places.schema import FILES, PLACE

Tables = dict[str, Any]


@dataclass(frozen=True)
class Stated:
    """What one place says, before what it extends is put under it. ``files``: key → file.

    ``entered``: holidays and time limits that people entered of it, over what its files say.
    """

    name: str
    tables: Mapping[str, Any]
    files: Mapping[str, str]
    outside: bool = False
    entered: Mapping[str, Any] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """The file that names the place."""
        return self.files.get("", f"{self.name}.toml")

    def file_of(self, key: str) -> str:
        """The file that states a key, or should."""
        return self.files.get(key, self.file)

    @property
    def extends(self) -> str | None:
        """The place under this one."""
        return self.tables.get("extends")


def stated_in(folder: Traversable, *, outside: bool = True) -> dict[str, Stated]:
    """Every place of a folder by its name; each is looked at key by key.

    Raises:
        PackError: a file that is no TOML, a key nobody knows, a value that cannot stand, a folder
            without ``place.toml``, a file no place has, a place stated twice.
    """
    found: dict[str, Stated] = {}
    for one in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if (made := _stated(one)) is None:
            continue
        if made.name in found:
            raise PackError(
                made.file, f"“{made.name}”在 {found[made.name].file} 里已经有了；请只留一个"
            )
        found[made.name] = replace(made, outside=outside)
    return found


def _stated(entry: Traversable) -> Stated | None:
    if entry.name.startswith((".", "_")):
        return None
    if entry.is_dir():
        return _of_folder(entry)
    if not entry.name.endswith(".toml"):
        return None
    return _checked(entry.name.removesuffix(".toml"), {entry.name: _table(entry, entry.name)})


def _of_folder(folder: Traversable) -> Stated:
    read: dict[str, Tables] = {}
    known = {f"{name}.toml" for name in FILES}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        shown = f"{folder.name}/{file.name}"
        if file.name in known:
            read[shown] = _table(file, shown)
        elif file.name.endswith(".toml"):
            raise PackError(
                shown, f"没有这种文件，不会读它；一个地方的文件是 {'、'.join(sorted(known))}"
            )
    if f"{folder.name}/place.toml" not in read:
        raise PackError(
            f"{folder.name}/place.toml",
            '没有这个文件；请写一个，至少有 extends = "…" 和 label = "…"',
        )
    return _checked(folder.name, read)


def _table(file: Traversable, shown: str) -> Tables:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise PackError(shown, f"不是 UTF-8 的 TOML 文件（{wrong}）；请改正后再用") from wrong


def _checked(name: str, read: Mapping[str, Tables]) -> Stated:
    tables: Tables = {}
    files = {"": next((f for f in read if f.endswith("/place.toml")), next(iter(read)))}
    for file, own in read.items():
        for fault in PLACE.faults(own, ""):
            raise PackError(file, fault)
        for key, value in own.items():
            tables[key] = _joined(key, tables.get(key), value, file, files)
            files.setdefault(key, file)
    if tables.setdefault("name", name) != name:
        raise PackError(
            files["name"], f"name 写的是“{tables['name']}”，应与文件（夹）同名“{name}”，或者不写"
        )
    return Stated(name, tables, files)


def _joined(key: str, there: Any, more: Any, file: str, files: Mapping[str, str]) -> Any:
    """A table may go on in another file of the folder; nothing is said twice."""
    if there is None:
        return more
    twice = sorted(set(there) & set(more)) if isinstance(there, dict) else [key]
    if twice:
        raise PackError(file, f"{key} 的 {'、'.join(twice)} 在 {files[key]} 里已经写了；请只留一处")
    return {**there, **more}


def signature(folders: tuple[Path, ...]) -> tuple[tuple[str, int, int], ...]:
    """Names, sizes and times of the files: as long as they are the same, so is what they say."""
    return tuple(_signed(folders))


def _signed(folders: tuple[Path, ...]) -> Iterator[tuple[str, int, int]]:
    for folder in folders:
        for path in (folder, *sorted(folder.glob("*")), *sorted(folder.glob("*/*.toml"))):
            if path.exists() and (path.is_dir() or path.suffix == ".toml"):
                about = path.stat()
                yield str(path), about.st_size, about.st_mtime_ns
