# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A new user's first commits with the real pre-commit, offline: the module is built, the commit blocked, repaired and let
through, silver wants more; and what the hooks say of all files is what clang-tidy says of each."""

import re
import sys
import tempfile
import unittest
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ron import checksdef
from ron.database import load
from ron.findings import parse
from ron.process import Completed, run
from ron.tryout import NEW_FILES, Tryout
from support import CHECKS, LLVM, MODULE, REPOSITORY, ROOT

PLANTED = re.compile(r"// planted: (?P<names>[a-z-]+(?:, [a-z-]+)*)")
PLACE = re.compile(r"^  (?P<line>\d+):\d+: ")
CHECK = re.compile(r"^      \[(?P<check>[\w-]+)(?P<more>.*)\]$")
IGNORED = "tests/**"  # the largest files, and sleeps are theirs to have


def shown(done: Completed) -> Counter[str]:
    """The blocking findings in what a hook printed."""
    found: Counter[str] = Counter()
    path, line = "", ""
    for text in done.out.splitlines():
        place, check = PLACE.match(text), CHECK.match(text)
        if place:
            line = place["line"]
        elif check and "does not block" not in check["more"]:
            found[f"{path}:{line} {check['check']}"] += 1
        elif re.fullmatch(r"\w+/[\w.]+", text):
            path = text
    return found


def planted(service: Path, names: tuple[str, ...], phase: str) -> Counter[str]:
    wanted = {check.name for check in checksdef.in_phase(CHECKS, phase)}
    found: Counter[str] = Counter()
    for name in names:
        for number, line in enumerate((service / name).read_text().splitlines(), start=1):
            match = PLANTED.search(line)
            checks = match["names"].split(", ") if match else []
            found.update(f"{name}:{number} ron-{check}" for check in checks if check in wanted)
    return found


def ours(found: Counter[str]) -> Counter[str]:
    return Counter({place: count for place, count in found.items() if " ron-" in place})


class CommitTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls) -> None:
        made = tempfile.TemporaryDirectory(prefix="ron-tidy-commit-")
        cls.addClassCleanup(made.cleanup)
        launcher = (sys.executable, "-B", str(ROOT / "test" / "support" / "reuse_objects.py"), str(ROOT))
        environment = {
            "RON_CLANG_TIDY": f"clang-tidy-{LLVM}",
            "XDG_CACHE_HOME": made.name + "/cache",
            "CMAKE_CXX_COMPILER_LAUNCHER": ";".join([*launcher, str(Path(MODULE).parent)]),
        }
        cls.tryout = Tryout(REPOSITORY, Path(made.name).resolve(), environment, lambda line: None)
        cls.tryout.set_up()
        (cls.tryout.service / "ron-tidy.toml").write_text(f'ignore = ["{IGNORED}"]\n')
        cls.tryout.add_block()

    def test_1_first_commits(self) -> None:
        tryout, service = self.tryout, self.tryout.service
        blocked = tryout.commit(expected=1)
        self.assertEqual(1, blocked.out.count("ron-tidy: built the module in"), blocked.out)
        self.assertEqual(planted(service, NEW_FILES, "bronze"), shown(blocked), blocked.out)
        fixed = tryout.hook("ron-tidy-fix", 1)
        self.assertIn("files were modified by this hook", fixed.out)
        self.assertIn(f"stage it with: git add {' '.join(NEW_FILES)}", fixed.out)
        passed = tryout.commit(expected=0)
        self.assertNotIn("building the module", passed.out)

    def test_2_silver_wants_more(self) -> None:
        before = {name: (REPOSITORY.service / name).read_text() for name in NEW_FILES}
        silver = planted(REPOSITORY.service, NEW_FILES, "silver") - planted(REPOSITORY.service, NEW_FILES, "bronze")
        texts = Counter(
            (
                place.split(":")[0],
                place.split(" ")[1],
                before[place.split(":")[0]].splitlines()[int(place.split(":")[1].split(" ")[0]) - 1],
            )
            for place in silver.elements()
        )
        done = self.tryout.hook("ron-silver", 1 if silver else 0, "--files", *NEW_FILES)
        found = Counter()
        for place in ours(shown(done)).elements():
            name, rest = place.split(":")
            number, check = rest.split(" ")
            found[name, check, (self.tryout.service / name).read_text().splitlines()[int(number) - 1]] += 1
        self.assertEqual(texts, found, done.out)

    def test_3_all_files_as_clang_tidy_by_itself(self) -> None:
        service = self.tryout.service
        self.tryout.must("git", "checkout", "--quiet", "HEAD~1", "--", ".")
        for name in NEW_FILES:
            (service / name).write_text((REPOSITORY.service / name).read_text())
        self.tryout.must("git", "add", ".")
        done = self.tryout.expect(self.tryout.run("pre-commit", "run", "ron-tidy", "--all-files"), 1, "all files")
        files = [file for file in load(service, None).files if file.parent.name != "tests"]
        with ThreadPoolExecutor(max_workers=2) as pool:
            plain = Counter(place for places in pool.map(self.plain, files) for place in places)
        self.assertEqual(Counter(set(plain)), shown(done), done.out)

    def plain(self, file: Path) -> list[str]:
        command = [f"clang-tidy-{LLVM}", f"-load={MODULE}", f"--config-file={REPOSITORY.phase('bronze')}"]
        command += [
            "--checks=-clang-analyzer-*,-clang-diagnostic-*",
            "--header-filter=.*",
            "-p",
            str(self.tryout.service / "build"),
        ]
        findings = parse(run([*command, str(file)], timeout=600).text).findings
        return [f"{Path(f.path).relative_to(self.tryout.service)}:{f.line} {f.check}" for f in findings if f.blocks]


if __name__ == "__main__":
    unittest.main()
