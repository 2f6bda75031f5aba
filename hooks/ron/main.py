# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Reads the command line, runs one subcommand, and turns what went wrong into an exit code."""

from __future__ import annotations

import argparse
import sys
import traceback
from types import ModuleType

from ron.commands import build, check, demo, explain, index, new_check, shell_sleep, test, tripwires
from ron.errors import COULD_NOT_RUN, INTERRUPTED, OUR_BUG, HookError

COMMANDS: dict[str, ModuleType] = {
    "check": check,
    "tripwires": tripwires,
    "shell-sleep": shell_sleep,
    "explain": explain,
    "build": build,
    "demo": demo,
    "test": test,
    "new-check": new_check,
    "index": index,
}
EXIT_CODES = "exit codes: 0 clean, 1 findings, 2 could not run, 3 a bug of ron-tidy, 130 interrupted"


def make_parser() -> argparse.ArgumentParser:
    examples = "\n".join(f"  {command.EXAMPLES[0]}" for command in COMMANDS.values())
    parser = argparse.ArgumentParser(
        prog="ron-tidy",
        description="The golden rules of asynchronous C++, checked with clang-tidy.",
        epilog=f"examples:\n{examples}\n\n{EXIT_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, command in COMMANDS.items():
        subparser = subparsers.add_parser(
            name,
            help=command.SUMMARY,
            description=f"{command.SUMMARY[0].upper()}{command.SUMMARY[1:]}.",
            epilog="examples:\n" + "\n".join(f"  {example}" for example in command.EXAMPLES),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.configure(subparser)
    return parser


def main(command_line: list[str]) -> int:
    arguments = make_parser().parse_args(command_line)
    try:
        return int(COMMANDS[arguments.command].execute(arguments))
    except HookError as error:
        print(f"ron-tidy: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("ron-tidy: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # whoever read us has gone; there is nobody left to tell
        return COULD_NOT_RUN
    except Exception:
        traceback.print_exc()
        print("ron-tidy: this is a bug of ron-tidy; please report the lines above", file=sys.stderr)
        return OUR_BUG
