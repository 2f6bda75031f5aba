# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What can be read from the page of a check: its first sentence, its options, its examples."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ron.checksdef import CheckLine
from ron.errors import BadPage, NoPage
from ron.repository import Repository

FENCE = re.compile(r"^```(?P<language>[\w+-]*)[^\n]*\n(?P<text>.*?)^```[ ]*$", re.M | re.S)
INCLUDES = re.compile(r"<!-- includes: (?P<names>[^>]*?) -->\s*\Z")
OPTION_ROW = re.compile(r"^\|\s*`(?P<name>\w+)`\s*\|(?P<rest>.*)\|\s*$", re.M)


@dataclass(frozen=True)
class Example:
    """A block of code with what it prints; nothing when the page shows no output behind it."""

    code: str
    output: str
    includes: tuple[str, ...]
    line: int


def read(repository: Repository, check: CheckLine) -> str:
    path = repository.page(check.name)
    if not path.is_file():
        raise NoPage(path)
    return path.read_text(encoding="utf-8")


def first_sentence(text: str, path: Path) -> str:
    """The summary shown everywhere: the first sentence of the first paragraph under the title."""
    paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()]
    if len(paragraphs) < 2 or not paragraphs[0].startswith("# "):
        raise BadPage(path, "does not begin with a title and a paragraph")
    sentence = re.match(r".*?[.](?=\s|$)", " ".join(paragraphs[1].split()))
    if sentence is None:
        raise BadPage(path, "does not begin with a sentence that ends in a full stop")
    return sentence[0]


def options(text: str) -> dict[str, str]:
    """The rows of the option table: name and the rest of the row."""
    return {match["name"]: match["rest"] for match in OPTION_ROW.finditer(text)}


def examples(text: str) -> tuple[Example, ...]:
    """Each ```cpp block, with the block of another kind that follows it in the same section as its output.

    A comment '<!-- includes: mock/mutex.h mock/coroutine.h -->' right before a block names headers it needs and hides.
    """
    found: list[Example] = []
    blocks = list(FENCE.finditer(text))
    for index, block in enumerate(blocks):
        if block["language"] != "cpp":
            continue
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        has_output = following and following["language"] != "cpp" and "\n#" not in text[block.end() : following.start()]
        includes = INCLUDES.search(text[: block.start()])
        found.append(
            Example(
                code=block["text"],
                output=following["text"] if following and has_output else "",
                includes=tuple(includes["names"].split()) if includes else (),
                line=text.count("\n", 0, block.start()) + 2,
            )
        )
    return tuple(found)
