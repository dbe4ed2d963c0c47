"""A PostgreSQL of the tests' own: made in a folder, reached by a socket, gone behind them."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.needs import missing


def _binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    named = shutil.which("initdb")
    if not found and not named:
        missing("程序 initdb", "apt-get install postgresql")
    return (found[-1] if found else Path(str(named))).parent


def _as_somebody_else() -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "nobody", "--"] if os.geteuid() == 0 else []


@contextmanager
def postgresql(*, durable: bool = False) -> Iterator[str]:
    """The address of a running, empty database; ``durable``: what it acknowledged is on the disk."""
    binaries, before = _binaries(), _as_somebody_else()
    with tempfile.TemporaryDirectory(
        prefix="jixiao-pg-", dir="/tmp"
    ) as folder:  # a socket's path must be short
        data = Path(folder, "data")
        if before:
            nobody = pwd.getpwnam("nobody")
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        control = [*before, str(binaries / "pg_ctl"), "-D", str(data), "-w"]
        _run(
            [
                *before,
                str(binaries / "initdb"),
                "-D",
                str(data),
                "-U",
                "jixiao",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "-N",
                "--no-locale",
            ]
        )
        _run(
            [
                *control,
                "-l",
                str(data / "log"),
                "-o",
                f"-k {folder} -c listen_addresses= -c fsync={'on' if durable else 'off'}",
                "start",
            ]
        )
        try:
            yield f"postgresql://jixiao@/postgres?host={folder}"
        finally:
            _run([*control, "-m", "immediate", "stop"])


def pull_the_plug(address: str) -> None:
    """The database of that address is gone, without a farewell."""
    data = Path(address.rpartition("host=")[2], "data")
    control = [*_as_somebody_else(), str(_binaries() / "pg_ctl"), "-D", str(data), "-w"]
    _run([*control, "-m", "immediate", "stop"])


def plug_in_again(address: str) -> None:
    """It is back."""
    folder = Path(address.rpartition("host=")[2])
    control = [*_as_somebody_else(), str(_binaries() / "pg_ctl"), "-D", str(folder / "data"), "-w"]
    _run(
        [
            *control,
            "-l",
            str(folder / "data" / "log"),
            "-o",
            f"-k {folder} -c listen_addresses=",
            "start",
        ]
    )


def _run(command: list[str]) -> None:
    # Not to a pipe: the server that pg_ctl leaves behind would hold it open.
    done = subprocess.run(
        command,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert done.returncode == 0, " ".join(command)
