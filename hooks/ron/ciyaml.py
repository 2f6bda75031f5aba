# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Shell scripts in the YAML of CI services and of compose files. Reads what people write there, not all of YAML."""

from __future__ import annotations

import re

from ron.scripts import Script, argument_list, join, lines_of

KEY = re.compile(r"""(?P<indent>\s*(?:- +)*)(?P<quote>["']?)(?P<key>[\w-]+)(?P=quote):(?=\s)[ \t]*""")
SHELL_KEYS = re.compile(
    r"run|(?:\w+_)?script|bash|sh|command|commands|before_install|install|after_success|after_failure|entrypoint"
)
ITEM = re.compile(r"(?P<indent>\s*)- +")
BLOCK = re.compile(r"(?P<style>[|>])[-+0-9]*\s*(?:#.*)?$")
NOTHING = re.compile(r"\s*(?:#.*)?$")
STRING = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s,\[\]"'][^,\[\]]*))\s*(?:,|$)""")
Lines = list[tuple[int, str]]


def scripts_in(text: str) -> list[Script]:
    lines = lines_of(text)
    found: list[Script] = []
    index = 0
    while index < len(lines):
        key = KEY.match(lines[index][1])
        if key and SHELL_KEYS.fullmatch(key["key"]):
            found_here, after = _value(lines, index, key.end(), len(key["indent"]))
            found += found_here
            index = max(after, index + 1)
        else:
            index += 1
    return found


def _value(lines: Lines, index: int, column: int, indent: int) -> tuple[list[Script], int]:
    """The scripts of the value at a place, and the index of the line behind it; deeper lines belong to it."""
    place, line = lines[index]
    rest = line[column:].rstrip("\r\n")
    block = BLOCK.match(rest)
    after = _end_of_block(lines, index + 1, indent)
    if block:
        return [_block(lines[index + 1 : after], folds=block["style"] == ">")], after
    if NOTHING.match(rest):
        return _items(lines, index + 1, indent)
    if rest.startswith("["):
        items = [(place + column + 1 + start, item) for start, item in _strings(rest[1:].rstrip().removesuffix("]"))]
        return argument_list(items), index + 1
    if rest[0] in "!*&{":
        return [], index + 1
    if rest[0] in "\"'":
        strings = _strings(rest)
        return [join([(place + column + start, item)]) for start, item in strings[:1]], index + 1
    return [_plain(lines, index, column, after)], after


def _end_of_block(lines: Lines, start: int, indent: int) -> int:
    index = start
    for number in range(start, len(lines)):
        line = lines[number][1]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= indent:
            break
        index = number + 1 if line.strip() else index
    return index


def _block(lines: Lines, *, folds: bool) -> Script:
    """The block without its indentation; a fold makes one line of those that are not set off."""
    indents = [len(line) - len(line.lstrip(" ")) for _, line in lines if line.strip()]
    indent = min(indents, default=0)
    pieces = [(place + min(indent, len(line.rstrip("\r\n"))), line[indent:] or "\n") for place, line in lines]
    if folds:
        pieces = [(place, f"{piece.rstrip()} " if piece.strip() else "\n") for place, piece in pieces]
    return join(pieces)


def _plain(lines: Lines, index: int, column: int, after: int) -> Script:
    """A value without quotes, with the deeper lines that continue it."""
    place, line = lines[index]
    pieces = [(place + column, line[column:].rstrip() + " ")]
    for next_place, next_line in lines[index + 1 : after] if " #" not in line else ():
        blank = len(next_line) - len(next_line.lstrip())
        pieces.append((next_place + blank, next_line.strip() + " "))
    return join(pieces)


def _items(lines: Lines, start: int, indent: int) -> tuple[list[Script], int]:
    """The items of a list, which may stand as far left as its key."""
    found: list[Script] = []
    index = start
    while index < len(lines):
        line = lines[index][1]
        item = ITEM.match(line)
        if NOTHING.match(line):
            index += 1
            continue
        if item is None or len(item["indent"]) < indent or KEY.match(line):
            break
        scripts, index = _value(lines, index, item.end(), len(item["indent"]))
        found += scripts
    return found, index


def _strings(text: str) -> list[tuple[int, str]]:
    """The strings of a list in brackets, with their places."""
    found = []
    for match in STRING.finditer(text):
        group = match.lastindex or 0
        found.append((match.start(group), match[group].rstrip() if group == 3 else match[group]))
    return found
