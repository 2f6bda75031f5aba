# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A compiler launcher for a copy of the repository: takes the object that the original's build made from the same source
where that is up to date, and compiles the rest. Called as: reuse_objects.py ORIGINAL BUILD compiler arguments."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path


def newest(original: Path, source: Path) -> float:
    """Of the source and the headers that sources share; a check's own header concerns it and Module.cpp alone."""
    shared = (path for path in (original / "checks").rglob("*.h") if not path.name.endswith("Check.h"))
    own = source.with_suffix(".h")
    return max(path.stat().st_mtime for path in (source, *shared, *([own] if own.is_file() else [])))


def reusable(original: Path, build: Path, copy_source: Path, output: Path) -> Path | None:
    """The original's object, unless its source differs or anything is newer. Module.cpp depends on the list of checks."""
    parts = copy_source.parts
    if copy_source.suffix != ".cpp" or copy_source.name == "Module.cpp" or "checks" not in parts:
        return None
    source = original.joinpath(*parts[parts.index("checks") :])
    made = build / output
    if not source.is_file() or source.read_bytes() != copy_source.read_bytes() or not made.is_file():
        return None
    return made if made.stat().st_mtime > newest(original, source) else None


def main() -> int:
    original, build, command = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
    if "-c" in command and "-o" in command:
        output = Path(command[command.index("-o") + 1])
        made = reusable(original, build, Path(command[command.index("-c") + 1]), output)
        if made:
            shutil.copy(made, output)
            if "-MF" in command:
                Path(command[command.index("-MF") + 1]).write_text(f"{output}:\n")
            return 0
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
