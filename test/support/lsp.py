# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A language client, as far as the tests and the bench need one: open, edit, diagnostics, code actions."""

from __future__ import annotations

import json
import queue
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

TIMEOUT_SECONDS = 120.0
CAPABILITIES = {
    "general": {"positionEncodings": ["utf-8"]},
    "offsetEncoding": ["utf-8"],
    "textDocument": {
        "publishDiagnostics": {
            "relatedInformation": True,
            "codeDescriptionSupport": True,
            "versionSupport": True,
            "categorySupport": True,
        },
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
    },
}


class ServerGone(Exception):
    """The server ended while it was needed; the text is the end of its log."""


class Client:
    """One server and its documents. Columns are bytes."""

    def __init__(self, command: list[str], directory: Path, *, environment: Mapping[str, str] | None = None) -> None:
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            command, cwd=directory, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log
        )
        self.received: queue.Queue[dict[str, Any] | None] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.requests = 0
        self.texts: dict[Path, str] = {}
        self.versions: dict[Path, int] = {}
        self.diagnostics: dict[Path, list[dict[str, Any]]] = {}
        self.seen: dict[Path, int] = {}  # the version that the diagnostics are for
        parameters = {"processId": None, "rootUri": directory.as_uri(), "capabilities": CAPABILITIES}
        self.server = self.request("initialize", parameters)
        self.notify("initialized", {})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            self.close()
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.log):
            if stream:
                stream.close()

    def close(self) -> None:
        self.request("shutdown", None)
        self.notify("exit", None)
        code = self.process.wait(TIMEOUT_SECONDS)
        if code != 0:
            raise ServerGone(f"exit status {code}\n{self.said()}")

    def said(self) -> str:
        self.log.seek(0)
        return self.log.read().decode("utf-8", "replace")[-8000:]

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while header := stream.readline():
            length = 0
            while header.strip():
                name, _, value = header.decode("ascii").partition(":")
                length = int(value) if name.lower() == "content-length" else length
                header = stream.readline()
            self.received.put(json.loads(stream.read(length)))
        self.received.put(None)

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
            self.process.stdin.flush()
        except BrokenPipeError as error:
            raise ServerGone(self.said()) from error

    def notify(self, method: str, parameters: object) -> None:
        self._send({"method": method, "params": parameters})

    def request(self, method: str, parameters: object) -> Any:
        self.requests += 1
        self._send({"id": self.requests, "method": method, "params": parameters})
        while True:
            message = self._take(time.monotonic() + TIMEOUT_SECONDS)
            if message.get("id") == self.requests and "method" not in message:
                if "error" in message:
                    raise AssertionError(f"{method}: {message['error']}")
                return message["result"]

    def _take(self, deadline: float) -> dict[str, Any]:
        try:
            message = self.received.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise AssertionError(f"no answer in time; the log ends:\n{self.said()}") from None
        if message is None:
            raise ServerGone(f"exit status {self.process.wait()}\n{self.said()}")
        if message.get("method") == "textDocument/publishDiagnostics":
            published = message["params"]
            path = Path(published["uri"].removeprefix("file://"))
            self.diagnostics[path] = published["diagnostics"]
            self.seen[path] = published.get("version", self.versions.get(path, 0))
        elif "id" in message and "method" in message:
            self._send({"id": message["id"], "result": None})
        return message

    def open(self, path: Path, text: str | None = None) -> list[dict[str, Any]]:
        """The diagnostics of a file, with the text on disk or another one."""
        self.texts[path] = path.read_text() if text is None else text
        self.versions[path] = 1
        document = {"uri": path.as_uri(), "languageId": "cpp", "version": 1, "text": self.texts[path]}
        self.notify("textDocument/didOpen", {"textDocument": document})
        return self.wait(path)

    def change(self, path: Path, text: str) -> list[dict[str, Any]]:
        """The diagnostics of an open file with a new text."""
        self.send_change(path, text)
        return self.wait(path)

    def send_change(self, path: Path, text: str) -> None:
        self.texts[path] = text
        self.versions[path] += 1
        document = {"uri": path.as_uri(), "version": self.versions[path]}
        changes = {"textDocument": document, "contentChanges": [{"text": text}], "wantDiagnostics": True}
        self.notify("textDocument/didChange", changes)

    def wait(self, path: Path) -> list[dict[str, Any]]:
        """The diagnostics of the newest version."""
        deadline = time.monotonic() + TIMEOUT_SECONDS
        while self.seen.get(path) != self.versions[path]:
            self._take(deadline)
        return self.diagnostics[path]

    def save(self, path: Path) -> None:
        path.write_text(self.texts[path])
        self.notify("textDocument/didSave", {"textDocument": {"uri": path.as_uri()}})

    def shut(self, path: Path) -> None:
        self.notify("textDocument/didClose", {"textDocument": {"uri": path.as_uri()}})
        self.seen.pop(path, None)

    def actions(self, path: Path, diagnostic: dict[str, Any]) -> list[dict[str, Any]]:
        """The quick fixes that are offered for a diagnostic."""
        context = {"diagnostics": [diagnostic], "only": ["quickfix"]}
        parameters = {"textDocument": {"uri": path.as_uri()}, "range": diagnostic["range"], "context": context}
        return list(self.request("textDocument/codeAction", parameters))

    def applied(self, path: Path, action: dict[str, Any]) -> str:
        """The text of the file after a quick fix."""
        (edits,) = action["edit"]["changes"].values()
        lines = self.texts[path].encode().splitlines(keepends=True) + [b""]
        starts = [sum(map(len, lines[:number])) for number in range(len(lines))]
        text = self.texts[path].encode()

        def offset(position: dict[str, int]) -> int:
            return starts[position["line"]] + position["character"]

        # Of several at one place, the first come first in the result.
        for edit in reversed(sorted(edits, key=lambda e: offset(e["range"]["start"]))):
            text = (
                text[: offset(edit["range"]["start"])] + edit["newText"].encode() + text[offset(edit["range"]["end"]) :]
            )
        return text.decode()
