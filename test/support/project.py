# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A scratch project with a compile database, checked by a stand-in for clang-tidy that takes no time.

The stand-in reports every line with 'usleep', in the file and what it includes, and repairs those that say 'fixable'. It
records what it read, as the module does.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from support import ROOT
from support.fakes import TemporaryDirectoryCase, fake_clang_tidy, fake_module

SLEEPS = "void f() {\n  usleep(1);\n}\n"
FAKE = r'''
import json, os, pathlib, re
arguments = sys.argv[1:]
if "--list-checks" in arguments:
    print("Enabled checks:\n    ron-magic-sleep")
    sys.exit(0)
end = arguments.index("--") if "--" in arguments else len(arguments)
main = arguments[end - 1]
def option(name):
    return next((a.removeprefix(name) for a in arguments if a.startswith(name)), "")
overlay = option("--vfsoverlay=")
contents = {r["name"]: r["external-contents"] for r in json.load(open(overlay))["roots"]} if overlay else {}
config = json.loads(option("--config=") or "{}")
seen, missed, code, entries = [], [], 0, []
def visit(path):
    global code
    seen.append(path)
    data = pathlib.Path(contents.get(path, path)).read_bytes()
    for number, line in enumerate(data.split(b"\n"), start=1):
        include = re.match(rb'#include "(.*)"', line)
        if include:
            found = os.path.normpath(os.path.join(os.path.dirname(path), include[1].decode()))
            if found not in seen and (os.path.exists(contents.get(found, found))):
                visit(found)
            elif found not in seen:
                missed.append(found)
        if b"#error" in line:
            print(f"{path}:{number}:2: error: broken [clang-diagnostic-error]")
            code = 1
        if b"usleep" in line:
            column = line.index(b"usleep") + 1
            blocks = "ron-magic-sleep" in config.get("WarningsAsErrors", "")
            code = code or int(blocks)
            level, mark = ("error", ",-warnings-as-errors") if blocks else ("warning", "")
            print(f"{path}:{number}:{column}: {level}: sleeps [ron-magic-sleep{mark}]")
            start = sum(len(l) + 1 for l in data.split(b"\n")[: number - 1]) + column - 1
            if b"fixable" in line:
                entries.append(ENTRY.format(path=path.replace("'", "''"), offset=start))
ENTRY = """  - DiagnosticName:  ron-magic-sleep
    DiagnosticMessage:
      Message:         sleeps
      FilePath:        '{path}'
      FileOffset:      {offset}
      Replacements:
        - FilePath:        '{path}'
          Offset:          {offset}
          Length:          6
          ReplacementText: await_
    Level:           Warning
"""
log = os.environ.get("FAKE_LOG")
if log:
    print(main, option("--config="), file=open(log, "a"))
visit(main)
headers = [arguments[i + 2].removeprefix("--extra-arg=") for i, a in enumerate(arguments) if a == "--extra-arg=-header-include-file"]
for name in headers:
    open(name, "w").write("\n".join(seen[1:]))
record = option("--extra-arg=-fplugin-arg-ron_scope-record=")
if record:
    open(record, "w").write("".join([f"+{n}\n" for n in seen] + [f"-{n}\n" for n in missed]))
if entries and option("--export-fixes="):
    open(option("--export-fixes="), "w").write("---\nDiagnostics:\n" + "".join(entries) + "...\n")
sys.exit(code)
'''


class ProjectCase(TemporaryDirectoryCase):
    """A directory 'p' with files, a git repository on demand, and 'ron-tidy' run inside."""

    def setUp(self) -> None:
        super().setUp()
        self.project = self.directory / "p"
        self.project.mkdir()
        self.module = fake_module(self.directory / "ron_tidy.so", "19.1.7")
        self.tool = fake_clang_tidy(self.directory / "clang-tidy", "19.1.7", FAKE)
        self.log = self.directory / "log"
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "RON_PHASE", "PHASE", "PRE_COMMIT"))}
        self.variables = kept | {
            "XDG_CACHE_HOME": str(self.directory / "cache"),
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "FAKE_LOG": str(self.log),
            "RON_CLANG_TIDY": str(self.tool),
        }

    def write(self, **files: str) -> None:
        """Names are paths with '__' for '/'; 'cpp', 'h' and 'toml' at the end of a name follow a dot."""
        for name, text in files.items():
            self.put(
                name.replace("__", "/").replace("_cpp", ".cpp").replace("_h", ".h").replace("_toml", ".toml"), text
            )

    def put(self, name: str, text: str) -> Path:
        path = self.project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def database(self, *names: str, directory: str = "build") -> None:
        entries = [
            {"directory": str(self.project), "file": name, "arguments": ["c++", "-std=c++20", "-c", name]}
            for name in names
        ]
        self.put(f"{directory}/compile_commands.json", json.dumps(entries))

    def git(self, *arguments: str) -> str:
        who = ["-c", "user.name=n", "-c", "user.email=e@example.invalid", "-c", "protocol.file.allow=always"]
        return subprocess.run(
            ["git", *who, *arguments], cwd=self.project, env=self.variables, check=True, capture_output=True, text=True
        ).stdout

    def commit_all(self) -> None:
        if not (self.project / ".git").exists():
            self.git("init", "-q", "-b", "main", ".")
        self.put(".gitignore", "build/\n")
        self.git("add", ".")
        self.git("commit", "-qm", "m")

    def ron_tidy(
        self, command: str, *arguments: str, module: bool = True, **more: str
    ) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, str(ROOT / "hooks" / "ron-tidy"), command, *arguments]
        line += ["--module", str(self.module)] if module else []
        return subprocess.run(
            line, cwd=self.project, env=self.variables | more, capture_output=True, text=True, check=False, timeout=120
        )

    def places(self, *arguments: str, **more: str) -> list[str]:
        """What 'check' finds, as file:line."""
        result = self.ron_tidy("check", "--format", "json", *arguments, **more)
        self.assertIn(result.returncode, (0, 1), result.stderr)
        return [f"{finding['file']}:{finding['line']}" for finding in json.loads(result.stdout)["findings"]]

    def subjects(self) -> list[str]:
        """The files that clang-tidy was run on so far, the canary not counted."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [Path(line.split(" {")[0]).name for line in lines if "canary" not in line]
