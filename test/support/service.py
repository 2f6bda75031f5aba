# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The example service, as tests of the editor and the benches use it."""

from __future__ import annotations

from pathlib import Path

from ron.process import run

TIMEOUT_SECONDS = 600.0


def largest_source(service: Path) -> Path:
    return max((service / "src").glob("*.cpp"), key=lambda path: path.stat().st_size)


def configure(service: Path, build: Path) -> Path:
    """Makes the compile database of the service, in a directory that is returned."""
    command = ["cmake", "-G", "Ninja", "-S", str(service), "-B", str(build), "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON"]
    done = run(command, timeout=TIMEOUT_SECONDS)
    if done.code != 0:
        raise RuntimeError(done.text)
    return build
