# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a test file expects, and how two texts differ in its terms."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

EXPECTATION = re.compile(r"[ \t]*// ?(?P<kind>CHECK|FIX|SUGGEST)(?P<suffix>-[A-Z0-9-]+)?:(?: (?P<text>[^\r\n]*))?")
LOOKS_LIKE_EXPECTATION = re.compile(r"//+\s*(CHECK|FIX|SUGGEST)\b")


class Mismatch(Exception):
    """The check does not do what its test says."""


@dataclass(frozen=True)
class Expectation:
    kind: str
    suffix: str
    text: str


def read_expectations(text: str) -> list[Expectation]:
    declared = {""} | {f"-{s}" for run in re.findall(r"--suffix=(\S*)", text) for s in run.split(",") if s}
    found: list[Expectation] = []
    for number, line in enumerate(text.split("\n"), start=1):
        match = EXPECTATION.search(line)
        if match is None:
            if LOOKS_LIKE_EXPECTATION.search(line):
                raise Mismatch(f"line {number}: not an expectation: {line.strip()}")
            continue
        suffix = match["suffix"] or ""
        if suffix not in declared:
            raise Mismatch(f"line {number}: no RUN line has --suffix={suffix[1:]}")
        found.append(Expectation(match["kind"], suffix, match["text"] or ""))
    return found


def blank_expectations(text: str) -> str:
    """Expectations go, with the white space before them: clang-tidy must not see or echo them. Lines stay."""
    return EXPECTATION.sub("", text)


def continues(old: str, new: str) -> bool:
    """A new line that keeps an identifier of the old one is a change of it; so is a new indentation."""
    words, new_words = (set(re.findall(r"[A-Za-z_]\w*", line)) for line in (old, new))
    return bool(words & new_words) or old.strip() == new.strip()


def changed_lines(before: str, after: str) -> list[str]:
    """The added lines in order, and '-' with each line removed for good, before what was added at that place."""
    ending = "\r\n" if before.count("\r\n") * 2 > before.count("\n") else "\n"
    old, new = (text.split(ending) for text in (before, after))
    listed: list[str] = []
    for _, old_from, old_to, new_from, new_to in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[old_from:old_to] == new[new_from:new_to]:
            continue
        added = new[new_from:new_to]
        unclaimed = list(added)
        for line in old[old_from:old_to]:
            heir = next((i for i, candidate in enumerate(unclaimed) if continues(line, candidate)), None)
            if heir is None:
                listed.append(f"-{line}")
            else:
                del unclaimed[: heir + 1]
        listed += added
    return [line.replace("\r", "<CR>").replace("\n", "<LF>") for line in listed]


def listing(title: str, lines: list[str]) -> str:
    return f"{title}:\n" + "".join(f"  {line}|\n" for line in lines or ["(nothing)"])
