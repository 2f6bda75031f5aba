# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The files that 'ron-tidy init' proposes, from what it finds in a repository."""

from __future__ import annotations

from pathlib import Path

from ron import phases
from ron.checksdef import CheckLine
from ron.config import NAME
from ron.database import BUILD_DIRECTORIES, candidates
from ron.process import run
from ron.repository import Repository

URL = "https://github.com/ron-tidy/ron-tidy"
# What directories are usually called, and the class of what is in them.
USUAL = (
    ("tests", "test", ("test", "tests", "unittests", "t")),
    ("demos", "demo", ("demo", "demos", "example", "examples", "samples")),
)
THIRD_PARTY = ("third_party", "third-party", "thirdparty", "external", "vendor", "deps", "extern")


def files(root: Path, repository: Repository, checks: tuple[CheckLine, ...]) -> dict[str, str]:
    return {
        NAME: configuration(root),
        ".pre-commit-config.yaml": block(*origin(repository)),
        ".clang-tidy": editors(checks),
    }


def configuration(root: Path) -> str:
    lines = ["# ron-tidy; every key is optional, docs/configuration.md explains each.", 'phase = "bronze"']
    found = next((path for path in candidates(root) if path.is_file()), None)
    directory = found.parent.relative_to(root).as_posix() if found and found.is_relative_to(root) else "build"
    mark = "" if found and found.parent != root else "# "
    lines.append(
        f'{mark}compile-database = "{directory}"  # else: the root, {", ".join(BUILD_DIRECTORIES)}, CMake presets'
    )
    lines.append("# changed-lines = true  # of old files, show only what a commit's own lines bring")
    ignored = ", ".join(f'"{name}/"' for name in THIRD_PARTY if (root / name).is_dir())
    lines.append(f"ignore = [{ignored}]" if ignored else '# ignore = ["third_party/"]')
    lines += ["", "[branches]", '# "release/*" = "gold"', "", "# [components.engine]", '# paths = ["src/engine/"]']
    lines += ['# class = "critical"  # critical, hot, runtime (the default), test, demo']
    for name, kind, directories in USUAL:
        present = [directory for directory in directories if (root / directory).is_dir()]
        if present:
            paths = ", ".join(f'"{directory}/"' for directory in present)
            lines += ["", f"[components.{name}]", f"paths = [{paths}]", f'class = "{kind}"  # may sleep']
    return "\n".join(lines) + "\n"


def origin(repository: Repository) -> tuple[str, str]:
    """Where this checkout came from and what it is at, so that the block names the same."""

    def ask(*command: str) -> str:
        return run(["git", *command], timeout=60, cwd=repository.root).out.strip()

    url = ask("remote", "get-url", "origin") or URL
    return url, ask("describe", "--tags", "--exact-match") or ask("rev-parse", "HEAD") or "main"


def block(url: str, revision: str) -> str:
    return f"""\
repos:
  - repo: {url}
    rev: {revision}
    hooks:
      - id: ron-tidy
      - id: ron-tripwires
      - id: ron-shell-sleep
      - id: ron-tidy-fix  # by hand: pre-commit run ron-tidy-fix --hook-stage manual
        stages: [manual]
"""


def editors(checks: tuple[CheckLine, ...]) -> str:
    """What clangd and clang-tidy by hand show; the hooks layer their phase over it."""
    found = phases.settings(checks, phases.DEFAULT)
    names = [name for name in found.checks if not name.startswith("-")]
    return (
        "# For editors; the hooks layer their phase over it.\nChecks: >-\n  -*,\n"
        + ",\n".join(f"  {n}" for n in names)
        + "\n"
    )
