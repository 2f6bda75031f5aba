# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Shell scripts in Dockerfiles and Makefiles."""

from __future__ import annotations

import re

from ron.scripts import Script, argument_list, join, lines_of

INSTRUCTION = re.compile(r"\s*(?:ONBUILD\s+)?(?P<name>RUN|CMD|ENTRYPOINT|HEALTHCHECK)\s+", re.I)
OPTIONS = re.compile(r"(?:--\w[\w-]*(?:=\S*)?(?:\s|\\\n)+)*")
HEALTH_COMMAND = re.compile(r"CMD\s+|NONE\b", re.I)
HEREDOC_SCRIPT = re.compile(r"<<-?\s*[\"']?(?P<delimiter>\w+)[\"']?[ \t]*\r?\n")
HEREDOC = re.compile(r"<<-?\s*[\"']?(?P<delimiter>\w+)")
ITEM = re.compile(r'"((?:[^"\\]|\\.)*)"')
COMMENT = re.compile(r"\s*#")
CONTINUED = re.compile(r"\\[ \t]*\r?\n$")
RECIPE_PREFIX = re.compile(r"\t[\t ]*[@+-]*")
MAKE_VARIABLE = re.compile(r"(?<!\$)\$\(([\w.@<^*?%+-]+)\)")


def dockerfile_scripts(text: str) -> list[Script]:
    lines = lines_of(text)
    found: list[Script] = []
    index = 0
    while index < len(lines):
        instruction = INSTRUCTION.match(lines[index][1])
        if instruction is None or COMMENT.match(lines[index][1]):
            index += 1
            continue
        pieces, index = _instruction(lines, index)
        place, first = pieces[0]
        pieces[0] = (place + instruction.end(), first[instruction.end() :])
        found += _of_instruction(join(pieces))
    return found


def _instruction(lines: list[tuple[int, str]], index: int) -> tuple[list[tuple[int, str]], int]:
    """The lines of an instruction without comments, its heredocs included, and the index of the next one."""
    pieces: list[tuple[int, str]] = []
    while index < len(lines):
        place, line = lines[index]
        index += 1
        if pieces and (COMMENT.match(line) or not line.strip()):
            continue
        pieces.append((place, line))
        if not CONTINUED.search(line):
            break
    for heredoc in HEREDOC.finditer("".join(piece for _, piece in pieces)):
        ends = [n for n in range(index, len(lines)) if lines[n][1].strip() == heredoc["delimiter"]]
        if ends:
            pieces += lines[index : ends[0] + 1]
            index = ends[0] + 1
    return pieces, index


def _of_instruction(script: Script) -> list[Script]:
    options = OPTIONS.match(script.text)
    start = options.end() if options else 0
    health = HEALTH_COMMAND.match(script.text, start)
    start = health.end() if health else start
    body = HEREDOC_SCRIPT.match(script.text, start)
    start = body.end() if body else start
    rest = script.text[start:]
    if body:
        rest = rest[: rest.rstrip().rfind("\n") + 1]  # the last line ends it
    if rest.lstrip().startswith("["):
        items = [(script.place(start + match.start(1)), match[1]) for match in ITEM.finditer(rest)]
        return argument_list(items)
    blank = re.sub(r"\S", " ", script.text[:start])
    return [Script(blank + rest, script.pieces)]


def makefile_scripts(text: str) -> list[Script]:
    """Recipes. make's own '$$' and '$(NAME)' become what they mean to the shell, at the same places."""
    found: list[Script] = []
    pieces: list[tuple[int, str]] = []
    for place, line in lines_of(text):
        prefix = RECIPE_PREFIX.match(line)
        if prefix is None and not pieces:
            continue
        start = prefix.end() if prefix and not pieces else 0
        shell = MAKE_VARIABLE.sub(r"${\1}", line[start:]).replace("$(shell ", "$(      ").replace("$$", " $")
        pieces.append((place + start, shell))
        if not CONTINUED.search(line):
            found.append(join(pieces))
            pieces = []
    return [*found, *([join(pieces)] if pieces else [])]
