# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random coroutine bodies, and an interpreter that runs all their paths to tell what is alive at which suspension.

It knows nothing of clang's CFG: a statement takes the states in which it can begin to those in which it can end, and
loops are run until there are no new ones. A state says of each variable what it holds: nothing, or the line that made it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from support.holders import Words
from support.statements import Simple
from support.states import (
    NONE,
    Ends,
    State,
    Statement,
    States,
    Tried,
    Writer,
    assign,
    close,
    either,
    fork,
    lookup,
    sequence,
)

LONG = 30  # lines; past it nothing is nested any more, for a check may give up on what has too many paths


class Body(Simple):
    """One random body, statements of any depth."""

    def build(self) -> Body:
        self.execute(self.block([], depth=0, loops=False), frozenset([frozenset()]))
        return self

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
        nested = [self.if_, self.while_, self.do_, self.for_, self.switch, self.try_, self.if_await, self.flag]
        if holders:
            simple += self.on_holders()
            nested += self.on_holders_nested()
        if loops:
            simple.append(self.leave_loop)
        simple.append(self.leave)
        choices = simple if depth > 3 or len(self.lines) > LONG or self.random.random() < 0.6 else nested
        return self.random.choice(choices)(visible, depth, loops)

    def on_holders(self) -> list[Writer]:
        return [self.take, self.drop, self.drop, self.move]

    def on_holders_nested(self) -> list[Writer]:
        return []

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
        condition = self.random.choice(
            ["co_await flag()", "chance() && co_await flag()", "co_await flag() || chance()"]
        )
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
                entry = round_.normal | round_.continued
                ends.thrown |= round_.thrown | (NONE if endless else entry)  # the condition is a call too
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
        self.tries += 1
        body = self.block(visible, depth + 1, loops)
        self.tries -= 1
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


def bodies(seeds: Iterable[int], words: Words, line: int, kind: type[Body]) -> Iterator[tuple[Body, str]]:
    """Each body with the text of its function, which begins at the line that the one before left off."""
    for seed in seeds:
        body = kind(seed, words, line + 1).build()
        text = "\n".join([f"generator_task f{seed}({words.parameters}) {{", *body.lines, "}", ""])
        yield body, text
        line += len(body.lines) + 2
