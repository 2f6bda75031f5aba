# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The user's ron-tidy.toml: what may stand in it, and what it says. An unknown key is an error, never ignored."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ron.checksdef import PHASES
from ron.errors import BadConfig, nearest
from ron.globs import matches

NAME = "ron-tidy.toml"
CLASSES = ("critical", "hot", "runtime", "test", "demo")
DEFAULT_CLASS = "runtime"
DEFAULT_TIME_LIMIT_SECONDS = 300
DEFAULT_CACHE_MIB = 2048
PREAMBLES = ("now", "after", "warm")


@dataclass(frozen=True)
class Key:
    kind: type
    meaning: str
    values: tuple[str, ...] = ()
    default: str = "none"


KEYS = {
    "phase": Key(str, "the phase where nothing else says it", PHASES, default="bronze"),
    "branches": Key(dict, "phase per branch: a table of globs, the first that matches counts"),
    "compile-database": Key(str, "the directory of `compile_commands.json`, or the file", default="found"),
    "clang-tidy": Key(str, "the clang-tidy to use, by name or path", default="found"),
    "changed-lines": Key(bool, "of the files that a commit changes, show only what its lines bring", default="false"),
    "time-limit": Key(int, "seconds that clang-tidy gets for one file", default=str(DEFAULT_TIME_LIMIT_SECONDS)),
    "cache-size": Key(int, "MiB that kept results and compiled includes may take; 0: nothing is kept", default="2048"),
    "preambles": Key(
        str,
        "when to compile a file's includes: at the first need, after the check and in the background, or by `ron-tidy warm` only",
        PREAMBLES,
        "now",
    ),
    "ignore": Key(list, "globs of files that are neither checked nor reported"),
    "components": Key(dict, "parts of the code base: a table each, see below"),
    "options": Key(dict, 'options of checks, as `"ron-magic-sleep.AllowedIn" = "poll_*"`'),
    "tripwires": Key(object, "text patterns of one's own, see [tripwires](tripwires.md)"),
}
COMPONENT_KEYS = {
    "paths": Key(
        list, "globs of the component's files; of several components that match, the first counts", default="required"
    ),
    "class": Key(str, "what kind of code it is", CLASSES, default=DEFAULT_CLASS),
    "exempt": Key(list, "checks that are not for this component"),
}


@dataclass(frozen=True)
class Component:
    name: str
    paths: tuple[str, ...]
    class_name: str = DEFAULT_CLASS
    exempt: tuple[str, ...] = ()

    def is_exempt(self, check: str) -> bool:
        return check in self.exempt or check.removeprefix("ron-") in self.exempt


@dataclass(frozen=True)
class Config:
    root: Path
    path: Path | None = None
    phase: str = ""
    branches: tuple[tuple[str, str], ...] = ()
    compile_database: str = ""
    clang_tidy: str = ""
    changed_lines: bool = False
    time_limit: int = DEFAULT_TIME_LIMIT_SECONDS
    cache_size: int = DEFAULT_CACHE_MIB
    preambles: str = PREAMBLES[0]
    ignore: tuple[str, ...] = ()
    components: tuple[Component, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    tripwires: object = field(default=None, compare=False)  # read by the tripwires themselves

    def relative(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()

    def component(self, path: Path) -> Component:
        name = self.relative(path)
        default = Component("", ())
        return next((component for component in self.components if matches(component.paths, name)), default)

    def ignores(self, path: Path) -> bool:
        return matches(self.ignore, self.relative(path))


def load(root: Path) -> Config:
    path = root / NAME
    if not path.is_file():
        return Config(root)
    text = path.read_text(encoding="utf-8", errors="replace")
    try:
        if "\ufffd" in text:
            number = text[: text.index("\ufffd")].count("\n") + 1
            raise tomllib.TOMLDecodeError(f"not UTF-8 (at line {number})")
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise BadConfig(path, int(line[1]) if line else len(text.splitlines()), f"is not TOML: {error}") from error
    return Reader(path, text).read(root, data)


@dataclass(frozen=True)
class Reader:
    """Turns tables into records, and every fault into file, line and way out."""

    path: Path
    text: str

    def read(self, root: Path, data: Mapping[str, object]) -> Config:
        self.require_known(data, KEYS, ())
        branches = self.table(data, "branches")
        for pattern, phase in branches.items():
            self.require(Key(str, "", PHASES), phase, ("branches", pattern))
        for option, value in self.table(data, "options").items():
            if "." not in option or not isinstance(value, (str, int, bool)):
                raise self.fault(("options", option), 'is not an option like "ron-magic-sleep.AllowedIn" = "poll_*"')
        return Config(
            root,
            self.path,
            phase=str(data.get("phase", "")),
            branches=tuple((pattern, str(phase)) for pattern, phase in branches.items()),
            compile_database=str(data.get("compile-database", "")),
            clang_tidy=str(data.get("clang-tidy", "")),
            changed_lines=bool(data.get("changed-lines", False)),
            time_limit=self.time_limit(data),
            cache_size=self.cache_size(data),
            preambles=str(data.get("preambles", PREAMBLES[0])),
            ignore=self.strings(data, "ignore", ()),
            components=tuple(self.component(name, value) for name, value in self.table(data, "components").items()),
            options=tuple((name, spell(value)) for name, value in self.table(data, "options").items()),
            tripwires=data.get("tripwires"),
        )

    def component(self, name: str, value: object) -> Component:
        at = ("components", name)
        if not isinstance(value, dict):
            raise self.fault(at, f"is not a table; write [components.{name}] and its keys below")
        self.require_known(value, COMPONENT_KEYS, at)
        if not value.get("paths"):
            raise self.fault(at, 'has no paths; add paths = ["src/**"]')
        exempt = self.strings(value, "exempt", at)
        return Component(name, self.strings(value, "paths", at), str(value.get("class", DEFAULT_CLASS)), exempt)

    def time_limit(self, data: Mapping[str, object]) -> int:
        seconds = data.get("time-limit", DEFAULT_TIME_LIMIT_SECONDS)
        if not isinstance(seconds, int) or seconds <= 0:
            raise self.fault(("time-limit",), "is no number of seconds above 0")
        return seconds

    def cache_size(self, data: Mapping[str, object]) -> int:
        size = data.get("cache-size", DEFAULT_CACHE_MIB)
        if not isinstance(size, int) or size < 0:
            raise self.fault(("cache-size",), "is no number of MiB from 0")
        return size

    def require_known(self, data: Mapping[str, object], keys: Mapping[str, Key], at: tuple[str, ...]) -> None:
        for name, value in data.items():
            if name not in keys:
                raise self.fault((*at, name), f"is not known; did you mean {nearest(name, keys)}?")
            self.require(keys[name], value, (*at, name))

    def require(self, key: Key, value: object, at: tuple[str, ...]) -> None:
        words = {str: "a text in quotes", bool: "true or false", int: "a number", list: "a list", dict: "a table"}
        if not isinstance(value, key.kind) or (key.kind is int and isinstance(value, bool)):
            raise self.fault(at, f"is not {words[key.kind]}")
        if key.values and value not in key.values:
            raise self.fault(at, f"is '{value}'; did you mean {nearest(str(value), key.values)}?")

    def table(self, data: Mapping[str, object], name: str) -> dict[str, object]:
        value = data.get(name, {})
        return value if isinstance(value, dict) else {}

    def strings(self, data: Mapping[str, object], name: str, at: tuple[str, ...]) -> tuple[str, ...]:
        value = data.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fault((*at, name), "is not a list of texts in quotes")
        return tuple(value)

    def fault(self, at: tuple[str, ...], reason: str) -> BadConfig:
        return BadConfig(self.path, line_of(self.text, at), f"'{'.'.join(at)}' {reason}")


def spell(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def line_of(text: str, keys: tuple[str, ...]) -> int:
    """Where a key stands: each part is looked for behind the one before. tomllib itself keeps no places."""
    position = 0
    for key in keys:
        found = re.compile(rf"(?m)(?<![\w-])[\"']?{re.escape(key)}[\"']?(?=\s*[\].=])").search(text, position)
        position = found.start() if found else position
    return text.count("\n", 0, position) + 1
