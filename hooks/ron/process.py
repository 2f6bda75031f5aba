# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The one place where programs are started."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Lock, Timer
from typing import Any

from ron.errors import ProcessTimeout, ToolMissing


RUNNING: set[subprocess.Popen[str]] = set()
RUNNING_LOCK, STOPPED = Lock(), Event()
GRACE_SECONDS = 3.0


@dataclass(frozen=True)
class Completed:
    code: int
    out: str
    err: str

    @property
    def text(self) -> str:
        return self.out + self.err


def run(
    command: list[str],
    *,
    timeout: float,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
    package: str = "",
    on_line: Callable[[str], None] | None = None,
) -> Completed:
    """Runs a command without input. With on_line, it gets each line of output (both streams) as it comes."""
    try:
        process = _start(
            command,
            cwd=cwd,
            env={**os.environ, **environment} if environment else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if on_line else subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
    except (FileNotFoundError, PermissionError) as error:
        if cwd and not cwd.is_dir():
            raise
        raise ToolMissing(command[0], package or Path(command[0]).name) from error
    try:
        if on_line:
            return _follow(process, command, timeout, on_line)
        out, err = process.communicate(timeout=timeout)
        return Completed(process.returncode, out, err)
    except subprocess.TimeoutExpired as error:
        raise ProcessTimeout(command[0], timeout) from error
    finally:
        _end(process)
        with RUNNING_LOCK:
            RUNNING.discard(process)


def _start(command: list[str], **options: Any) -> subprocess.Popen[str]:
    with RUNNING_LOCK:
        if STOPPED.is_set():
            raise KeyboardInterrupt
        process = subprocess.Popen(command, **options)
        RUNNING.add(process)
    return process


def stop_all() -> None:
    """Ends what other threads are running and lets them start nothing more: we were interrupted."""
    with RUNNING_LOCK:
        STOPPED.set()
        for process in RUNNING:
            _kill(process)


def detach(command: list[str], cwd: Path) -> None:
    """Starts a command that goes on without us, and of which nobody hears."""
    subprocess.Popen(
        command,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def resident_bytes() -> list[int]:
    """Of each program that runs now; none where the system does not say."""
    sizes: list[int] = []
    with RUNNING_LOCK:
        for process in RUNNING:
            with contextlib.suppress(OSError, IndexError):
                pages = Path(f"/proc/{process.pid}/statm").read_text().split()[1]
                sizes.append(int(pages) * os.sysconf("SC_PAGESIZE"))
    return sizes


def exchange(
    command: list[str], data: bytes, *, timeout: float, cwd: Path, package: str = ""
) -> tuple[int, bytes, str]:
    """Runs a command with input; exit code, output as it came, and what it said on the side."""
    try:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except FileNotFoundError as error:
        raise ToolMissing(command[0], package or Path(command[0]).name) from error
    try:
        out, err = process.communicate(data, timeout=timeout)
        return process.returncode, out, err.decode("utf-8", "replace")
    except subprocess.TimeoutExpired as error:
        raise ProcessTimeout(command[0], timeout) from error
    finally:
        _end(process)


def _follow(
    process: subprocess.Popen[str], command: list[str], timeout: float, on_line: Callable[[str], None]
) -> Completed:
    expired: list[bool] = []

    def expire() -> None:
        expired.append(True)
        _kill(process)

    timer = Timer(timeout, expire)
    timer.start()
    lines: list[str] = []
    try:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            on_line(line.rstrip("\n"))
        process.wait()
    finally:
        timer.cancel()
    if expired:
        raise ProcessTimeout(command[0], timeout)
    return Completed(process.returncode, "".join(lines), "")


def _end(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    """Leaves no child behind, whatever ended the wait: a time limit, an interrupt, an error of our own."""
    if process.poll() is None:
        _kill(process)
        process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream:
            stream.close()


def _kill(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    """Politely first: ninja has its compilers in groups of their own, and only ninja can end them."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        deadline = time.monotonic() + GRACE_SECONDS
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, number)
            while time.monotonic() < deadline:
                process.poll()
                os.killpg(process.pid, 0)  # raises when nobody is left
                time.sleep(0.01)
            continue
        return


def tail(text: str, lines: int = 20) -> str:
    return "\n".join(text.rstrip().split("\n")[-lines:])
