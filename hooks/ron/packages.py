# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The Debian packages that ron-tidy needs, and how to install them. Nothing else names packages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable

from ron.errors import CannotInstall, PackagesMissing
from ron.process import run, tail

BUILD = ("cmake", "ninja-build", "g++")
SERVICE = ("libboost1.81-dev", "libgtest-dev", "libssl-dev", "librocksdb-dev", "prometheus-cpp-dev")
EDITOR = ("libgrpc++-dev", "libprotobuf-dev")  # clangd's remote index
COMMITS = ("git", "pre-commit")
REAL = (  # tests of checks include their headers
    "libabsl-dev",
    "libboost1.81-dev",
    "libcpp-httplib-dev",
    "libexpected-dev",
    "libgtest-dev",
    "libleveldb-dev",
    "librocksdb-dev",
    "libssl-dev",
    "prometheus-cpp-dev",
)
FORMAT = "clang-format-19"  # of the sources, whichever LLVM they are built for
SHELL = ("bash", "curl", "dash", "git", "shellcheck", "wget")
DOWNLOAD_TIMEOUT_SECONDS = 1800.0


def to_build(llvm: int) -> tuple[str, ...]:
    return (*BUILD, f"libclang-{llvm}-dev", f"llvm-{llvm}-dev", f"clang-tidy-{llvm}")


def to_edit(llvm: int) -> tuple[str, ...]:
    return (*to_build(llvm), *EDITOR)


def to_test(llvm: int) -> tuple[str, ...]:
    return (*to_build(llvm), f"clang-{llvm}", f"llvm-{llvm}-tools", FORMAT, *COMMITS, *REAL, *SHELL)


def to_test_the_service(llvm: int) -> tuple[str, ...]:
    return (*to_test(llvm), f"libclang-rt-{llvm}-dev", *SERVICE)


def to_test_in_the_editor(llvm: int) -> tuple[str, ...]:
    return (*to_test(llvm), *SERVICE, *EDITOR, f"clangd-{llvm}")


def to_demonstrate(llvm: int) -> tuple[str, ...]:
    return (*to_build(llvm), f"clang-{llvm}", *COMMITS, *SERVICE)


def missing(packages: Iterable[str]) -> tuple[str, ...]:
    """Those that dpkg does not have; none on a machine without dpkg, where the tools speak for themselves."""
    wanted = sorted(set(packages))
    if not shutil.which("dpkg-query"):
        return ()
    shown = run(["dpkg-query", "-W", "-f", r"${Package}\t${db:Status-Status}\n", *wanted], timeout=60)
    installed = {line.split("\t")[0] for line in shown.out.splitlines() if line.endswith("\tinstalled")}
    return tuple(package for package in wanted if package not in installed)


def require(packages: Iterable[str], *, install: bool, command: str, say: Callable[[str], None]) -> None:
    absent = missing(packages)
    if not absent:
        return
    if not install:
        raise PackagesMissing(absent, command)
    if not shutil.which("apt-get"):
        raise CannotInstall("there is no apt-get")
    if os.geteuid() != 0:
        raise CannotInstall("this is not root")
    say(f"installing {' '.join(absent)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", *absent]):
        result = run(["apt-get", "-qq", *arguments], timeout=DOWNLOAD_TIMEOUT_SECONDS, environment=quiet)
        if result.code != 0:
            raise CannotInstall(f"apt-get {arguments[0]} failed:\n{tail(result.text)}")
    left = missing(absent)
    if left:
        raise CannotInstall(f"apt-get did not install {' '.join(left)}")
