# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks of clang-tidy itself that belong to the golden rules: relevant to asynchronous code, and quiet.

Upstream's two lock checks, misc-coroutine-hostile-raii and cppcoreguidelines-no-suspend-with-lock, stay off:
ron-lock-across-await reports what they do, without their false alarms.
"""

from __future__ import annotations

from dataclasses import dataclass

REPLACED = ("cppcoreguidelines-no-suspend-with-lock", "misc-coroutine-hostile-raii")


@dataclass(frozen=True)
class Companion:
    name: str
    phase: str
    reason: str


COMPANIONS = (
    Companion("bugprone-bad-signal-to-kill-thread", "bronze", "SIGTERM to a thread ends the process"),
    Companion("bugprone-dangling-handle", "bronze", "a string_view of a temporary dangles before it is awaited"),
    Companion("bugprone-infinite-loop", "bronze", "a loop whose condition nothing changes stalls its executor"),
    Companion("bugprone-spuriously-wake-up-functions", "bronze", "a condition waited for outside a loop"),
    Companion("bugprone-unused-raii", "bronze", "a guard that is gone at the end of its own line"),
    Companion("bugprone-use-after-move", "bronze", "what was moved into a task is not ours any more"),
    Companion("concurrency-thread-canceltype-asynchronous", "bronze", "a thread cancelled anywhere keeps its locks"),
    Companion("bugprone-signal-handler", "silver", "a handler may call almost nothing"),
    Companion("bugprone-unchecked-optional-access", "silver", "an empty result that nobody expected ends the service"),
    Companion("concurrency-mt-unsafe", "silver", "functions with hidden state, called from several threads"),
    Companion(
        "cppcoreguidelines-avoid-capturing-lambda-coroutines",
        "gold",
        "the captures die with the lambda, the coroutine lives on",
    ),
    Companion(
        "cppcoreguidelines-avoid-reference-coroutine-parameters",
        "platinum",
        "a reference may dangle after a suspension; right for structured code, so late",
    ),
)
