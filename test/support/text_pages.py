# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Examples on the pages of text rules: files, and what a command prints for them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ron.pages import FENCE
from support import ROOT

FILE = re.compile(r"<!-- file: (?P<name>\S+) -->\s*\Z")


@dataclass(frozen=True)
class TextExample:
    """The files shown since the last output, and the blocks of output behind them."""

    files: dict[str, str]
    outputs: tuple[str, ...]


def text_examples(page: str) -> list[TextExample]:
    """A block right behind '<!-- file: name -->' is a file; the blocks of 'text' behind it are what is printed."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    found: list[TextExample] = []
    for block in FENCE.finditer(text):
        name = FILE.search(text[: block.start()])
        if name and (not found or found[-1].outputs):
            found.append(TextExample({name["name"]: block["text"]}, ()))
        elif name:
            found[-1].files[name["name"]] = block["text"]
        elif block["language"] in ("text", "diff") and found:
            found[-1] = TextExample(found[-1].files, (*found[-1].outputs, block["text"]))
    return found
