# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""In which files shell scripts are, and which of them are read how."""

from __future__ import annotations

import re

from ron.buildscripts import dockerfile_scripts, makefile_scripts
from ron.ciyaml import scripts_in
from ron.globs import matches
from ron.scripts import Script
from ron.textfiles import TextFile

SHELL_FILES = ("*.{sh,bash,dash,ksh,zsh,bats}",)
CI_FILES = (
    ".github/workflows/*.{yml,yaml}",
    "action.{yml,yaml}",
    "*.gitlab-ci.{yml,yaml}",
    ".gitlab/**/*.{yml,yaml}",
    ".{circleci,buildkite,woodpecker,azure,azure-pipelines}/**/*.{yml,yaml}",
    "{azure-pipelines,bitbucket-pipelines,appveyor,.appveyor}*.{yml,yaml}",
    "{.travis,.drone,.cirrus,.woodpecker,circle}.{yml,yaml}",
    "{docker-compose,compose}*.{yml,yaml}",
)
DOCKERFILES = ("{Dockerfile,Containerfile}{,.*}", "*.{dockerfile,Dockerfile,containerfile}")
MAKEFILES = ("{Makefile,makefile,GNUmakefile}", "*.mk")
SHEBANG = re.compile(r"#!\s*\S*/(?:env\s+(?:-S\s+)?)?(?:ba|da|k|z|a)?sh\b")


def find_scripts(file: TextFile, text: str) -> list[Script]:
    if matches(CI_FILES, file.path):
        return scripts_in(text)
    if matches(DOCKERFILES, file.path):
        return dockerfile_scripts(text)
    if matches(MAKEFILES, file.path):
        return makefile_scripts(text)
    if matches(SHELL_FILES, file.path) or SHEBANG.match(text):
        return [Script(text, ((0, 0),))]
    return []


def has_one_shell(file: TextFile) -> bool:
    """Whether a library that is sourced once serves what follows; each line of the others is a shell of its own."""
    return not matches((*DOCKERFILES, *MAKEFILES), file.path)
