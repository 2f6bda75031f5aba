# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compile commands as clang-tidy can use them: any file's in place of another's, without what only gcc knows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from ron.database import Entry

HEADERS = (".h", ".hh", ".hpp", ".hxx", ".h++", ".ipp", ".inl", ".tpp", ".tcc", ".txx")
SOURCES = (".c", ".cc", ".cpp", ".cxx", ".c++", ".cppm", ".ixx")
UNKNOWN = re.compile(r"unknown argument:? '(?P<one>[^']+)'|unsupported (?:option|argument) '(?P<two>[^']+)'")
# A precompiled header is of one compiler and build; the header that it was made from is included as well.
PCH = ("-Xclang", "-include-pch", "-Xclang")


@dataclass(frozen=True)
class Unit:
    """One run of clang-tidy."""

    entry: Entry  # its file is what clang-tidy is given
    subject: Path  # the file on whose behalf it runs: a header, or the same
    guessed_from: Path | None = None  # whose flags these are, where the database has none for the file


def is_header(path: Path) -> bool:
    return path.suffix in HEADERS


def is_cpp(path: Path) -> bool:
    return path.suffix in HEADERS or path.suffix in SOURCES


def adapted(entry: Entry) -> Entry:
    """Absolute file name; no output, so that one file built for two targets is checked once; no -Werror, for clang warns
    of other things than the compiler that built it."""
    arguments = list(entry.arguments)
    for option in (PCH, ("-o",)):
        while (at := find(arguments, option)) >= 0:
            del arguments[at : at + len(option) + 1]
    kept = [a for a in arguments if not a.startswith("-Werror") and a != "-pedantic-errors"]
    named = [str(entry.file) if is_named(entry, a) else a for a in kept]
    if str(entry.file) not in named:  # in a response file, or left out
        named += ["--", str(entry.file)] if "--" not in named else [str(entry.file)]
    return replace(entry, arguments=(*named[:1], "-Wno-unknown-warning-option", *named[1:]))


def find(arguments: list[str], sequence: tuple[str, ...]) -> int:
    size = len(sequence)
    return next((i for i in range(len(arguments)) if tuple(arguments[i : i + size]) == sequence), -1)


def is_named(entry: Entry, argument: str) -> bool:
    return Path(argument).name == entry.file.name and (entry.directory / argument).resolve() == entry.file


def borrowed(entry: Entry, file: Path) -> Entry:
    """The same command for another file; a header is compiled as one."""
    arguments = [a for a in adapted(entry).arguments if a not in (str(entry.file), "--")]
    language = ["-x", "c++-header"] if is_header(file) else []
    return Entry(file, entry.directory, (*arguments, *language, str(file)))


def without(entry: Entry, unknown: frozenset[str]) -> Entry:
    return replace(entry, arguments=tuple(argument for argument in entry.arguments if argument not in unknown))


def unknown_arguments(messages: list[str]) -> frozenset[str]:
    """What clang's driver refused, by its own words: options of other compilers."""
    found = (UNKNOWN.match(message) for message in messages)
    return frozenset(match["one"] or match["two"] for match in found if match)
