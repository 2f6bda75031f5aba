# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The rules of a file, its mistakes, and the default rules one by one."""

import unittest
from pathlib import Path

from ron.errors import BadTripwires
from ron.textfiles import TextFile
from ron.tripscan import Scanner
from ron.tripwires import Rule, merge, read_file, read_rules
from support import REPOSITORY
from support.fakes import TemporaryDirectoryCase

PATH = Path("ron-tidy.toml")
GOOD = {"name": "no-cats", "paths": ["*.c"], "banned": "cat", "message": "cats"}
# What differs from a good rule, what the error says behind 'ron-tidy.toml: '.
MISTAKES = (
    ({"name": 7}, 'tripwire number 1: has no name; write name = "lower-case-words"'),
    ({"name": "No Cats"}, "tripwire number 1: has no name"),
    ({"baned": "cat"}, "tripwire 'no-cats': there is no key 'baned'; did you mean 'banned'"),
    ({"banned": "(cat"}, "tripwire 'no-cats': 'banned' is not a regular expression: missing ), unterminated"),
    ({"banned": "c*"}, "tripwire 'no-cats': 'banned' matches the empty text"),
    ({"required": "dog"}, "tripwire 'no-cats': needs one of 'banned' and 'required'"),
    ({"banned": 7}, "tripwire 'no-cats': 'banned' is not a text"),
    ({"paths": "*.c"}, "tripwire 'no-cats': 'paths' is not a list of texts"),
    ({"paths": [1]}, "tripwire 'no-cats': 'paths' is not a list of texts"),
    ({"paths": []}, "tripwire 'no-cats': has no 'paths'"),
    ({"message": ""}, "tripwire 'no-cats': has no 'message'"),
    ({"off": "yes"}, "tripwire 'no-cats': 'off' is neither true nor false"),
)
NOLINT = "NO" + "LINT"
# Default rule, path, lines that it reports, lines that it leaves alone.
DEFAULTS = (
    (
        "blanket-nolint",
        "a.h",
        (f"int a; // {NOLINT}(*)", f"// {NOLINT}NEXTLINE(ron-*): why", f"// {NOLINT}BEGIN", f"// {NOLINT}(x, ron-*)"),
        (f"int a; // {NOLINT}", f"// {NOLINT}BEGIN(x)", f"// {NOLINT}(ron-magic-sleep): y", f"// {NOLINT}(cert-*)"),
    ),
    (
        "nolint-without-reason",
        "a.cpp",
        (f"x(); // {NOLINT}(ron-magic-sleep)", f"x(); /* {NOLINT}(a,ron-x) */", f"// {NOLINT}NEXTLINE(ron-x) "),
        (f"x(); // {NOLINT}(ron-magic-sleep): a demonstration", f"x(); // {NOLINT}(google-build-using)"),
    ),
    (
        "ignored-result",
        ".gitlab-ci.yml",
        # Samples of what the rule finds, and of what it does not.
        ("- ron-tidy check || true", "run: clang-tidy-19 -p build a.cpp ||:", "- ron-tidy check \\\n  --all || exit 0"),
        ("- ron-tidy check --all", "# ron-tidy check || true", "- make || true", "- apt-get install clang-tidy", ""),
    ),
    (
        "tolerated-failure",
        ".github/workflows/ci.yml",
        (
            "- run: ron-tidy check\n  continue-on-error: true",
            "- name: tidy\n  continue-on-error: true\n  run: |\n    cmake -B b\n    clang-tidy a.cpp",
        ),
        (
            "- run: ron-tidy check\n- run: flaky\n  continue-on-error: true",
            "- continue-on-error: true\n  run: flaky\n- run: ron-tidy check",
            "- run: ron-tidy check\n  continue-on-error: false",
        ),
    ),
    (
        "skipped-hook",
        "ci/commit.sh",
        ("SKIP=ron-tidy git commit", "export SKIP=black,ron-tripwires", 'SKIP="ron-tidy"', "  SKIP: ron-tidy-fix"),
        ("SKIP=black git commit", "SKIP_RON=1"),
    ),
    (
        "tsan-suppression",
        "tsan.supp",
        ("race:Foo", "# why\n\nrace:Foo", "# why\nrace:*", "# x\nrace:Foo\n\nmutex:Bar"),
        ("# a lock-free queue of zlib, upstream issue 7\nrace:Foo\nrace:Bar", "leak:Foo"),
    ),
    (
        "tsan-off",
        "src/a.h",
        ('__attribute__((no_sanitize("thread"))) void f();', "__attribute__((no_sanitize_thread))"),
        ('__attribute__((no_sanitize("address")))',),
    ),
    (
        "volatile-flag",
        "src/a.cpp",
        ("volatile bool stop = false;", "  static volatile bool stop;", "mutable bool volatile stop_{false};"),
        ("std::atomic<bool> stop;", "volatile std::sig_atomic_t stop;", "volatile bool *reg;", "// volatile bool x;"),
    ),
    (
        "dropped-async",
        "src/a.cpp",
        ("f();\nstd::async(g);", "void f() {\n  std::async(std::launch::async, g);", "f();\n(void)std::async(g);"),
        ("auto a =\n  std::async(g);", "a.push_back(\n std::async(g));", "return std::async(g);", "{\nstd::async(g),"),
    ),
    (
        "detached-thread",
        "src/a.cpp",
        ("std::thread(f).detach();", "std::thread t(f);\nt.detach();", "std::thread{[] {}}.detach();"),
        ("thread_->detach();", "void detach() { thread_.detach(); }", "std::thread t(f);\nt.join();", "node.detach();"),
    ),
    (
        "weak-content-hash",
        "src/store.cpp",
        ("auto object_id = md5(data);", "// the content address is the SHA-1 of it", "blobKey = EVP_sha1();"),
        ("auto object_id = sha256(data);", "auto accept = sha1(key + guid);"),
    ),
    (
        "todo-sleep",
        "ci/run.sh",
        # Samples of comments that admit a sleep to be makeshift, and of those that do not.
        ("sleep 5 # TODO wait for the port", "# HACK: the sleep covers for the database"),
        ("sleep 5 # allow-sleep (rate limit)", "# TODO: better names"),
    ),
)


class TripwiresTest(TemporaryDirectoryCase):
    def test_mistakes(self) -> None:
        for different, said in MISTAKES:
            with self.subTest(said), self.assertRaises(BadTripwires) as raised:
                read_rules({"tripwires": [{**GOOD, **different}]}, PATH)
            self.assertTrue(str(raised.exception).startswith(f"ron-tidy.toml: {said}"), raised.exception)

    def test_mistakes_of_the_whole(self) -> None:
        for document, said in (
            ({"tripwires": {"name": "x"}}, "write \\[\\[tripwires\\]\\]"),
            ({"tripwires": [GOOD, GOOD]}, "tripwire 'no-cats': is there twice"),
        ):
            with self.subTest(said), self.assertRaisesRegex(BadTripwires, said):
                read_rules(document, PATH)

    def test_other_tables_are_not_looked_at(self) -> None:
        self.assertEqual((), read_rules({"components": {"a": 1}}, PATH))

    def test_file(self) -> None:
        path = self.directory / "ron-tidy.toml"
        self.assertEqual((), read_file(path))
        for data in (b"[[tripwires]\n", b"\xff"):
            path.write_bytes(data)
            with self.subTest(data), self.assertRaisesRegex(BadTripwires, "ron-tidy.toml: is not TOML: "):
                read_file(path)

    def test_own_rules(self) -> None:
        defaults = read_rules({"tripwires": [GOOD, {**GOOD, "name": "no-dogs"}]}, PATH)
        own = read_rules(
            {"tripwires": [{"name": "no-cats", "off": True}, {**GOOD, "name": "no-dogs", "message": "ours"}]}, PATH
        )
        self.assertEqual([("no-dogs", "ours")], [(rule.name, rule.message) for rule in merge(defaults, own, PATH)])
        with self.assertRaisesRegex(BadTripwires, "'no-cows': switches off what is not there; did you mean"):
            merge(defaults, (Rule("no-cows", (), "", off=True),), PATH)


class DefaultsTest(unittest.TestCase):
    def setUp(self) -> None:
        self.rules = read_file(REPOSITORY.tripwires)

    def found(self, path: str, text: str) -> list[str]:
        scanner = Scanner(self.rules, Path("/top"))
        return [finding.check.removeprefix("tripwire-") for finding in scanner.scan(TextFile(path, text.encode()))]

    def test_each_rule_is_here_and_says_all(self) -> None:
        self.assertEqual([rule.name for rule in self.rules], [name for name, *_ in DEFAULTS])
        for rule in self.rules:
            with self.subTest(rule.name):
                self.assertTrue(rule.message and rule.cure and rule.reason)
                self.assertRegex(rule.message, r"\A['a-z][^\n]{0,99}[^.\n]\Z")

    def test_reported_and_silent(self) -> None:
        for name, path, reported, silent in DEFAULTS:
            for text in reported:
                with self.subTest(text):
                    self.assertIn(name, self.found(path, f"{text}\n"))
            for text in silent:
                with self.subTest(text):
                    self.assertNotIn(name, self.found(path, f"{text}\n"))

    def test_what_others_wrote_and_tests(self) -> None:
        for path in ("third_party/x/a.cpp", "src/vendor/a.cpp", "test/a.cpp", "src/queue_test.cpp"):
            with self.subTest(path):
                self.assertEqual([], self.found(path, "volatile bool stop = false;\n"))


if __name__ == "__main__":
    unittest.main()
