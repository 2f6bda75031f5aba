# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ron-tidy doctor: whatever a commit needs, looked at one by one."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable
from pathlib import Path

from ron import builder, cache, database, module, options, session
from ron.errors import CLEAN, COULD_NOT_RUN, HookError, NotSetUp
from ron.llvm import ClangTidy, find_clang_tidy
from ron.session import Surroundings

SUMMARY = "say what is there, what is missing, and what to do about it"
EXAMPLES = ("ron-tidy doctor", "ron-tidy doctor --clang-tidy clang-tidy-19")


def configure(parser: argparse.ArgumentParser) -> None:
    options.add_tool(parser)
    parser.add_argument("-p", dest="build", type=Path, metavar="DIR", help="the directory of compile_commands.json")
    parser.add_argument("--module", type=Path, metavar="PATH", help="look at this module instead of the cached one")


def execute(arguments: argparse.Namespace) -> int:
    around = session.surroundings(None, Path.cwd())
    tool: list[ClangTidy] = []

    def find_tool() -> str:
        tool.append(find_clang_tidy(arguments.clang_tidy, arguments.llvm, around.config.clang_tidy))
        return f"{tool[0].path}, LLVM {tool[0].version}"

    def find_module() -> str:
        if not tool:
            raise NotSetUp("it needs a clang-tidy first")
        return look_at_module(around, tool[0], arguments.module)

    looks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("repository", lambda: str(around.git.root) if around.git else "none; 'check FILES' and 'check --all' work"),
        ("configuration", lambda: str(around.config.path or "none; 'ron-tidy init' writes one")),
        ("phase", lambda: f"{around.phase.phase}: {around.phase.why}"),
        ("clang-tidy", find_tool),
        ("module", find_module),
        ("compile database", lambda: look_at_database(around, arguments.build)),
        ("pre-commit", lambda: look_at_hook(around)),
        ("cache", lambda: str(cache.directory())),
    )
    ok = [look(name, action) for name, action in looks]
    return CLEAN if all(ok) else COULD_NOT_RUN


def look(name: str, action: Callable[[], str]) -> bool:
    try:
        print(f"ok      {name:17} {action()}", flush=True)
    except HookError as error:
        print(f"MISSING {name:17} {error}", flush=True)
        return False
    return True


def look_at_module(around: Surroundings, tool: ClangTidy, given: Path | None) -> str:
    """Without building one: the canary decides on one that is there."""
    cached = builder.place(around.repository, tool)
    if given is None and not cached.is_file():
        return "not built yet; the first check builds it, or 'ron-tidy build'"
    path = (given or cached).resolve()
    module.require_usable(path, tool)
    return f"{path}, reports a known defect"


def look_at_database(around: Surroundings, build: Path | None) -> str:
    read = database.load(around.config.root, session.located(build, around.config))
    absent = sum(not file.is_file() for file in read.files)
    return f"{read.path}, {len(read.files)} files" + (f", {absent} of them not on disk" if absent else "")


def look_at_hook(around: Surroundings) -> str:
    if around.git is None:
        return "no repository, no hook"
    hook = around.git.root / around.git.out("rev-parse", "--git-path", "hooks/pre-commit").strip()
    if not hook.is_file():
        program = "" if shutil.which("pre-commit") else "install pre-commit (apt-get install pre-commit), then "
        raise NotSetUp(f"no hook is installed; {program}run 'pre-commit install'")
    return str(hook)
