# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Precompiled heads of translation units: found, made at need, and never used when stale."""

from __future__ import annotations

import json
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ron import cache, preamble, traces
from ron.errors import CannotWrite
from ron.flags import Unit
from ron.store import Store, digest
from ron.traces import Disk
from ron.wanted import Wanted

OPTION = "-fplugin-arg-ron_scope-"
STOP = f"{OPTION}then=stop"
RARE = 2  # units with one head from which on making it for a whole run pays


@dataclass(frozen=True)
class Head:
    """The head of one unit: nothing to be gained from it, or a key and a text."""

    key: str = ""
    text: str = ""


@dataclass(frozen=True)
class Compiled:
    """How clang-tidy is to parse a unit's head."""

    arguments: tuple[str, ...] = ()
    trace: tuple[str, ...] = ()  # what the precompiled header was made from
    key: str = ""
    making: bool = False  # by the very run that uses it first


@dataclass(frozen=True)
class Settled:
    """What became of a head that a run was to make."""

    trace: tuple[str, ...] | None = None  # None where nobody knows what it was made from
    blind: bool = False  # it holds a header that is checked itself, whose findings the run could not see


@dataclass
class Preambles:
    tools: str
    wanted: Wanted
    disk: Disk
    make: bool = True  # where one is missing
    insist: bool = False  # even for a file whose result is known
    suits: Callable[[Unit], bool] = lambda unit: True
    store: Store = field(default_factory=lambda: Store("preambles"))
    heads: dict[Unit, Head] = field(default_factory=dict)
    shared: Counter[str] = field(default_factory=Counter)
    missing: int = 0  # heads that were not compiled, though it would help
    turns: defaultdict[str, threading.Lock] = field(default_factory=lambda: defaultdict(threading.Lock))

    def plan(self, units: Iterable[Unit]) -> None:
        """Looks at the heads of all units first, to know which are shared."""
        for unit in units:
            self.shared[self.head(unit).key] += 1

    def head(self, unit: Unit) -> Head:
        if unit not in self.heads:
            text = preamble.block(unit, self.wanted.__contains__, self.disk.content) if self.suits(unit) else ""
            name = str(unit.entry.file)
            flags = [argument for argument in unit.entry.arguments if argument != name]
            staged = [f"{path}={self.disk.digest(str(path))}" for path in sorted(self.disk.contents)]
            key = digest(self.tools, *flags, str(unit.entry.directory), text, *staged)
            modular = any(argument.startswith("-fmodule") for argument in flags)
            self.heads[unit] = Head(key, text) if text and not modular else Head()
        return self.heads[unit]

    def lacks(self, unit: Unit) -> bool:
        """Whether a head is still to be made for its own sake."""
        return self.insist and bool(self.head(unit).text) and self.valid(self.head(unit).key) is None

    @contextmanager
    def of(self, unit: Unit) -> Iterator[Compiled]:
        """The compiled head of a unit, made in this very run where it is missing. One run makes it, others wait."""
        head = self.head(unit)
        if not head.text:
            yield Compiled()
            return
        known = self.valid(head.key)
        worth_it = self.make and (self.wanted.files is not None or self.shared[head.key] >= RARE)
        if known is not None or not worth_it:
            self.missing += known is None
            yield known or Compiled()
            return
        with ExitStack() as held:
            held.enter_context(self.turns[head.key])
            try:
                lock = self.store.directory(head.key).with_suffix(".lock")
                held.enter_context(cache.lock(lock, lambda: None))
            except (OSError, CannotWrite) as error:
                self.store.trouble.append(str(error))
                yield Compiled()
                return
            known = self.valid(head.key)
            yield known if known is not None else self.to_make(head)

    def valid(self, key: str) -> Compiled | None:
        """What may be used as it is; where the head is known to be better parsed, that is nothing."""
        text = self.store.read(key)
        if text is None:
            return None
        first, _, rest = text.partition("\n")
        lines = rest.split("\n")
        about = json.loads(first)
        if not self.disk.holds(lines):
            return None
        if not about["made"]:
            return Compiled()
        made = self.store.path(key) / "head.pch"
        if stamps(made) != about["made"]:
            self.store.drop(key)
            return None
        return Compiled((f"{OPTION}preamble={made}",), tuple(lines), key)

    def to_make(self, head: Head) -> Compiled:
        directory = self.store.directory(head.key)
        block = directory / "head.h"
        try:
            (directory / "entry").unlink(missing_ok=True)
            block.write_text(head.text, encoding="utf-8", errors="surrogateescape")
        except OSError as error:
            self.store.trouble.append(str(error))
            return Compiled()
        arguments = (f"{OPTION}preamble={directory / 'head.pch'}", f"{OPTION}block={block}")
        return Compiled(arguments, key=head.key, making=True)

    def settle(self, head: Compiled, started: int) -> Settled:
        """Vouches for what a run made, from then on."""
        if not head.making:
            return Settled(head.trace)
        key = head.key
        directory = self.store.path(key)
        made, reads = directory / "head.pch", directory / "head.pch.reads"
        try:
            record = reads.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
            reads.unlink()
        except OSError:
            return Settled()
        ours = str(directory)
        trace = self.disk.trace((line for line in record if not line[1:].startswith(ours)), started)
        if trace is None:
            return Settled()
        blind = made.is_file() and bool(self.wanted.among(traces.paths(trace)))
        if blind:
            made.unlink()
        self.store.write(key, "\n".join((json.dumps({"made": stamps(made)}), *trace)))
        return Settled(tuple(trace), blind)


def stamps(made: Path) -> list[str]:
    """Of a precompiled header and of what the module wrote beside it; nothing where there is none."""
    return [traces.stamp(str(file)) for file in (made, made.with_name(f"{made.name}.user"))] if made.is_file() else []
