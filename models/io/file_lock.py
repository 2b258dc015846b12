"""A lock file beside a file, so that two programs do not write it at the same time.

The lock is held only while a file is being written. It says who holds it (process, machine,
time), so that a lock left behind by a program that died can be told from a live one. Plain
files work on network shares and synced folders, where the locks of the operating system do not.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from models.io.errors import FileLocked, write_error

STALE_AFTER_S = 600.0
"""A write takes seconds; a lock this old was left behind, whoever made it."""

_held: set[str] = set()
_held_guard = threading.Lock()


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock; fields are None where the lock file does not say."""

    pid: int | None
    host: str | None
    since: float | None


def lock_path(path: str | os.PathLike[str]) -> Path:
    """The lock file of a file."""
    target = Path(os.path.realpath(path))
    return target.with_name(f".~lock.{target.name}#")


def process_lives(pid: int) -> bool:
    """Whether a process of this machine is running."""
    if pid <= 0:
        return False
    return _lives_on_windows(pid) if os.name == "nt" else _lives_on_posix(pid)


def _lives_on_posix(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _lives_on_windows(pid: int) -> bool:  # pragma: no cover - Windows only
    # Never os.kill(pid, 0) on Windows: 0 is CTRL_C_EVENT there.
    import ctypes

    query_limited, access_denied, still_active = 0x1000, 5, 259
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  # absent on other systems, also for the type checker
    handle = kernel.OpenProcess(query_limited, False, pid)
    if not handle:
        return bool(kernel.GetLastError() == access_denied)
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == still_active


def _read(lock: Path) -> Holder | None:
    """Who holds the lock; None when there is none."""
    try:
        raw = lock.read_bytes()
        written = lock.stat().st_mtime
    except FileNotFoundError:
        return None
    try:
        data = json.loads(raw)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        # Just being written, or not ours: only its age can tell.
        return Holder(None, None, written)
    pid, host, since = data.get("pid"), data.get("host"), data.get("since")
    return Holder(
        pid if isinstance(pid, int) else None,
        host if isinstance(host, str) else None,
        float(since) if isinstance(since, (int, float)) else written,
    )


def is_stale(holder: Holder, lock: Path) -> bool:
    """Whether the lock was left behind."""
    if holder.since is None or abs(time.time() - holder.since) > STALE_AFTER_S:
        return True
    if holder.host != socket.gethostname() or holder.pid is None:
        return False
    if holder.pid == os.getpid():
        # A number is used again: this very process may bear that of one that died.
        return str(lock) not in _held
    return not process_lives(holder.pid)


def _take(lock: Path) -> bool:
    try:
        descriptor = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump({"pid": os.getpid(), "host": socket.gethostname(), "since": time.time()}, file)
    return True


def _remove_stale(lock: Path, seen: Holder) -> None:
    """Take a stale lock away, unless somebody else did so and made a new one in between."""
    aside = lock.with_name(f"{lock.name}.{secrets.token_hex(4)}")
    try:
        os.rename(lock, aside)
    except FileNotFoundError:
        return
    try:
        if _read(aside) != seen:
            # It was another's fresh lock after all: give it back if its place is still free.
            with contextlib.suppress(OSError):
                os.link(aside, lock)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def locked(path: str | os.PathLike[str]) -> Iterator[None]:
    """Hold the lock of a file while the block runs.

    Raises
    ------
    FileLocked
        If another program, or another thread of this one, holds it; details ``pid``, ``host``,
        ``since`` (seconds since 1970).
    CannotWrite
        If the folder takes no lock file; nothing could be written there either.
    """
    lock = lock_path(path)
    try:
        _acquire(lock, path)
    except OSError as error:
        raise write_error(path, error) from error
    try:
        yield
    finally:
        with _held_guard:
            _held.discard(str(lock))
        with contextlib.suppress(OSError):
            lock.unlink(missing_ok=True)


def _acquire(lock: Path, path: str | os.PathLike[str]) -> None:
    with _held_guard:
        if not _take(lock):
            holder = _read(lock)
            if holder is not None:
                if not is_stale(holder, lock):
                    raise FileLocked(path, "laast", pid=holder.pid, host=holder.host, since=holder.since)
                _remove_stale(lock, holder)
            if not _take(lock):
                raise FileLocked(path, "laast")
        _held.add(str(lock))
