# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""ron-tidy test: every suite, for every supported LLVM."""

from __future__ import annotations

import argparse
from pathlib import Path

from ron import editor, packages
from ron.builder import EDITOR, MODULE
from ron.commands.build import build
from ron.errors import CLEAN, FINDINGS, NoTests
from ron.lit import SUITES, TestResult, run_lit, select, skip_reason
from ron.llvm import REFERENCE, TESTED
from ron.options import llvm_version
from ron.repository import Repository, this_repository

SUMMARY = "build the module and run the tests"
EXAMPLES = ("ron-tidy test --install-deps", "ron-tidy test lock-across-await", "ron-tidy test meta --llvm 22")

# The checks behave alike under every LLVM; what surrounds them is worth one run, the repository's own rules two.
SUITES_OF = {REFERENCE: SUITES, 22: ("checks", "meta", "editor"), 16: ("checks",)}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "filter", nargs="*", metavar="FILTER", help=f"a suite ({', '.join(SUITES)}) or a part of a test's name"
    )
    parser.add_argument(
        "--llvm", type=llvm_version, action="append", metavar="N", help="only this LLVM (may be repeated)"
    )
    parser.add_argument("--install-deps", action="store_true", help="install what the tests need (root, Debian)")


def execute(arguments: argparse.Namespace) -> int:
    repository = this_repository()
    plan = make_plan(repository, arguments.filter, tuple(arguments.llvm or ()))
    needed = {package for llvm in plan for package in packages.to_test(llvm)}
    needed |= set(packages.to_test_the_service(REFERENCE)) if REFERENCE in plan else set()
    editors = tuple(llvm for llvm, paths in plan.items() if llvm >= editor.OLDEST and tests_the_editor(paths))
    needed |= {package for llvm in editors for package in packages.to_test_in_the_editor(llvm)}
    packages.require(needed, install=arguments.install_deps, command="ron-tidy test", say=say)
    results: list[TestResult] = []
    for llvm, paths in plan.items():
        products = (MODULE, EDITOR) if llvm in editors else (MODULE,)
        say(f"== LLVM {llvm}: building {' and '.join(product.name for product in products)}")
        build(repository, llvm, products)
        say(f"== LLVM {llvm}: {', '.join(str(path.relative_to(repository.root)) for path in paths)}")
        results += run_lit(repository, llvm, paths, say)
    return conclude(results)


def say(line: str) -> None:
    print(line, flush=True)


def make_plan(repository: Repository, filters: list[str], llvms: tuple[int, ...]) -> dict[int, tuple[Path, ...]]:
    """Which tests to run under which LLVM. With a filter, the reference version alone unless others are named."""
    if filters:
        paths: list[Path] = []
        for text in filters:
            selected = select(repository, text)
            if not selected:
                raise NoTests(text, [*SUITES, *known_tests(repository)])
            paths += selected
        return {llvm: tuple(dict.fromkeys(paths)) for llvm in llvms or (REFERENCE,)}
    suites = {llvm: SUITES_OF.get(llvm, ("checks",)) for llvm in llvms or sorted(TESTED, key=lambda v: v != REFERENCE)}
    return {llvm: tuple(repository.root / "test" / suite for suite in names) for llvm, names in suites.items()}


def tests_the_editor(paths: tuple[Path, ...]) -> bool:
    return any("editor" in (path.name, path.parent.name) for path in paths)


def known_tests(repository: Repository) -> list[str]:
    return sorted({path.stem for path in select(repository, "")})


def conclude(results: list[TestResult]) -> int:
    passed = sum(result.passed for result in results)
    skipped = [result for result in results if result.skipped]
    failed = [result for result in results if not result.passed and not result.skipped]
    for title, listed in (("skipped", skipped), ("failed", failed)):
        for result in listed:
            reason = skip_reason(this_repository(), result) if result.skipped else result.code
            say(f"{title}: {result.name}: {reason}")
    say(f"{passed} passed, {len(failed)} failed" + (f", {len(skipped)} skipped" if skipped else ""))
    return FINDINGS if failed or not results else CLEAN
