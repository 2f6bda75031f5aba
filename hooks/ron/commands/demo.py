# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ron-tidy demo: from nothing to a repaired service in one command."""

from __future__ import annotations

import argparse
import difflib
import shutil
import tempfile
from pathlib import Path

from ron import checksdef, fixes, packages
from ron.analysis import Plan, check_files, merge
from ron.commands.build import CONFIGURE_TIMEOUT_SECONDS, build
from ron.commands.check import progress, require_complete, show
from ron.database import load
from ron.errors import CLEAN, BuildFailed, DemoFailed
from ron.findings import Finding
from ron.llvm import REFERENCE, find_clang_tidy
from ron.module import require_usable
from ron.process import run, tail
from ron.repository import Repository, this_repository

SUMMARY = "build the module and show what it finds and repairs in an example service"
EXAMPLES = ("ron-tidy demo --install-deps", "ron-tidy demo")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--install-deps", action="store_true", help="install what the demonstration needs (root, Debian)"
    )


def execute(arguments: argparse.Namespace) -> int:
    packages.require(
        packages.to_demonstrate(REFERENCE), install=arguments.install_deps, command="ron-tidy demo", say=heading
    )
    repository = this_repository()
    heading(f"building the module for LLVM {REFERENCE}")
    module = build(repository, REFERENCE)
    with tempfile.TemporaryDirectory(prefix="ron-tidy-demo-") as directory:
        demonstrate(repository, module, Path(directory))
    return CLEAN


def heading(text: str) -> None:
    print(f"== {text}", flush=True)


def demonstrate(repository: Repository, module: Path, directory: Path) -> None:
    service = directory / "service"
    shutil.copytree(repository.service, service)
    heading("configuring a copy of the example service")
    configure_service(service, directory / "build")
    heading("checking it")
    before = analyse(repository, module, directory, "fixes")
    if not before:
        raise DemoFailed("nothing was found in a service that is full of planted mistakes")
    heading("applying the fixes to the copy")
    fixes.apply_exported(find_clang_tidy(None, REFERENCE), directory / "fixes")
    print(difference(repository.service, service))
    heading("checking the repaired copy")
    after = analyse(repository, module, directory, "fixes-of-repaired")
    left = sorted((f.check, f.message) for f in before if not f.has_fix)
    if sorted((f.check, f.message) for f in after) != left:
        raise DemoFailed("the repaired copy is not silent where a fix was applied")
    heading(f"silent at all {len(before) - len(left)} places that were repaired; {len(left)} need a person's decision")


def configure_service(source: Path, build_directory: Path) -> None:
    command = [
        "cmake",
        "-S",
        str(source),
        "-B",
        str(build_directory),
        "-G",
        "Ninja",
        "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON",
    ]
    configured = run(command, timeout=CONFIGURE_TIMEOUT_SECONDS)
    if configured.code != 0:
        raise BuildFailed("configuring the example service", tail(configured.text))


def analyse(repository: Repository, module: Path, directory: Path, export_name: str) -> tuple[Finding, ...]:
    tool = find_clang_tidy(None, REFERENCE)
    require_usable(module, tool)
    checks = checksdef.read(repository)
    database = load(directory / "build", exact=True)
    (directory / export_name).mkdir()
    names = tuple(check.full_name for check in checks)
    results = check_files(Plan(tool, module, names, database, directory / export_name), database.files, progress)
    show(results, checks, directory)
    require_complete(results)
    return merge(results)


def difference(before: Path, after: Path) -> str:
    lines: list[str] = []
    for old in sorted(path for path in before.rglob("*") if path.suffix in (".h", ".cpp")):
        name = str(old.relative_to(before))
        old_text, new_text = (path.read_text(encoding="utf-8").splitlines() for path in (old, after / name))
        lines += difflib.unified_diff(old_text, new_text, f"a/{name}", f"b/{name}", lineterm="")
    return "\n".join(lines)
