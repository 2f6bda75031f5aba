# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The files that text rules read: named, tracked or staged, without what is no text of this repository."""

from __future__ import annotations

import argparse
import errno
import os
import re
import stat
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ron.errors import NotInGit
from ron.process import exchange

MAX_BYTES = 1 << 20
BATCH_BYTES = 32 << 20
SNIFFED_BYTES = 8000
GIT_TIMEOUT_SECONDS = 120.0
FILE_MODES = ("100644", "100755")
ANSWER = re.compile(rb"(?P<id>[0-9a-f]+) (?P<type>\w+) (?P<size>\d+)")


@dataclass(frozen=True)
class TextFile:
    path: str  # relative to the root, with '/'
    data: bytes

    @property
    def is_wide(self) -> bool:
        return self.data.startswith((b"\xff\xfe", b"\xfe\xff"))

    @property
    def encoding(self) -> str:
        if self.is_wide:
            return "utf-16"
        try:
            self.data.decode("utf-8")
        except UnicodeDecodeError:
            return "latin-1"  # whatever it is, its ASCII part is legible
        return "utf-8"

    @property
    def text(self) -> str:
        return self.data.decode(self.encoding, "replace")

    @property
    def is_binary(self) -> bool:
        return b"\0" in self.data[:SNIFFED_BYTES] and not self.is_wide


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="files to read (default: --all)")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="every file that git tracks, as it is in the work tree")
    which.add_argument("--staged", action="store_true", help="what the next commit changes, as it is in the index")


class Reader:
    """Reads files one by one, and keeps count of what was read, left out and could not be read."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.root = _top_level(directory) or directory
        self.checked = 0
        self.left_out: Counter[str] = Counter()
        self.failures: list[str] = []

    def chosen(self, arguments: argparse.Namespace) -> Iterator[TextFile]:
        named = {self._relative(file) for file in arguments.files}
        if arguments.staged:
            return self._staged(named)
        return self._named(arguments.files) if named and not arguments.all else self._tracked(named)

    def _named(self, files: Iterable[Path]) -> Iterator[TextFile]:
        for path in dict.fromkeys(self._relative(file) for file in files):
            if not (self.root / path).is_dir() or (self.root / path).is_symlink():
                yield from self._read(path)
            elif not (self.root / path / ".git").exists():  # not a submodule
                yield from self._tracked({path})

    def _tracked(self, wanted: set[str]) -> Iterator[TextFile]:
        listing = self._git("ls-files", "--stage", "-z").split(b"\0")
        entries = (entry.partition(b"\t") for entry in listing if entry)
        modes = {os.fsdecode(path): os.fsdecode(facts.split()[0]) for facts, _, path in entries}
        for path, mode in modes.items():
            if mode in FILE_MODES and _is_wanted(path, wanted):
                yield from self._read(path, or_gone=True)

    def _staged(self, wanted: set[str]) -> Iterator[TextFile]:
        options = ("--cached", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-relative", "--diff-filter=AMT")
        fields = self._git("diff", *options).split(b"\0")
        contents: dict[str, str] = {}
        for facts, raw_path in zip(fields[::2], fields[1::2], strict=False):
            path, (_, mode, _, content, _) = os.fsdecode(raw_path), os.fsdecode(facts).split()
            if mode in FILE_MODES and _is_wanted(path, wanted):
                contents[path] = content
        for batch in self._batches(contents):
            ids = [contents[path] for path in batch]
            answer = self._git("cat-file", "--batch", data="".join(f"{i}\n" for i in ids).encode())
            end = 0
            for path in batch:  # a line with id, type and size, then the content and a line end
                start = answer.index(b"\n", end) + 1
                content_end = start + int(answer[end:start].split()[2])
                yield from self._accept(path, answer[start:content_end])
                end = content_end + 1

    def _batches(self, contents: dict[str, str]) -> Iterator[list[str]]:
        """Paths whose contents together are no burden to hold."""
        asked = "".join(f"{content}\n" for content in contents.values()).encode()
        batch: list[str] = []
        total = 0
        for path, line in zip(contents, self._git("cat-file", "--batch-check", data=asked).splitlines(), strict=True):
            answer = ANSWER.fullmatch(line)
            if answer is None or answer["type"] != b"blob":
                self.failures.append(f"git has no content for '{path}' in the index")
            elif int(answer["size"]) > MAX_BYTES:
                self.left_out["over 1 MiB"] += 1
            else:
                batch.append(path)
                total += int(answer["size"])
            if total > BATCH_BYTES:
                yield batch
                batch, total = [], 0
        if batch:
            yield batch

    def _read(self, path: str, *, or_gone: bool = False) -> Iterator[TextFile]:
        try:
            handle = os.open(os.path.join(self.root, path), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError as error:
            is_gone = or_gone and error.errno in (errno.ENOENT, errno.ENOTDIR)
            if error.errno != errno.ELOOP and not is_gone:  # a link is read where it leads to, if that is ours
                self.failures.append(f"'{path}' cannot be read: {error.strerror}")
            return
        with open(handle, "rb", buffering=0) as file:
            facts = os.fstat(handle)
            if facts.st_size > MAX_BYTES:
                self.left_out["over 1 MiB"] += 1
            elif stat.S_ISREG(facts.st_mode):
                yield from self._accept(path, file.readall())

    def _accept(self, path: str, data: bytes) -> Iterator[TextFile]:
        file = TextFile(path, data)
        if file.is_binary:
            self.left_out["binary"] += 1
            return
        self.checked += 1
        yield file

    def _relative(self, file: Path) -> str:
        """Links on the way to the file are followed, the file itself is not."""
        absolute = Path(os.path.abspath(self.directory / file))
        place = absolute.parent.resolve() / absolute.name
        return os.path.relpath(place, self.root.resolve()).replace(os.sep, "/")

    def _git(self, *arguments: str, data: bytes = b"") -> bytes:
        code, out, err = exchange(["git", *arguments], data, timeout=GIT_TIMEOUT_SECONDS, cwd=self.root)
        if code != 0:
            raise NotInGit(self.root, " ".join(err.split()))
        return out


def _is_wanted(path: str, wanted: set[str]) -> bool:
    return not wanted or "." in wanted or any(path == name or path.startswith(f"{name}/") for name in wanted)


def _top_level(directory: Path) -> Path | None:
    command = ["git", "rev-parse", "--show-toplevel"]
    code, out, _ = exchange(command, b"", timeout=GIT_TIMEOUT_SECONDS, cwd=directory)
    return Path(os.fsdecode(out.removesuffix(b"\n"))) if code == 0 else None
