# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random bodies that make, ask and unwrap results, and the interpreter's answer to where a value may be missing.

A state says of each result that it holds a value, or that it has not been asked; of one that holds an error, nothing.
"""

from __future__ import annotations

from support.bodies import Body
from support.states import Ends, State, Statement, States, Writer, assign, either, lookup, sequence

VALUE, UNKNOWN = "value", "unknown"


def holds_value(state: State, name: str) -> bool:
    return lookup(state, name) == VALUE


def split(states: States, name: str) -> tuple[States, States]:
    """The states in which a test of the result succeeds, and those in which it fails."""
    asked = [state for state in states if lookup(state, name) == UNKNOWN]
    yes = {state for state in states if holds_value(state, name)} | {assign(state, name, VALUE) for state in asked}
    no = {state for state in states if lookup(state, name) is None} | {assign(state, name, None) for state in asked}
    return frozenset(yes), frozenset(no)


class ResultBody(Body):
    def on_holders(self) -> list[Writer]:
        return [self.take, self.drop, self.move, self.unwrap, self.unwrap, self.unwrap, self.leave_without]

    def on_holders_nested(self) -> list[Writer]:
        return [self.ask, self.ask, self.remember]

    def declare(self, visible: list[str], depth: int, loops: bool) -> Statement:
        name = self.fresh("h")
        self.write(self.words.declare.format(name=name), depth)
        visible.append(name)
        return self.effect(name, UNKNOWN)

    def take(self, visible: list[str], depth: int, loops: bool) -> Statement:
        name = self.pick(visible)
        self.write(self.words.take.format(name=name), depth)
        return self.effect(name, VALUE)

    def move(self, visible: list[str], depth: int, loops: bool) -> Statement:
        other, name = self.pick(visible), self.fresh("h")
        self.write(self.words.move.format(name=name, other=other), depth)
        visible.append(name)
        return self.may_throw(lambda states: Ends(frozenset(assign(s, name, lookup(s, other)) for s in states)))

    def unwrap(self, visible: list[str], depth: int, loops: bool) -> Statement:
        """An exception of 'value' is the check where somebody catches it; '*' throws none."""
        name, throws = self.pick(visible), self.random.random() < 0.5
        line = self.write(f"use({name}.value());" if throws else f"use(*{name});", depth)
        counts = not (throws and self.tries)

        def run(states: States) -> Ends:
            if counts and not all(holds_value(state, name) for state in states):
                self.run.unsafe.add(line)
            behind = frozenset(assign(state, name, VALUE) for state in states)
            return Ends(behind, thrown=states | behind)

        return run

    def leave_without(self, visible: list[str], depth: int, loops: bool) -> Statement:
        name = self.pick(visible)
        self.write(f"if (!{name}) co_return;", depth)
        return self.may_throw(lambda states: Ends(split(states, name)[0]))

    def ask(self, visible: list[str], depth: int, loops: bool) -> Statement:
        name = self.pick(visible)
        self.write(self.random.choice((f"if ({name}) {{", f"if ({name}.has_value()) {{")), depth)
        held = self.block(visible, depth + 1, loops)
        self.write("} else {", depth)
        other = self.block(visible, depth + 1, loops)
        self.write("}", depth)

        def run(states: States) -> Ends:
            yes, no = split(states, name)
            return either(self.execute(held, yes), self.execute(other, no))

        return self.may_throw(run)

    def remember(self, visible: list[str], depth: int, loops: bool) -> Statement:
        """A test whose answer is kept, with something else in between."""
        name, flag = self.pick(visible), self.fresh("b")
        self.write(f"const bool {flag} = {name}.has_value();", depth)
        visible.append(flag)

        def test(states: States) -> Ends:
            yes, no = split(states, name)
            return Ends(frozenset(assign(s, flag, True) for s in yes) | frozenset(assign(s, flag, False) for s in no))

        between = self.statement(visible, depth, loops)
        self.write(f"if ({flag}) {{", depth)
        held = self.block(visible, depth + 1, loops)
        self.write("}", depth)
        return sequence([self.may_throw(test), between, self.only_if(flag, held)])
