# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Sleeps in the shell scripts of a file: which commands sleep, and what to say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ron.findings import Finding, Note
from ron.markers import ALLOW_SLEEP, Verdict, ron_allow, verdict
from ron.scriptfiles import find_scripts, has_one_shell
from ron.shellcommands import Command, commands_of
from ron.shelllexer import Word
from ron.sleepfixes import Fix, fix_of
from ron.textfiles import TextFile

NAME = "ron-shell-sleep"
LIBRARY = "hooks/lib/ready.sh"
MARKERS = (ALLOW_SLEEP, ron_allow("shell-sleep"))

SLEEPS = ("sleep", "usleep")
KILLERS = ("kill", "pkill", "killall")
ENDLESS = ("infinity", "inf")
ASSIGNMENT = re.compile(r"\w+(?:\[[^\]]*\])?\+?=")
# Commands that run another one: their options that take an argument, and how many arguments come before the command.
WRAPPERS = {
    "builtin": ("", 0),
    "busybox": ("", 0),
    "command": ("", 0),
    "env": ("uCS", 0),
    "exec": ("a", 0),
    "nice": ("n", 0),
    "nohup": ("", 0),
    "setsid": ("", 0),
    "sudo": ("CDghpRrTtUu", 0),
    "time": ("fo", 0),
    "timeout": ("ks", 1),
}


@dataclass(frozen=True)
class Sleep:
    finding: Finding
    fix: Fix | None


def find_sleeps(file: TextFile, root: Path) -> list[Sleep]:
    if b"sleep" not in file.data and not file.is_wide:
        return []
    text = file.text
    lines = text.split("\n")
    found = []
    for script in find_scripts(file, text):
        commands = commands_of(script.text)
        for index, command in enumerate(commands):
            words = sleep_words(command)
            if words and not is_watchdog(script.text, commands, index):
                fix = fix_of(commands, index, words, script, text) if has_one_shell(file) else None
                found.append((script.place(words[0].start), command, words, fix))
    path = str(root / file.path)
    unique = {place: (command, words, fix) for place, command, words, fix in found}
    judged = (_judge(path, text, lines, place, *unique[place]) for place in sorted(unique))
    return [sleep for sleep in judged if sleep]


def sleep_words(command: Command) -> tuple[Word, ...]:
    """The words of the sleep that a command is, if it is one that ends."""
    words = _unwrap(command.words)
    if len(words) < 2 or words[0].value.rsplit("/", 1)[-1] not in SLEEPS:
        return ()
    return () if words[1].value in ENDLESS or words[1].value.startswith("-") else words


def is_watchdog(text: str, commands: list[Command], index: int) -> bool:
    """'(sleep 60; kill $pid) &' is a time limit: nothing waits for it."""
    command = commands[index]
    after = [other for other in commands[index + 1 :] if other.frame == command.frame]
    in_subshell = text[command.frame - 1 : command.frame] == "(" and text[command.frame - 2 : command.frame - 1] != "$"
    kills = any(word.value in KILLERS for other in after[:1] for word in _unwrap(other.words)[:1])
    return in_subshell and kills and not command.in_loop


def _unwrap(words: tuple[Word, ...]) -> tuple[Word, ...]:
    while words:
        name = words[0].value.rsplit("/", 1)[-1]
        if ASSIGNMENT.match(words[0].text):
            words = words[1:]
        elif name in WRAPPERS:
            words = _without_wrapper(words, *WRAPPERS[name])
        else:
            break
    return words


def _without_wrapper(words: tuple[Word, ...], with_argument: str, positional: int) -> tuple[Word, ...]:
    is_query = words[0].value == "command" and len(words) > 1 and words[1].text in ("-v", "-V")
    rest = () if is_query else words[1:]
    while rest and rest[0].text.startswith("-"):
        takes_argument = len(rest[0].text) == 2 and rest[0].text[1] in with_argument
        rest = rest[2 if takes_argument else 1 :]
    return rest[positional:]


def _judge(
    path: str, text: str, lines: list[str], place: int, command: Command, words: tuple[Word, ...], fix: Fix | None
) -> Sleep | None:
    line = text.count("\n", 0, place) + 1
    column = place - text.rfind("\n", 0, place)
    said = verdict(lines, line, MARKERS)
    if said is Verdict.ALLOWED:
        return None
    shown = " ".join(word.text for word in words[:2])
    if said is Verdict.NO_REASON:
        message, cure = "this marker gives no reason, so it allows nothing", "write '# allow-sleep (reason)'"
    elif command.in_loop:
        message, cure = f"polls by sleeping '{shown}'", f"source {LIBRARY} and use 'wait_for COMMAND [TIMEOUT]'"
    else:
        message = f"'{shown}' waits for a while instead of for an event"
        cure = f"source {LIBRARY} and use 'wait_http_200 URL', 'wait_tcp HOST PORT' or 'wait_for COMMAND'"
    cure = f"{fix.words}; source {LIBRARY} before it" if fix and said is Verdict.NONE else cure
    notes = (Note(path, line, column, cure),)
    usable = fix if said is Verdict.NONE else None
    finding = Finding(path, line, column, "warning", message, NAME, notes, has_fix=usable is not None)
    return Sleep(finding, usable)
