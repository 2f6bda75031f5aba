# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The text rules: config/tripwires.toml, and a team's own in the table [[tripwires]] of its ron-tidy.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ron.errors import BadTripwires, nearest

TABLE = "tripwires"
TEXTS = ("name", "banned", "required", "message", "cure", "reason")
LISTS = ("paths", "except", "contains")
KEYS = (*TEXTS, *LISTS, "off")
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Rule:
    """One of 'banned' and 'required'. A group 'here' in 'banned' is where the finding is shown."""

    name: str
    paths: tuple[str, ...]
    message: str
    banned: re.Pattern[str] | None = None
    required: re.Pattern[str] | None = None
    excepted: tuple[str, ...] = ()
    contains: tuple[bytes, ...] = ()
    cure: str = ""
    reason: str = ""
    off: bool = False

    @property
    def check(self) -> str:
        return f"tripwire-{self.name}"


def read_file(path: Path) -> tuple[Rule, ...]:
    """The rules of a TOML file; none when there is no such file."""
    try:
        return read_rules(tomllib.loads(path.read_text(encoding="utf-8")), path)
    except FileNotFoundError:
        return ()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadTripwires(path, "", f"is not TOML: {error}") from error


def read_rules(document: Mapping[str, Any], path: Path) -> tuple[Rule, ...]:
    """The rules in a parsed TOML document; its other tables are not looked at. The path is for messages."""
    tables = document.get(TABLE, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise BadTripwires(path, "", f"'{TABLE}' is not a list of tables; write [[{TABLE}]]")
    rules: dict[str, Rule] = {}
    for number, table in enumerate(tables, 1):
        rule = _rule(table, path, number)
        if rule.name in rules:
            raise BadTripwires(path, f"'{rule.name}'", "is there twice")
        rules[rule.name] = rule
    return tuple(rules.values())


def merge(defaults: tuple[Rule, ...], own: tuple[Rule, ...], path: Path) -> tuple[Rule, ...]:
    """A team's rule replaces the default one of its name, or switches it off."""
    names = {rule.name for rule in defaults}
    for rule in own:
        if rule.off and rule.name not in names:
            known = nearest(rule.name, names)
            raise BadTripwires(path, f"'{rule.name}'", f"switches off what is not there; did you mean {known}?")
    together = {rule.name: rule for rule in (*defaults, *own)}
    return tuple(rule for rule in together.values() if not rule.off)


def _rule(table: Mapping[str, Any], path: Path, number: int) -> Rule:
    name = table.get("name")
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise BadTripwires(path, f"number {number}", 'has no name; write name = "lower-case-words"')
    where = f"'{name}'"
    _check_keys(table, path, where)
    if table.get("off"):
        return Rule(name, (), "", off=True)
    for key in ("paths", "message"):
        if not table.get(key):
            raise BadTripwires(path, where, f"has no '{key}'")
    if ("banned" in table) == ("required" in table):
        raise BadTripwires(path, where, "needs one of 'banned' and 'required'")
    return Rule(
        name=name,
        paths=tuple(table["paths"]),
        message=table["message"],
        banned=_pattern(table, "banned", path, where),
        required=_pattern(table, "required", path, where),
        excepted=tuple(table.get("except", ())),
        contains=tuple(word.encode() for word in table.get("contains", ())),
        cure=table.get("cure", ""),
        reason=table.get("reason", ""),
    )


def _check_keys(table: Mapping[str, Any], path: Path, where: str) -> None:
    for key, value in table.items():
        if key not in KEYS:
            raise BadTripwires(path, where, f"there is no key '{key}'; did you mean {nearest(key, KEYS)}?")
        if key in TEXTS and not isinstance(value, str):
            raise BadTripwires(path, where, f"'{key}' is not a text")
        if key in LISTS and not (isinstance(value, list) and all(isinstance(text, str) and text for text in value)):
            raise BadTripwires(path, where, f"'{key}' is not a list of texts")
        if key == "off" and not isinstance(value, bool):
            raise BadTripwires(path, where, "'off' is neither true nor false")


def _pattern(table: Mapping[str, Any], key: str, path: Path, where: str) -> re.Pattern[str] | None:
    if key not in table:
        return None
    try:
        pattern = re.compile(table[key], re.M)
    except re.error as error:
        raise BadTripwires(path, where, f"'{key}' is not a regular expression: {error}") from error
    if pattern.search(""):
        raise BadTripwires(path, where, f"'{key}' matches the empty text")
    return pattern
