# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random coroutine bodies, and an interpreter that runs all their paths to tell what is alive at which suspension.

It knows nothing of clang's CFG: a statement takes the states in which it can begin to those in which it can end, and
loops are run until there are no new ones. A state says of each variable what it holds: nothing, or the line that made it.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
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
    most: int = 0  # states at one point

    def suspend(self, line: int, states: Iterable[State]) -> None:
        for state in states:
            for _, value in state:
                if isinstance(value, int) and not isinstance(value, bool):
                    self.alive[value].add(line)


@dataclass(frozen=True)
class Words:
    """How the operations on a holder are written."""

    declare: str
    empty: str
    take: str
    drop: str
    move: str
    attempt: str = ""
    owns: str = ""


LOCK = Words(
    declare="std::unique_lock {name}(m);",
    empty="std::unique_lock {name}(m, std::defer_lock);",
    take="{name}.lock();",
    drop="{name}.unlock();",
    move="std::unique_lock {name} = std::move({other});",
    attempt="std::unique_lock {name}(m, std::try_to_lock);",
    owns="{name}.owns_lock()",
)
ITERATOR = Words(
    declare="std::unique_ptr<rocksdb::Iterator> {name}(db.NewIterator({{}}));",
    empty="std::unique_ptr<rocksdb::Iterator> {name};",
    take="{name}.reset(db.NewIterator({{}}));",
    drop="{name}.reset();",
    move="std::unique_ptr<rocksdb::Iterator> {name} = std::move({other});",
)
AWAITS = (
    "co_await next();",
    "use(co_await value());",
    "const int {fresh} = co_await value();",
    "auto {fresh} = [](int n) {{ return n; }}(co_await value());",
    "use(1 + co_await value());",
    "co_yield 1;",
)


LONG = 30  # lines; past it nothing is nested any more, for a check may give up on what has too many paths


class Body:
    """Writes one random body line by line, and is its own interpreter: each writer returns how its statement runs."""

    def __init__(self, seed: int, words: Words, first_line: int) -> None:
        self.random = random.Random(seed)
        self.words = words
        self.lines: list[str] = []
        self.first_line = first_line
        self.names = 0
        self.run = Run()

    def build(self) -> Body:
        self.execute(self.block([], depth=0, loops=False), frozenset([frozenset()]))
        return self

    # Writing. A statement is a function from the states before it to how it is left.

    def write(self, text: str, depth: int) -> int:
        self.lines.append("  " * (depth + 1) + text)
        return self.first_line + len(self.lines) - 1

    def fresh(self, prefix: str) -> str:
        self.names += 1
        return f"{prefix}{self.names}"

    def execute(self, statement: Statement, states: States) -> Ends:
        self.run.most = max(self.run.most, len(states))
        return statement(states) if states else Ends()

    def block(self, outer: list[str], depth: int, loops: bool) -> Statement:
        visible, own, parts = list(outer), [], []
        for _ in range(self.random.randint(1, max(1, 5 - depth))):
            before = len(visible)
            parts.append(self.statement(visible, depth, loops))
            own += visible[before:]
        return lambda states: self.in_scope(sequence(parts), own, states)

    def in_scope(self, statement: Statement, own: list[str], states: States) -> Ends:
        ends = self.execute(statement, states)
        return Ends(*(close(part, own) for part in (ends.normal, ends.broken, ends.continued, ends.thrown)))

    def statement(self, visible: list[str], depth: int, loops: bool) -> Statement:
        simple = [self.await_, self.await_, self.declare, self.declare_empty]
        if self.words.attempt:
            simple += [self.declare_attempt]
        holders = [name for name in visible if name.startswith("h")]
        if holders:
            simple += [self.take, self.drop, self.drop, self.move]
        nested = [self.if_, self.while_, self.do_, self.for_, self.switch, self.try_, self.if_await, self.flag]
        if loops:
            simple.append(self.leave_loop)
        simple.append(self.leave)
        choices = simple if depth > 3 or len(self.lines) > LONG or self.random.random() < 0.6 else nested
        return self.random.choice(choices)(visible, depth, loops)

    def await_(self, visible: list[str], depth: int, loops: bool) -> Statement:
        line = self.write(self.random.choice(AWAITS).format(fresh=self.fresh("n")), depth)
        return self.may_throw(lambda states: self.suspend(line, states))

    def suspend(self, line: int, states: States) -> Ends:
        self.run.suspend(line, states)
        return Ends(states)

    @staticmethod
    def may_throw(statement: Statement) -> Statement:
        def run(states: States) -> Ends:
            ends = statement(states)
            ends.thrown |= states
            return ends

        return run

    def effect(self, name: str, value: object | None) -> Statement:
        return self.may_throw(lambda states: Ends(frozenset(assign(state, name, value) for state in states)))

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

    def declare_attempt(self, visible: list[str], depth: int, loops: bool) -> Statement:
        """The attempt, and mostly the test of it."""
        name = self.fresh("h")
        line = self.write(self.words.attempt.format(name=name), depth)
        visible.append(name)

        def attempt(states: States) -> Ends:
            tried = frozenset(assign(state, name, Tried(line)) for state in states)
            return Ends(tried | frozenset(assign(state, name, None) for state in states))

        parts = [self.may_throw(attempt)]
        if self.random.random() < 0.8:
            parts.append(self.test(name, visible, depth, loops))
        return sequence(parts)

    def test(self, name: str, visible: list[str], depth: int, loops: bool) -> Statement:
        self.write(f"if ({self.words.owns.format(name=name)}) {{", depth)
        held = self.block(visible, depth + 1, loops)
        self.write("} else {", depth)
        other = self.block(visible, depth + 1, loops)
        self.write("}", depth)

        def confirm(state: State) -> State:
            value = lookup(state, name)
            return assign(state, name, value.line) if isinstance(value, Tried) else state

        def run(states: States) -> Ends:
            yes = frozenset(confirm(state) for state in states if lookup(state, name) is not None)
            no = frozenset(state for state in states if lookup(state, name) is None)
            return either(self.execute(held, yes), self.execute(other, no))

        return self.may_throw(run)

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
        left = (lambda states: Ends(states, broken=states)) if breaks else (lambda states: Ends(states, continued=states))
        return self.may_throw(left)

    def if_(self, visible: list[str], depth: int, loops: bool) -> Statement:
        self.write("if (chance()) {", depth)
        yes = self.block(visible, depth + 1, loops)
        no: Statement = Ends
        if self.random.random() < 0.5:
            self.write("} else {", depth)
            no = self.block(visible, depth + 1, loops)
        self.write("}", depth)
        return self.may_throw(lambda states: either(self.execute(yes, states), self.execute(no, states)))

    def if_await(self, visible: list[str], depth: int, loops: bool) -> Statement:
        condition = self.random.choice(["co_await flag()", "chance() && co_await flag()", "co_await flag() || chance()"])
        line = self.write(f"if ({condition}) {{", depth)
        yes = self.block(visible, depth + 1, loops)
        self.write("}", depth)

        def run(states: States) -> Ends:
            self.run.suspend(line, states)
            return either(self.execute(yes, states), Ends(states))

        return self.may_throw(run)

    def flag(self, visible: list[str], depth: int, loops: bool) -> Statement:
        """A truth that is asked for twice, with other things in between."""
        name = self.fresh("b")
        self.write(f"const bool {name} = chance();", depth)
        visible.append(name)
        parts: list[Statement] = [self.may_throw(lambda states: fork(states, name))]
        for _ in range(2):
            self.write(f"if ({name}) {{", depth)
            yes = self.block(visible, depth + 1, loops)
            self.write("}", depth)
            parts += [self.only_if(name, yes), self.statement(visible, depth + 1, loops)]
        return sequence(parts)

    def only_if(self, name: str, statement: Statement) -> Statement:
        def run(states: States) -> Ends:
            yes = frozenset(state for state in states if lookup(state, name) is True)
            return either(self.execute(statement, yes), Ends(states - yes))

        return run

    def loop(self, body: Statement, condition_first: bool, endless: bool = False) -> Statement:
        def run(states: States) -> Ends:
            ends, seen, entry = Ends(), NONE, states
            if condition_first and not endless:
                ends.normal |= states
            while not entry <= seen:
                seen |= entry
                round_ = self.execute(body, entry)
                ends.thrown |= round_.thrown | round_.normal | round_.continued  # the condition is a call too
                entry = round_.normal | round_.continued
                ends.normal |= round_.broken | (NONE if endless else entry)
            return ends

        return self.may_throw(run) if condition_first and not endless else run

    def while_(self, visible: list[str], depth: int, loops: bool) -> Statement:
        endless = self.random.random() < 0.2
        self.write("while (true) {" if endless else "while (chance()) {", depth)
        body = self.block(visible, depth + 1, loops=True)
        self.write("}", depth)
        return self.loop(body, condition_first=True, endless=endless)

    def for_(self, visible: list[str], depth: int, loops: bool) -> Statement:
        name = self.fresh("i")
        self.write(f"for (int {name} = number(); {name} < number(); ++{name}) {{", depth)
        body = self.block(visible, depth + 1, loops=True)
        self.write("}", depth)
        return self.loop(body, condition_first=True)

    def do_(self, visible: list[str], depth: int, loops: bool) -> Statement:
        self.write("do {", depth)
        body = self.block(visible, depth + 1, loops=True)
        self.write("} while (chance());", depth)
        return self.loop(body, condition_first=False)

    def switch(self, visible: list[str], depth: int, loops: bool) -> Statement:
        self.write("switch (number()) {", depth)
        labels = [f"case {n}" for n in range(self.random.randint(1, 3))]
        if self.random.random() < 0.6:
            labels.append("default")
        cases: list[tuple[Statement, bool]] = []
        for label in labels:
            self.write(f"{label}: {{", depth)
            case = self.block(visible, depth + 1, loops)
            self.write("}", depth)
            falls = self.random.random() < 0.3
            self.write("[[fallthrough]];" if falls and label != labels[-1] else "break;", depth)
            cases.append((case, falls and label != labels[-1]))
        self.write("}", depth)

        def run(states: States) -> Ends:
            ends, fallen = Ends(NONE if "default" in labels else states), NONE
            for case, falls in cases:
                part = self.execute(case, states | fallen)
                # 'break' inside a case's block leaves the switch.
                ends.normal |= part.broken | (NONE if falls else part.normal)
                fallen = part.normal if falls else NONE
                ends.continued |= part.continued
                ends.thrown |= part.thrown
            return ends

        return self.may_throw(run)

    def try_(self, visible: list[str], depth: int, loops: bool) -> Statement:
        self.write("try {", depth)
        body = self.block(visible, depth + 1, loops)
        self.write("} catch (...) {", depth)
        # No suspension may stand in a handler.
        handler: Statement = Ends
        if holders := [name for name in visible if name.startswith("h")]:
            name = self.random.choice(holders)
            self.write(self.words.drop.format(name=name), depth + 1)
            handler = self.effect(name, None)
        self.write("}", depth)

        def run(states: States) -> Ends:
            ends = self.execute(body, states)
            caught = self.execute(handler, ends.thrown)
            return Ends(ends.normal | caught.normal, ends.broken, ends.continued, caught.thrown)

        return run


class Statement:
    """A function from states to Ends; named for the annotations above."""

    def __call__(self, states: States) -> Ends:
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


def bodies(seeds: Iterable[int], words: Words, line: int) -> Iterator[tuple[Body, str]]:
    """Each body with the text of its function, which begins at the line that the one before left off."""
    for seed in seeds:
        body = Body(seed, words, line + 1).build()
        text = "\n".join([f"generator_task f{seed}(std::mutex &m, rocksdb::DB &db) {{", *body.lines, "}", ""])
        yield body, text
        line += len(body.lines) + 2
