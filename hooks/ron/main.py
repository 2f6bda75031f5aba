# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Reads the command line, runs one subcommand, and turns what went wrong into an exit code."""

from __future__ import annotations

import argparse
import signal
import sys
import traceback
from importlib import import_module
from pkgutil import iter_modules
from types import FrameType, ModuleType

from ron import commands
from ron.errors import COULD_NOT_RUN, INTERRUPTED, OUR_BUG, HookError

# A command is a module of ron.commands; 'new_check' is called 'new-check'.
NAMES = tuple(sorted(module.name.replace("_", "-") for module in iter_modules(commands.__path__)))
EXIT_CODES = "exit codes: 0 clean, 1 findings, 2 could not run, 3 a bug of ron-tidy, 130 interrupted"


def load(name: str) -> ModuleType:
    return import_module(f"{commands.__name__}.{name.replace('-', '_')}")


def make_parser(names: tuple[str, ...]) -> argparse.ArgumentParser:
    loaded = {name: load(name) for name in names}
    examples = "\n".join(f"  {command.EXAMPLES[0]}" for command in loaded.values())
    parser = argparse.ArgumentParser(
        prog="ron-tidy",
        description="The golden rules of asynchronous C++, checked with clang-tidy.",
        epilog=f"examples:\n{examples}\n\n'ron-tidy COMMAND --help' says more.\n\n{EXIT_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, command in loaded.items():
        subparser = subparsers.add_parser(
            name,
            help=command.SUMMARY,
            description=f"{command.SUMMARY[0].upper()}{command.SUMMARY[1:]}.",
            epilog="examples:\n" + "\n".join(f"  {example}" for example in command.EXAMPLES) + f"\n\n{EXIT_CODES}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.configure(subparser)
        subparser.set_defaults(execute=command.execute, passes_on=getattr(command, "PASSES_ON", False))
    return parser


def interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main(command_line: list[str]) -> int:
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) != signal.SIG_IGN:  # as under nohup
            signal.signal(number, interrupt)
    known = tuple(name for name in command_line[:1] if name in NAMES) or NAMES  # a commit waits for each import
    parser = make_parser(known)
    arguments, others = parser.parse_known_args(command_line)
    if others and not arguments.passes_on:
        parser.error(f"unrecognized arguments: {' '.join(others)}")
    arguments.others = others
    try:
        return int(arguments.execute(arguments))
    except HookError as error:
        print(f"ron-tidy: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("ron-tidy: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # whoever read us has gone; there is nobody left to tell
        return COULD_NOT_RUN
    except Exception:  # nothing is hidden: the trace is shown, and exit code 3 says whose fault it is
        traceback.print_exc()
        print("ron-tidy: this is a bug of ron-tidy; please report the lines above", file=sys.stderr)
        return OUR_BUG
