"""A PostgreSQL server of our own for as long as the tests run: temporary folder, unix socket, no network."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def programs() -> Path | None:
    """Return the folder of PostgreSQL's server programs, None when they are not installed."""
    found = shutil.which("initdb")
    return None if found is None else Path(found).resolve().parent


def _unprivileged() -> dict[str, Any]:
    """Return who runs the server: it refuses to be root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise RuntimeError("no unprivileged user to run PostgreSQL as")


@contextmanager
def running(folder_of_programs: Path) -> Iterator[Path]:
    """Give the folder of the server's socket; the server and all its data are gone afterwards."""
    who = _unprivileged()
    home = Path(tempfile.mkdtemp(prefix="hf-pg-"))
    data = home / "data"

    def call(program: str, *arguments: str) -> None:
        subprocess.run(
            [folder_of_programs / program, *arguments],
            check=True,
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **who,
        )

    try:
        if who:
            os.chown(home, who["user"], who["group"])
        call("initdb", "-D", str(data), "-A", "trust", "-U", "holdfast", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses= -k {home} -c fsync=off -c shared_buffers=16MB -c max_connections=60"
        call("pg_ctl", "-D", str(data), "-o", options, "-l", str(home / "log"), "-w", "start")
        try:
            yield home
        finally:
            call("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)
