# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What a sleep becomes where it is evident for what it waits: a server was just started, and its URL comes next."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ron.scripts import Script
from ron.shellcommands import Command
from ron.shelllexer import Word

DEFAULT_TIMEOUT = 30  # of hooks/lib/ready.sh
URL = re.compile(r"""(?P<quote>["']?)https?://[\w.:\[\]$\{\}/?=%~+,@-]+(?:&[\w.=%-]+)*(?P=quote)""")
SERVERS = (
    re.compile(r"docker (?:container )?(?:run|start)\b.*"),
    re.compile(r"(?:docker compose|docker-compose)\b.* (?:up|start)\b.*"),
    re.compile(r"(?:sudo )?(?:systemctl (?:re)?start|service \S+ (?:re)?start)\b.*"),
)
# Options that make another request of it than a GET whose only good answer is 200.
OTHER_REQUEST = re.compile(
    r"-\w*[XdTFI]\w*|--(?:request|data|json|form|upload-file|head|post|body|method|spider|retry)\b.*"
)
FAILS = re.compile(r"-[a-zA-Z]*f[a-zA-Z]*|--fail(?:-with-body)?")


@dataclass(frozen=True)
class Fix:
    start: int
    end: int
    text: str

    @property
    def words(self) -> str:
        return f"write '{self.text}'"


def fix_of(commands: list[Command], index: int, words: tuple[Word, ...], script: Script, text: str) -> Fix | None:
    command = commands[index]
    siblings = [other for other in commands if other.frame == command.frame]
    here = siblings.index(command)
    is_whole = command.words == words and len(words) == 2 and command.end in ("\n", ";", "&&")
    if command.in_loop or not is_whole or here == 0 or here + 1 >= len(siblings):
        return None
    url = evident_url(siblings[here + 1])
    if not url or not starts_server(siblings[here - 1]):
        return None
    start, end = script.place(words[0].start), script.place(words[1].end - 1) + 1
    if text[start:end] != script.text[words[0].start : words[1].end]:
        return None  # not in one piece in the file, or changed on the way
    return Fix(start, end, f"wait_http_200 {url}{timeout(words[1].text)}")


def timeout(seconds: str) -> str:
    """Who slept longer than the default gets at least as much."""
    return f" {seconds}" if seconds.isdigit() and int(seconds) > DEFAULT_TIMEOUT else ""


def starts_server(command: Command) -> bool:
    shown = " ".join(word.value for word in command.words)
    if command.end == "&":
        return True
    is_detached = not shown.startswith("docker") or re.search(r"(?:^| )(?:-\w*d\w*|--detach|start)(?: |$)", shown)
    return bool(is_detached) and any(server.fullmatch(shown) for server in SERVERS)


def evident_url(command: Command) -> str:
    """The one URL that a command fetches in a way that only 200 is good for."""
    name, *arguments = (word.text for word in command.words)
    if name not in ("curl", "wget") or any(OTHER_REQUEST.fullmatch(argument) for argument in arguments):
        return ""
    if name == "curl" and not any(FAILS.fullmatch(argument) for argument in arguments):
        return ""
    urls = [argument for argument in arguments if "://" in argument]
    return urls[0] if len(urls) == 1 and URL.fullmatch(urls[0]) else ""
