# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The user's cache directory: what is in it may be deleted at any time, and is whole or not there."""

from __future__ import annotations

import fcntl
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ron.errors import CannotWrite


def directory() -> Path:
    """Made on demand; $XDG_CACHE_HOME moves it."""
    usual = Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    path = Path(os.environ.get("XDG_CACHE_HOME") or usual) / "ron-tidy"
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error)) from error
    return path


def write_whole(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Nobody ever sees half a file, whenever we are killed."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".ron-tidy-", dir=path.parent)
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error)) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        os.replace(name, path)
    finally:
        with suppress(FileNotFoundError):  # as it is when all went well
            os.unlink(name)


@contextmanager
def lock(path: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """One process at a time; a killed one holds no lock."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
