# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What git knows: the root, the index, what changed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ron.errors import GitFailed, NoRepository
from ron.process import exchange, run

TIMEOUT_SECONDS = 300.0
HUNK = re.compile(r"^@@ -\d+(?:,\d+)? \+(?P<start>\d+)(?:,(?P<count>\d+))? @@")
TO_FILE = re.compile(r'^\+\+\+ (?P<path>"b/.*"|b/.*?)\t?$')
OCTAL = re.compile(rb"\\([0-7]{3}|.)", re.S)
PRESENT = "--diff-filter=ACMRT"  # what is gone is not checked


@dataclass(frozen=True)
class Git:
    root: Path

    def out(self, *arguments: str) -> str:
        done = run(["git", *arguments], timeout=TIMEOUT_SECONDS, cwd=self.root, package="git")
        if done.code != 0:
            raise GitFailed(" ".join(arguments), done.err.strip())
        return done.out

    def names(self, *arguments: str) -> tuple[Path, ...]:
        """Regular files only: a submodule is somebody else's repository."""
        found = (self.root / name for name in self.out(*arguments, "-z").split("\0") if name)
        return tuple(path for path in found if not path.is_dir())

    def branch(self) -> str:
        done = run(["git", "symbolic-ref", "--quiet", "--short", "HEAD"], timeout=TIMEOUT_SECONDS, cwd=self.root)
        return done.out.strip()

    def staged(self) -> tuple[Path, ...]:
        return self.names("diff", "--cached", "--name-only", PRESENT)

    def base(self, revision: str) -> str:
        """Where the branch left the revision, so that what others did there since then does not count."""
        self.out("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        return self.out("merge-base", revision, "HEAD").strip()

    def since(self, base: str) -> tuple[Path, ...]:
        untracked = self.names("ls-files", "--others", "--exclude-standard")
        return tuple(sorted({*self.names("diff", "--name-only", PRESENT, base), *untracked}))

    def tracked(self) -> frozenset[Path]:
        return frozenset(self.names("ls-files"))

    def differing_from_index(self) -> tuple[Path, ...]:
        """Files whose text in the index is not the one on disk, or that are in the index only."""
        return self.names("diff", "--name-only")

    def write_index_to(self, directory: Path, paths: Iterable[Path]) -> dict[Path, Path]:
        """Copies of files as they are in the index, with line endings as on disk."""
        inside = [path for path in paths if path.is_relative_to(self.root)]
        names = b"\0".join(os.fsencode(path.relative_to(self.root)) for path in inside)
        command = ["git", "checkout-index", f"--prefix={directory}/", "-z", "--stdin"]
        code, _, said = exchange(command, names, timeout=TIMEOUT_SECONDS, cwd=self.root)
        if code != 0:
            raise GitFailed("checkout-index", said.strip())
        return {path: directory / path.relative_to(self.root) for path in inside}

    def changed_lines(self, *arguments: str) -> dict[Path, frozenset[int]]:
        """Lines that are new or changed, by file; a deletion counts for its neighbours."""
        shown = self.out("diff", "--unified=0", "--no-color", "--no-ext-diff", "--find-renames", PRESENT, *arguments)
        changed: dict[Path, set[int]] = {}
        lines: set[int] = set()
        for line in shown.splitlines():
            to_file, hunk = TO_FILE.match(line), HUNK.match(line)
            if to_file:
                lines = changed.setdefault(self.root / unquote(to_file["path"]).removeprefix("b/"), set())
            elif hunk:
                start, count = int(hunk["start"]), int(hunk["count"] or 1)
                lines.update(range(start, start + count) if count else (start, start + 1))
        return {path: frozenset(numbers) for path, numbers in changed.items()}


def unquote(name: str) -> str:
    """git writes names that are not plain ASCII in quotes, byte by byte."""
    if not name.startswith('"'):
        return name
    special = {b"n": b"\n", b"t": b"\t"}
    raw = name[1:-1].encode()
    return OCTAL.sub(lambda m: bytes([int(m[1], 8)]) if len(m[1]) == 3 else special.get(m[1], m[1]), raw).decode(
        "utf-8", "replace"
    )


def find(directory: Path) -> Git | None:
    """The repository around a directory, if there is one: a clone, a worktree or a submodule."""
    done = run(["git", "rev-parse", "--show-toplevel"], timeout=TIMEOUT_SECONDS, cwd=directory, package="git")
    if done.code == 0 and done.out.strip():
        return Git(Path(done.out.rstrip("\n")).resolve())
    if "not a git repository" in done.err:
        return None
    raise GitFailed("rev-parse --show-toplevel", done.err.strip())


def require(found: Git | None, option: str) -> Git:
    if found is None:
        raise NoRepository(option)
    return found
