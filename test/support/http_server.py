# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A server whose paths answer as their names say, for scripts that wait for one."""

from __future__ import annotations

import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Server(ThreadingHTTPServer):
    """/503 answers 503; /then/readyz answers 503 once and 200 from then on; /hang says nothing until it is closed."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: Counter[str] = Counter()
        self.closing = threading.Event()
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def close(self) -> None:
        self.closing.set()
        self.shutdown()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    server: Server

    def answer(self) -> None:
        times = self.server.asked[f"{self.command} {self.path}"] = self.server.asked[f"{self.command} {self.path}"] + 1
        status = 200
        if self.path.strip("/").isdigit():
            status = int(self.path.strip("/"))
        elif self.path.startswith("/then"):
            status = 200 if times > 1 else 503
        elif self.path == "/no-head" and self.command == "HEAD":
            status = 405
        elif self.path == "/moved":
            status = 302
        elif self.path == "/hang":
            self.server.closing.wait(60)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/200")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = answer

    def log_message(self, *arguments: object) -> None:
        """Says nothing."""
