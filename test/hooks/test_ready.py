# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""hooks/lib/ready.sh in dash and bash, asking with curl and with wget, against a real server."""

import os
import re
import shutil
import socket
import subprocess
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

from support import ROOT
from support.fakes import TemporaryDirectoryCase
from support.http_server import Server

LIBRARY = ROOT / "hooks" / "lib" / "ready.sh"
NOBODY = "http://127.0.0.1:9/"
ONCE = "not ready after 0 s, 1 tries; last:"
SHELLS = ("dash", "bash")
CLIENTS = ("curl", "wget")
TOOLS = ("bash", "date", "od", "sed", "sleep", "tail", "timeout")

# Script, with URL for the server; status; what standard error says, as a whole.
CASES = (
    ("wait_http_200 URL/200", 0, ""),
    ("wait_http_200 URL/moved", 0, ""),
    ("wait_http_200 URL/then 30", 0, ""),
    ("wait_http_200 URL/503 1", 1, "wait_http_200: URL/503 not ready after 1 s, 2 tries; last: status 503\n"),
    ("wait_http_200 URL/204 0", 1, f"wait_http_200: URL/204 {ONCE} status 204\n"),
    (f"wait_http_200 {NOBODY} 0", 1, f"wait_http_200: {NOBODY} {ONCE} no answer\n"),
    ("READY_TIMEOUT=0; wait_http_200 URL/404", 1, f"wait_http_200: URL/404 {ONCE} status 404\n"),
    ("wait_http_200 URL/200 1.5", 2, "wait_http_200: '1.5' is not a whole number of seconds\n"),
    ("wait_http_200 URL/200 -1", 2, "wait_http_200: '-1' is not a whole number of seconds\n"),
    ("wait_http_200 URL/404 00", 1, f"wait_http_200: URL/404 {ONCE} status 404\n"),
    ("wait_http_200 URL/200 08", 0, ""),
    ("wait_http_200", 2, "wait_http_200: '' is not an http or https URL\n"),
    ("wait_http_200 --help", 2, "wait_http_200: '--help' is not an http or https URL\n"),
    ("wait_readyz URL/then 30", 0, ""),
    ("wait_readyz URL/then2/ 30", 0, ""),
    ("wait_readyz URL/then3/readyz 30", 0, ""),
    ("wait_readyz", 2, "wait_readyz: '' is not an http or https URL\n"),
    ("wait_obj URL/200", 0, ""),
    ("wait_obj URL/no-head", 0, ""),
    ("wait_obj URL/404 0", 1, f"wait_obj: URL/404 {ONCE} status 404\n"),
    ("wait_tcp 127.0.0.1 PORT", 0, ""),
    ("wait_tcp 127.0.0.1 9 0", 1, f"wait_tcp: 127.0.0.1:9 {ONCE} no connection\n"),
    ("wait_tcp 127.0.0.1", 2, "wait_tcp: '' is not a port\n"),
    ("wait_tcp 'a b' 80", 2, "wait_tcp: 'a b' is not a host\n"),
    ("wait_for true", 0, ""),
    ("up() { return 0; }; x=1; wait_for 'up && [ $x = 1 ]'", 0, ""),
    ("wait_for '(exit 7)' 0", 1, f"wait_for: '(exit 7)' {ONCE} exit status 7\n"),
    ("wait_for 'exit 7' 1", 1, "wait_for: 'exit 7' not ready after 1 s, 2 tries; last: exit status 7\n"),
    ("wait_for", 2, "wait_for: there is no command\n"),
    ("A=1; B=; require_env A B NO_SUCH_NAME", 1, "require_env: not set or empty: B NO_SUCH_NAME\n"),
    ("A=1; B='a b'; require_env A B", 0, ""),
    ("require_env 'A; echo oops'", 2, "require_env: 'A; echo oops' is not a name\n"),
    ("require_env", 2, "require_env: there is no name\n"),
    ("wait_for false 0 || echo went on >&2", 0, f"wait_for: 'false' {ONCE} exit status 1\nwent on\n"),
    ("wait_for false 0; echo not reached", 1, f"wait_for: 'false' {ONCE} exit status 1\n"),
)


class ReadyTest(TemporaryDirectoryCase):
    def setUp(self) -> None:
        super().setUp()
        for client in CLIENTS:
            self.path_with(client, client, *TOOLS)

    def path_with(self, name: str, *tools: str) -> str:
        """A directory with these tools and no others."""
        directory = self.directory / name
        directory.mkdir()
        for tool in tools:
            found = shutil.which(tool)
            assert found, f"{tool} is not installed; 'ron-tidy test --install-deps' brings it"
            (directory / tool).symlink_to(found)
        return str(directory)

    def run_script(self, shell: str, path: str, script: str) -> subprocess.CompletedProcess[str]:
        program = shutil.which(shell)
        assert program, f"{shell} is not installed; 'ron-tidy test --install-deps' brings it"
        environment = {"PATH": path, "HOME": str(self.directory), "LC_ALL": "C.UTF-8"}
        return subprocess.run(
            [program, "-c", f"set -eu\n. '{LIBRARY}'\n{script}"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def one(self, shell: str, client: str, script: str) -> tuple[int, str]:
        server = Server()
        try:
            filled = script.replace("URL", server.url("")).replace("PORT", str(server.server_port))
            ended = self.run_script(shell, str(self.directory / client), filled)
            return ended.returncode, (ended.stdout + ended.stderr).replace(server.url(""), "URL")
        finally:
            server.close()

    def test_cases(self) -> None:
        jobs = [(shell, client, *case) for shell in SHELLS for client in CLIENTS for case in CASES]
        with ThreadPoolExecutor(8) as pool:
            ended = pool.map(lambda job: self.one(job[0], job[1], job[2]), jobs)
            for (shell, client, script, code, said), (real_code, real_said) in zip(jobs, ended, strict=True):
                real_said = re.sub(r"1 s, [1-3] tries", "1 s, 2 tries", real_said)  # the clock may tick at once
                with self.subTest(f"{shell} {client} {script}"):
                    self.assertEqual((code, said), (real_code, real_said))

    def test_silent_server(self) -> None:
        for client in CLIENTS:
            started = time.monotonic()
            code, said = self.one("dash", client, "wait_http_200 URL/hang 2")
            with self.subTest(client):
                self.assertEqual(1, code)
                self.assertRegex(said, r"not ready after 2 s, \d tries; last: no answer\n")
                self.assertLess(time.monotonic() - started, 30)

    def test_server_that_comes_late(self) -> None:
        for shell in SHELLS:
            with socket.socket() as listener:
                listener.bind(("127.0.0.1", 0))
                port = listener.getsockname()[1]
                with ThreadPoolExecutor(1) as pool:
                    waiting = pool.submit(self.run_script, shell, os.environ["PATH"], f"wait_tcp 127.0.0.1 {port} 20")
                    time.sleep(0.5)  # long enough for a first try that fails
                    listener.listen()
                    self.assertEqual(0, waiting.result().returncode)

    def test_no_client(self) -> None:
        path = self.path_with("none", "date", "od", "sleep")
        for script, said in (
            ("wait_http_200 http://localhost/", "wait_http_200: neither curl nor wget is installed\n"),
            ("wait_tcp localhost 80", "wait_tcp: there is neither bash with timeout, nor nc, nor curl\n"),
        ):
            ended = self.run_script("dash", path, script)
            with self.subTest(script):
                self.assertEqual((2, said), (ended.returncode, ended.stderr))

    def test_tcp_without_bash(self) -> None:
        path = self.path_with("only-curl", "curl", "date", "od", "sleep")
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
            self.assertEqual(0, self.run_script("dash", path, f"wait_tcp 127.0.0.1 {port} 0").returncode)
        self.assertEqual(1, self.run_script("dash", path, f"wait_tcp 127.0.0.1 {port} 0").returncode)

    def test_the_script_stays_as_it_was(self) -> None:
        for shell in SHELLS:
            state = "{ set -o; set | grep -v '^_=\\|^BASH\\|^LINENO\\|^PIPE'; }"
            calls = "wait_for true; require_env PATH"
            script = f"cd '{self.directory}'; {state} >before; {calls}; {state} >after; cmp before after"
            ended = self.run_script(shell, os.environ["PATH"], script)
            with self.subTest(shell):
                self.assertEqual((0, ""), (ended.returncode, ended.stderr))

    def test_shellcheck(self) -> None:
        for shell in ("sh", "dash", "bash"):
            command = ["shellcheck", "--norc", "-s", shell, str(LIBRARY)]
            ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
            with self.subTest(shell):
                self.assertEqual((0, ""), (ended.returncode, ended.stdout))


if __name__ == "__main__":
    unittest.main()
