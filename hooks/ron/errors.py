# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What can keep ron-tidy from doing its work. Each text is all the user sees: what happened, and the way out."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

CLEAN, FINDINGS, COULD_NOT_RUN, OUR_BUG, INTERRUPTED = 0, 1, 2, 3, 130


class HookError(Exception):
    """ron-tidy could not do its work; the text is all the user sees: what, and the way out."""

    exit_code = COULD_NOT_RUN


def nearest(name: str, valid: Iterable[str]) -> str:
    """The valid names closest to a wrong one, best first."""
    names = list(valid)
    close = difflib.get_close_matches(name, names, n=3, cutoff=0.6) or difflib.get_close_matches(name, names, 4, 0.0)
    return " or ".join(f"'{candidate}'" for candidate in close)


class UnknownPhase(HookError):
    def __init__(self, phase: str, valid: Iterable[str], source: str = "") -> None:
        said = f" ({source} says so)" if source else ""
        super().__init__(f"there is no phase '{phase}'{said}; did you mean {nearest(phase, valid)}?")


class UnknownCheck(HookError):
    def __init__(self, check: str, valid: Iterable[str]) -> None:
        super().__init__(f"there is no check '{check}'; did you mean {nearest(check, valid)}?")


class NothingMatches(HookError):
    def __init__(self, glob: str, valid: Iterable[str]) -> None:
        super().__init__(f"'{glob}' matches no check; the nearest names are {nearest(glob.strip('*-'), valid)}")


class NothingInPhase(HookError):
    def __init__(self, pattern: str, phase: str) -> None:
        super().__init__(f"'{pattern}' chooses only checks that do not run in phase '{phase}' yet; name a later phase")


class BadChecksDef(HookError):
    def __init__(self, path: Path, number: int, line: str) -> None:
        super().__init__(
            f"{path}:{number}: cannot read '{line}'; a line looks like "
            'RON_CHECK(NameCheck, "name", Await, 1, Bronze, NoFix)'
        )


class ToolMissing(HookError):
    def __init__(self, tool: str, package: str) -> None:
        super().__init__(f"'{tool}' is not installed; on Debian: apt-get install {package}")


class ToolTooOld(HookError):
    def __init__(self, tool: str, version: str) -> None:
        super().__init__(
            f"'{tool}' is version {version}, but ron-tidy needs clang-tidy 16 or newer (19 is the reference)"
        )


class ToolTooNew(HookError):
    def __init__(self, tool: str, version: str, newest: int) -> None:
        super().__init__(
            f"'{tool}' is version {version}, but the newest that ron-tidy knows is {newest}; use an older clang-tidy"
        )


class EditorTooOld(HookError):
    def __init__(self, tool: str, version: str) -> None:
        super().__init__(
            f"the editor's server needs LLVM 19 or newer, but '{tool}' is version {version}; name another with --llvm N"
        )


class LauncherInTheWay(HookError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"'{path}' is there already and not made by ron-tidy; move it away, or remove it")


class NotClangTidy(HookError):
    def __init__(self, tool: str) -> None:
        super().__init__(f"'{tool}' does not answer '--version' like clang-tidy; point --clang-tidy at one")


class ProcessTimeout(HookError):
    def __init__(self, program: str, seconds: float) -> None:
        super().__init__(f"'{program}' was stopped after {seconds:g} s without an answer")


class BuildFailed(HookError):
    def __init__(self, what: str, tail: str, log: Path | None = None) -> None:
        where = f"; the whole output is in '{log}'" if log else ""
        super().__init__(f"{what} failed{where}; the last lines were:\n{tail}")


class ModuleMissing(HookError):
    def __init__(self, module: Path, llvm: int) -> None:
        super().__init__(
            f"there is no module '{module}'; leave out --module, "
            f"or use the path that 'ron-tidy build --llvm {llvm}' prints"
        )


class ModuleUnreadable(HookError):
    def __init__(self, module: Path) -> None:
        super().__init__(f"'{module}' is not a module of ron-tidy: it does not say for which LLVM it was built")


class ModuleMismatch(HookError):
    """clang-tidy would load such a module without a word, report nothing and exit 0."""

    def __init__(self, module: Path, built_for: str, tool: str, version: str) -> None:
        super().__init__(
            f"'{module}' was built for LLVM {built_for}, but '{tool}' is {version}; "
            f"'ron-tidy build --llvm {version.split('.')[0]}' prints the path of the matching one"
        )


class ModuleNotLoaded(HookError):
    """clang-tidy itself would carry on and exit 0."""

    def __init__(self, module: Path, tool: str, said: str = "") -> None:
        super().__init__(
            f"'{tool}' does not run the checks of '{module}': a file with a known defect gave no finding; "
            f"delete the module, and it is built again{'; clang-tidy said: ' if said else ''}{said}"
        )


class NoCompileDatabase(HookError):
    def __init__(self, directory: Path, how: str) -> None:
        super().__init__(
            f"there is no compile_commands.json in '{directory}' or its build directories; make one with {how}, "
            "or name its directory with -p or in ron-tidy.toml (compile-database)"
        )


class BadCompileDatabase(HookError):
    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"'{path}' cannot be read as a compile database: {reason}; configure the build again")


class FilesNotChecked(HookError):
    """Some files could not be checked: the run is not clean, whatever the others gave."""

    def __init__(self, reasons: Iterable[str]) -> None:
        super().__init__("\n".join(reasons))


class FixFailed(HookError):
    def __init__(self, reason: str) -> None:
        super().__init__(f"the fixes could not be applied: {reason}")


class NoPage(HookError):
    def __init__(self, page: Path) -> None:
        super().__init__(f"the page '{page}' is missing; every check has one")


class BadPage(HookError):
    def __init__(self, page: Path, reason: str) -> None:
        super().__init__(f"the page '{page}' {reason}")


class PackagesMissing(HookError):
    def __init__(self, packages: Iterable[str], command: str) -> None:
        super().__init__(
            f"these packages are missing: {' '.join(packages)}; install them, or run '{command} --install-deps' as root"
        )


class CannotInstall(HookError):
    def __init__(self, reason: str) -> None:
        super().__init__(f"--install-deps works as root on Debian and its kin only: {reason}")


class BadCheckName(HookError):
    def __init__(self, name: str) -> None:
        super().__init__(f"'{name}' is no name for a check; write lower-case words joined by '-', without 'ron-'")


class CheckExists(HookError):
    def __init__(self, name: str) -> None:
        super().__init__(f"there is a check '{name}' already; see 'ron-tidy explain {name}'")


class NoTests(HookError):
    def __init__(self, text: str, valid: Iterable[str]) -> None:
        super().__init__(f"'{text}' selects no test; the nearest names are {nearest(text, valid)}")


class TestRunBroken(HookError):
    def __init__(self, tail: str) -> None:
        super().__init__(f"lit gave no results; its last lines were:\n{tail}")


class DemoFailed(HookError):
    def __init__(self, reason: str) -> None:
        super().__init__(f"the demonstration did not end as it should: {reason}")


class BadConfig(HookError):
    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")


class CannotWrite(HookError):
    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"'{path}' cannot be written: {reason}")


class GitFailed(HookError):
    def __init__(self, command: str, said: str) -> None:
        super().__init__(f"'git {command}' failed: {said or 'it said nothing'}")


class NoRepository(HookError):
    def __init__(self, option: str) -> None:
        super().__init__(f"{option} works in a git repository only; name files, or use --all")


class FileMissing(HookError):
    def __init__(self, file: Path) -> None:
        super().__init__(f"there is no file '{file}'")


class NotCpp(HookError):
    def __init__(self, file: Path) -> None:
        super().__init__(f"'{file}' is no C++ file; ron-tidy goes by the ending, such as .cpp or .h")


class BadBaseline(HookError):
    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"'{path}' cannot be read: {reason}; restore it from git, or record it anew with --reset")


class PartialBaseline(HookError):
    def __init__(self) -> None:
        super().__init__("a baseline is of the whole code base: name no files, no checks and no revision")


class NotSetUp(HookError):
    def __init__(self, reason: str) -> None:
        super().__init__(reason)


class NotInGit(HookError):
    def __init__(self, directory: Path, reason: str) -> None:
        super().__init__(
            f"git cannot list the files of '{directory}' ({reason}); name the files, or run in a repository"
        )


class BadTripwires(HookError):
    def __init__(self, path: Path, rule: str, reason: str) -> None:
        super().__init__(f"{path}: {f'tripwire {rule}: ' if rule else ''}{reason}")


class NothingToCheck(HookError):
    """As with a database that was made in another checkout: clean would be a lie."""

    def __init__(self, database: Path, root: Path) -> None:
        super().__init__(
            f"'{database}' names no file in '{root}' that is to be checked; "
            "configure the build here, or look at 'ignore' in ron-tidy.toml"
        )
