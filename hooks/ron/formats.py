# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Findings for programs: JSON of our own, SARIF 2.1.0, and annotations of GitHub."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from ron import baseline, report
from ron.checksdef import CheckLine
from ron.config import Config
from ron.findings import Finding, Note
from ron.repository import Repository
from ron.session import Outcome, Surroundings

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def human(around: Surroundings, outcome: Outcome) -> str:
    lines = report.human(outcome.findings, around.checks, Path.cwd())
    lines += report.conclusion(outcome, around.phase.phase)
    return "\n".join([*lines, *report.pages(outcome.findings, around.checks, around.repository)])


def as_json(around: Surroundings, outcome: Outcome) -> str:
    return json.dumps(
        {
            "phase": around.phase.phase,
            "files": outcome.asked,
            "checked": outcome.checked,
            "seconds": round(outcome.seconds, 3),
            "left_out": {"unchanged_lines": outcome.unchanged, "baseline": outcome.known},
            "failures": outcome.failures,
            "notes": outcome.notes,
            "findings": [
                {
                    "file": around.config.relative(Path(finding.path)),
                    "line": finding.line,
                    "column": finding.column,
                    "check": finding.check,
                    "message": finding.message,
                    "blocks": finding.blocks,
                    "has_fix": finding.has_fix,
                    "code": finding.code,
                    "notes": [note_of(note, around.config) for note in finding.notes],
                }
                for finding in outcome.findings
            ],
        },
        indent=2,
        ensure_ascii=False,
    )


def note_of(note: Note, config: Config) -> dict[str, object]:
    file = config.relative(Path(note.path)) if note.path else ""
    return {"file": file, "line": note.line, "column": note.column, "message": note.message}


def sarif(around: Surroundings, outcome: Outcome) -> str:
    run = {
        "tool": {"driver": driver(outcome, around.checks, around.repository)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"uri": f"{around.config.root.as_uri()}/"}},
        "results": [result(finding, around.config) for finding in outcome.findings],
        "invocations": [
            {
                "executionSuccessful": not outcome.failures,
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": failure}} for failure in outcome.failures
                ],
            }
        ],
    }
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def driver(outcome: Outcome, checks: tuple[CheckLine, ...], repository: Repository) -> dict[str, object]:
    ours = {check.full_name: check for check in checks}
    rules = []
    for name in sorted({finding.check for finding in outcome.findings}):
        text = report.rule_of(name, checks) or "a check of clang-tidy"
        rule: dict[str, object] = {"id": name, "shortDescription": {"text": text}}
        if name in ours:
            rule["helpUri"] = repository.page(ours[name].name).as_uri()
        rules.append(rule)
    return {"name": "ron-tidy", "rules": rules}


def result(finding: Finding, config: Config) -> dict[str, object]:
    return {
        "ruleId": finding.check,
        "level": "error" if finding.blocks else "warning",
        "message": {"text": finding.message},
        "locations": [location(finding, config)],
        "relatedLocations": [
            location(note, config) | {"message": {"text": note.message}} for note in finding.notes if note.path
        ],
        "partialFingerprints": {"ronTidy/v1": "|".join(baseline.fingerprint(finding, config))},
    }


def location(place: Finding | Note, config: Config) -> dict[str, object]:
    path = Path(place.path)
    if path.is_relative_to(config.root):
        uri = path.as_uri().removeprefix(f"{config.root.as_uri()}/")
        artifact = {"uri": uri, "uriBaseId": "ROOT"}
    else:
        artifact = {"uri": path.as_uri()}
    region = {"startLine": max(place.line, 1), "startColumn": max(place.column, 1)}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def github(around: Surroundings, outcome: Outcome) -> str:
    lines = []
    for finding in outcome.findings:
        kind = "error" if finding.blocks else "warning"
        file = properties(around.config.relative(Path(finding.path)))
        place = f"file={file},line={finding.line},col={finding.column},title={properties(finding.check)}"
        lines.append(f"::{kind} {place}::{escaped(finding.message)}")
    lines += [f"::error title=ron-tidy::{escaped(failure)}" for failure in outcome.failures]
    return "\n".join([*lines, *report.conclusion(outcome, around.phase.phase)])


def escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def properties(text: str) -> str:
    return escaped(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Surroundings, Outcome], str]] = {
    "human": human,
    "json": as_json,
    "sarif": sarif,
    "github": github,
}
