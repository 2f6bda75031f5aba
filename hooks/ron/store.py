# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The bounded part of the user's cache: entries that may vanish at any time and are whole or not there.

Nothing here fails a run: what cannot be read is not there, and of what cannot be written the user is told once.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ron import cache
from ron.errors import CannotWrite

MIB = 1 << 20


def digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


@dataclass
class Store:
    """Entries of one kind. Each is a directory with a text, 'entry', and perhaps other files, which the text vouches
    for."""

    kind: str
    trouble: list[str] = field(default_factory=list)  # why something could not be kept
    root: Path = field(init=False)

    def __post_init__(self) -> None:
        self.root = cache.directory() / self.kind

    def path(self, key: str) -> Path:
        return self.root / key[:2] / key[2:]

    def read(self, key: str) -> str | None:
        """The text under a key; None where there is none, or it is damaged."""
        try:
            data = (self.path(key) / "entry").read_bytes()
        except OSError:
            return None
        checksum, _, text = data.partition(b"\n")
        if checksum != b"%08x" % zlib.crc32(text):
            self.drop(key)
            return None
        with suppress(OSError):
            os.utime(self.path(key))  # what was used last goes last
        return text.decode("utf-8", "surrogateescape")

    def write(self, key: str, text: str) -> bool:
        """Whether it could be kept. Nobody sees half of it, for it is moved into place."""
        data = text.encode("utf-8", "surrogateescape")
        name = ""
        try:
            handle, name = tempfile.mkstemp(prefix=".entry-", dir=self.directory(key))
            with os.fdopen(handle, "wb") as file:
                file.write(b"%08x\n" % zlib.crc32(data) + data)
            os.replace(name, self.path(key) / "entry")
        except (OSError, CannotWrite) as error:
            self.trouble.append(str(error))
            with suppress(OSError):
                os.unlink(name)
            return False
        return True

    def directory(self, key: str) -> Path:
        """The directory of an entry, made for the user alone: what is in it says what the code looks like."""
        try:
            self.root.mkdir(parents=True, mode=0o700, exist_ok=True)
            if self.root.stat().st_mode & 0o077:
                self.root.chmod(0o700)
            self.path(key).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CannotWrite(self.path(key), error.strerror or str(error)) from error
        return self.path(key)

    def drop(self, key: str) -> None:
        shutil.rmtree(self.path(key), ignore_errors=True)

    def drop_all(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)

    def entries(self) -> Iterator[tuple[float, int, Path]]:
        """When each was used last, its size in bytes, and where it is."""
        for path in self.root.glob("??/*"):
            with suppress(OSError):
                yield path.stat().st_mtime, sum(file.stat().st_size for file in path.iterdir()), path


def prune(stores: tuple[Store, ...], limit: int) -> None:
    """Removes what was not used for longest until the rest fits into so many bytes."""
    found = sorted(entry for store in stores for entry in store.entries())
    excess = sum(size for _, size, _ in found) - limit
    for _, size, path in found:
        if excess <= 0:
            break
        shutil.rmtree(path, ignore_errors=True)
        excess -= size
