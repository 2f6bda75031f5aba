# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The module, and the editor's server, for the clang-tidy that was found: built on first use, into the user's cache."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ron import cache
from ron.errors import BuildFailed
from ron.llvm import REFERENCE, ClangTidy
from ron.process import run, tail
from ron.repository import Repository

CONFIGURE_TIMEOUT_SECONDS, BUILD_TIMEOUT_SECONDS = 300.0, 3600.0
STEP = re.compile(r"\[(\d+)/(\d+)\] (?:Building CXX object (?:\S*\.dir/)?)?(?P<what>\S+)")
KEPT = 6


@dataclass(frozen=True)
class Product:
    """What is made of the sources: its name for people, its file, its target and where it is kept."""

    name: str
    file: str
    target: str
    directory: str


MODULE = Product("the module", "ron_tidy.so", "ron_tidy", "modules")
EDITOR = Product("the editor's server", "ron-clangd", "ron-clangd", "editors")


def compiler(llvm: int) -> str:
    """clang where it is there, for it takes half of gcc's time; $CXX or the system's for the old LLVMs."""
    clang = shutil.which(f"clang++-{llvm}") if llvm >= REFERENCE else None
    return clang or os.environ.get("CXX") or "c++"


def key(repository: Repository, tool: ClangTidy) -> str:
    """Changes with the sources, the LLVM version and the compiler."""
    digest = hashlib.sha256()
    sources = [path for part in ("checks", "config/phases") for path in (repository.root / part).rglob("*")]
    for path in [repository.root / "CMakeLists.txt", *sorted(path for path in sources if path.is_file())]:
        digest.update(f"{path.relative_to(repository.root)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    program = compiler(tool.major)
    version = run([program, "--version"], timeout=60, package="g++").out
    digest.update(f"{tool.version}\0{llvm_root(tool)}\0{shutil.which(program)}\0{version}".encode())
    return f"llvm-{tool.version}-{digest.hexdigest()[:20]}"


def llvm_root(tool: ClangTidy) -> str:
    """The installation that the clang-tidy belongs to, where it has the headers too."""
    root = Path(tool.path if os.sep in tool.path else shutil.which(tool.path) or "").resolve().parent.parent
    return str(root) if (root / "include" / "clang-tidy" / "ClangTidyCheck.h").is_file() else ""


def place(repository: Repository, tool: ClangTidy, product: Product = MODULE) -> Path:
    """Where it is, once it is built."""
    return cache.directory() / product.directory / key(repository, tool) / product.file


def show(text: str) -> None:
    """On one line of the terminal. pre-commit keeps what we print to itself until we are done, so past it."""
    try:
        with open("/dev/tty", "w", encoding="utf-8") as terminal:
            terminal.write(f"\r\033[K{text}")
    except OSError:
        pass  # there is none, as in CI


Show = Callable[[str], None]


def ensure(repository: Repository, tool: ClangTidy, product: Product = MODULE, show: Show = show) -> Path:
    """The path of the product, which is built unless it is there. Of several processes, one builds."""
    made = place(repository, tool, product)
    if made.is_file():
        return made
    kept, name = made.parent.parent, made.parent.name
    waiting = f"waiting for another ron-tidy, which builds {product.name}"
    with cache.lock(kept / f"{name}.lock", lambda: say(waiting)):
        if not made.is_file():
            remove_left_overs(kept, name)
            with tempfile.TemporaryDirectory(prefix=f"{name}.building-", dir=kept) as directory:
                ready = build(repository, tool, product, Path(directory), kept / f"{name}.log", show)
                shutil.rmtree(made.parent, ignore_errors=True)
                ready.parent.rename(made.parent)
            remove_left_overs(kept, name)  # a compiler may outlive a build that was killed, and write for a moment more
            prune(kept, keep=made.parent)
    return made


def remove_left_overs(kept: Path, name: str) -> None:
    """Removes what builds of this name left when they were killed. The name's lock must be held."""
    for left_over in kept.glob(f"{name}.building-*"):
        shutil.rmtree(left_over, ignore_errors=True)


def build(repository: Repository, tool: ClangTidy, product: Product, directory: Path, log: Path, show: Show) -> Path:
    """Builds in a directory of its own; the product ends up alone in a directory, ready to be moved in one step."""
    say(f"building {product.name} for LLVM {tool.major}; this happens once and takes a minute or two")
    began = time.monotonic()
    options = [f"-DRON_LLVM={tool.major}", f"-DCMAKE_CXX_COMPILER={compiler(tool.major)}"]
    options += [f"-DLLVM_ROOT={root}" for root in (llvm_root(tool),) if root]
    compile_products(repository, tool.major, directory / "tree", options, log, (product,), show)
    ready = directory / "ready"
    ready.mkdir()
    (directory / "tree" / product.file).rename(ready / product.file)
    say(f"built {product.name} in {time.monotonic() - began:.0f} s")
    log.unlink(missing_ok=True)
    return ready / product.file


def compile_products(
    repository: Repository,
    llvm: int,
    directory: Path,
    options: list[str],
    log: Path,
    products: tuple[Product, ...] = (MODULE,),
    show: Show = show,
) -> None:
    """Configures where that was not done yet, and compiles; a failure leaves the whole output in the log."""
    what = f"{' and '.join(product.name for product in products)} for LLVM {llvm}"
    command = ["cmake", "-S", str(repository.root), "-B", str(directory), "-G", "Ninja", *options]
    if not (directory / "build.ninja").is_file():
        configured = run(command, timeout=CONFIGURE_TIMEOUT_SECONDS, cwd=repository.root)
        if configured.code != 0:
            raise failure(f"configuring {what}", configured.text, log)
    targets = [product.target for product in products]
    command = ["cmake", "--build", str(directory), f"-j{len(os.sched_getaffinity(0))}", "--target", *targets]

    def progress(line: str) -> None:
        step = STEP.match(line)
        if step:
            show(f"LLVM {llvm}: {step[1]} of {step[2]}: {step['what'][-60:]}")

    built = run(command, timeout=BUILD_TIMEOUT_SECONDS, cwd=repository.root, on_line=progress)
    show("")
    if built.code != 0:
        raise failure(f"building {what}", built.text, log)


def failure(what: str, text: str, log: Path) -> BuildFailed:
    cache.write_whole(log, text.encode())
    return BuildFailed(what, tail(text), log)


def prune(kept: Path, keep: Path) -> None:
    """The newest few stay."""
    built = [path for path in kept.glob("llvm-*") if path.is_dir() and ".building-" not in path.name]
    for old in sorted(built, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT:]:
        if old != keep:
            shutil.rmtree(old, ignore_errors=True)


def say(text: str) -> None:
    print(f"ron-tidy: {text}", file=sys.stderr, flush=True)
