# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Where things are in the checkout that this package belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Repository:
    root: Path

    @property
    def checks_def(self) -> Path:
        return self.root / "checks" / "Checks.def"

    @property
    def index(self) -> Path:
        return self.root / "docs" / "index.md"

    @property
    def service(self) -> Path:
        return self.root / "test" / "e2e" / "service"

    @property
    def tripwires(self) -> Path:
        return self.root / "config" / "tripwires.toml"

    def page(self, name: str) -> Path:
        return self.root / "docs" / "checks" / f"{name}.md"

    def phase(self, name: str) -> Path:
        return self.root / "config" / "phases" / f"{name}.yaml"

    def build_directory(self, llvm: int) -> Path:
        return self.root / "build" / f"llvm-{llvm}"

    def module(self, llvm: int) -> Path:
        return self.build_directory(llvm) / "ron_tidy.so"


def this_repository() -> Repository:
    return Repository(Path(__file__).resolve().parent.parent.parent)
