# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What holds what at a point of a body, and how the states before a statement become those behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

State = frozenset[tuple[str, object]]  # variable to line, to a truth, or to a line that was only tried
States = frozenset[State]
NONE: States = frozenset()


def assign(state: State, name: str, value: object | None) -> State:
    kept = frozenset(item for item in state if item[0] != name)
    return kept if value is None else kept | {(name, value)}


def lookup(state: State, name: str) -> object | None:
    return next((value for known, value in state if known == name), None)


@dataclass(frozen=True)
class Tried:
    """What a test that has not been made would show to be held."""

    line: int


@dataclass
class Ends:
    """The states in which a statement ends, by the way it is left."""

    normal: States = NONE
    broken: States = NONE
    continued: States = NONE
    thrown: States = NONE

    def also(self, other: Ends) -> None:
        """Adds how another part is left, which does not go on from here."""
        self.broken |= other.broken
        self.continued |= other.continued
        self.thrown |= other.thrown


@dataclass
class Run:
    """Collects what is alive where while a body is interpreted."""

    alive: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))  # line of birth to suspensions
    unsafe: set[int] = field(default_factory=set)  # lines that take what may not be there
    most: int = 0  # states at one point

    def suspend(self, line: int, states: Iterable[State]) -> None:
        for state in states:
            for _, value in state:
                if isinstance(value, int) and not isinstance(value, bool):
                    self.alive[value].add(line)


class Statement:
    """A function from states to Ends; named for the annotations above."""

    def __call__(self, states: States) -> Ends:
        raise NotImplementedError


class Writer:
    """A method that writes a statement, given the visible names, the depth, and whether it is in a loop."""

    def __call__(self, visible: list[str], depth: int, loops: bool) -> Statement:
        raise NotImplementedError


def sequence(parts: list[Statement]) -> Statement:
    def run(states: States) -> Ends:
        ends = Ends(states)
        for part in parts:
            if not ends.normal:
                break
            after = part(ends.normal)
            ends.normal = after.normal
            ends.also(after)
        return ends

    return run


def either(first: Ends, second: Ends) -> Ends:
    both = Ends(first.normal | second.normal)
    both.also(first)
    both.also(second)
    return both


def fork(states: States, name: str) -> Ends:
    return Ends(frozenset(assign(state, name, value) for state in states for value in (True, False)))


def close(states: States, names: list[str]) -> States:
    return frozenset(frozenset(item for item in state if item[0] not in names) for state in states)
