# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Findings for programs. Of SARIF, what its schema requires is there."""

import json
import unittest
from pathlib import Path

from ron.findings import Finding, Note
from ron.formats import FORMATS
from ron.phases import InForce
from ron.session import Outcome, Surroundings
from ron.config import Config
from support import CHECKS, REPOSITORY

ROOT = Path("/r")
AROUND = Surroundings(Config(ROOT), None, InForce("bronze", ""), REPOSITORY, CHECKS)
NOTES = (Note("/r/ä b.h", 1, 2, "here"), Note("", 0, 0, "nowhere"))
OUTCOME = Outcome(
    (
        Finding(
            "/r/src/a,b.cpp", 3, 4, "error", "100% 'x'\nmore", CHECKS[0].full_name, NOTES, has_fix=True, code="x();"
        ),
        Finding("/elsewhere/c.h", 0, 0, "warning", "m", "bugprone-x"),
    ),
    failures=("'z.cpp' does not parse",),
    notes=("n",),
    asked=3,
    checked=2,
    unchanged=4,
    known=5,
)


class FormatsTest(unittest.TestCase):
    def test_json(self) -> None:
        data = json.loads(FORMATS["json"](AROUND, OUTCOME))
        self.assertEqual((3, 2, ["'z.cpp' does not parse"]), (data["files"], data["checked"], data["failures"]))
        self.assertEqual({"unchanged_lines": 4, "baseline": 5}, data["left_out"])
        first, second = data["findings"]
        self.assertEqual(("src/a,b.cpp", True, True), (first["file"], first["blocks"], first["has_fix"]))
        self.assertEqual(("/elsewhere/c.h", False), (second["file"], second["blocks"]))
        self.assertEqual({"file": "ä b.h", "line": 1, "column": 2, "message": "here"}, first["notes"][0])

    def test_sarif(self) -> None:
        log = json.loads(FORMATS["sarif"](AROUND, OUTCOME))
        self.assertEqual("2.1.0", log["version"])
        (run,) = log["runs"]
        self.assertTrue(run["tool"]["driver"]["name"])
        rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
        for result in run["results"]:
            self.assertIn(result["level"], ("none", "note", "warning", "error"))
            self.assertIn(result["ruleId"], rules)
            self.assertTrue(result["message"]["text"])
            for location in result["locations"] + result["relatedLocations"]:
                place = location["physicalLocation"]
                self.assertGreaterEqual(place["region"]["startLine"], 1)
                self.assertGreaterEqual(place["region"]["startColumn"], 1)
                self.assertRegex(place["artifactLocation"]["uri"], r"^[\w%./:,-]+$")
        self.assertEqual(
            "%C3%A4%20b.h", run["results"][0]["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        )
        (invocation,) = run["invocations"]
        self.assertFalse(invocation["executionSuccessful"])

    def test_github(self) -> None:
        lines = FORMATS["github"](AROUND, OUTCOME).splitlines()
        name = CHECKS[0].full_name
        self.assertEqual(f"::error file=src/a%2Cb.cpp,line=3,col=4,title={name}::100%25 'x'%0Amore", lines[0])
        self.assertEqual("::warning file=/elsewhere/c.h,line=0,col=0,title=bugprone-x::m", lines[1])
        self.assertEqual("::error title=ron-tidy::'z.cpp' does not parse", lines[2])

    def test_human(self) -> None:
        text = FORMATS["human"](AROUND, OUTCOME)
        self.assertIn(": 2 of 3 files checked", text)
        self.assertIn(f"docs/checks/{CHECKS[0].name}.md", text)


if __name__ == "__main__":
    unittest.main()
