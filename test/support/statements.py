# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The statements that have no others inside."""

from __future__ import annotations

import random

from support.holders import AWAITS, Words
from support.states import NONE, Ends, Run, Statement, States, Tried, assign, lookup


class Simple:
    """Writes a body line by line, and is its interpreter: each writer returns how its statement runs."""

    def __init__(self, seed: int, words: Words, first_line: int) -> None:
        self.random = random.Random(seed)
        self.words = words
        self.lines: list[str] = []
        self.first_line = first_line
        self.names = 0
        self.tries = 0  # whose bodies are being written
        self.run = Run()

    def write(self, text: str, depth: int) -> int:
        self.lines.append("  " * (depth + 1) + text)
        return self.first_line + len(self.lines) - 1

    def fresh(self, prefix: str) -> str:
        self.names += 1
        return f"{prefix}{self.names}"

    def execute(self, statement: Statement, states: States) -> Ends:
        self.run.most = max(self.run.most, len(states))
        return statement(states) if states else Ends()

    @staticmethod
    def may_throw(statement: Statement) -> Statement:
        def run(states: States) -> Ends:
            ends = statement(states)
            ends.thrown |= states
            return ends

        return run

    def effect(self, name: str, value: object | None) -> Statement:
        return self.may_throw(lambda states: Ends(frozenset(assign(state, name, value) for state in states)))

    def await_(self, visible: list[str], depth: int, loops: bool) -> Statement:
        line = self.write(self.random.choice(AWAITS).format(fresh=self.fresh("n")), depth)
        return self.may_throw(lambda states: self.suspend(line, states))

    def suspend(self, line: int, states: States) -> Ends:
        self.run.suspend(line, states)
        return Ends(states)

    def declare(self, visible: list[str], depth: int, loops: bool) -> Statement:
        name = self.fresh("h")
        line = self.write(self.words.declare.format(name=name), depth)
        visible.append(name)
        return self.effect(name, line)

    def declare_empty(self, visible: list[str], depth: int, loops: bool) -> Statement:
        name = self.fresh("h")
        self.write(self.words.empty.format(name=name), depth)
        visible.append(name)
        return self.effect(name, None)

    def pick(self, visible: list[str]) -> str:
        return self.random.choice([name for name in visible if name.startswith("h")])

    def take(self, visible: list[str], depth: int, loops: bool) -> Statement:
        name = self.pick(visible)
        return self.effect(name, self.write(self.words.take.format(name=name), depth))

    def drop(self, visible: list[str], depth: int, loops: bool) -> Statement:
        name = self.pick(visible)
        self.write(self.words.drop.format(name=name), depth)
        return self.effect(name, None)

    def move(self, visible: list[str], depth: int, loops: bool) -> Statement:
        other, name = self.pick(visible), self.fresh("h")
        self.write(self.words.move.format(name=name, other=other), depth)
        visible.append(name)

        def run(states: States) -> Ends:
            return Ends(frozenset(assign(assign(s, name, lookup(s, other)), other, None) for s in states))

        return self.may_throw(run)

    def leave(self, visible: list[str], depth: int, loops: bool) -> Statement:
        """Mostly behind a condition, or what follows would be dead code."""
        condition = "if (chance()) " if self.random.random() < 0.9 else ""
        throws = self.random.random() < 0.3
        self.write(condition + ("throw 1;" if throws else "co_return;"), depth)

        def run(states: States) -> Ends:
            # The condition is a call, which may throw as well.
            return Ends(states if condition else NONE, thrown=states if throws or condition else NONE)

        return run

    def leave_loop(self, visible: list[str], depth: int, loops: bool) -> Statement:
        breaks = self.random.random() < 0.5
        self.write(f"if (chance()) {'break' if breaks else 'continue'};", depth)
        left = (
            (lambda states: Ends(states, broken=states)) if breaks else (lambda states: Ends(states, continued=states))
        )
        return self.may_throw(left)
