# RUN: %python %s
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Which files are read, from the work tree and from the index of a real repository."""

import argparse
import os
import unittest
from pathlib import Path

from ron.errors import NotInGit
from ron.textfiles import MAX_BYTES, Reader, TextFile, add_options
from support.fakes import TemporaryDirectoryCase, git


def options(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_options(parser)
    return parser.parse_args(arguments)


class TextFilesTest(TemporaryDirectoryCase):
    def setUp(self) -> None:
        super().setUp()
        git(self.directory, "init", "-q")

    def write(self, **files: bytes) -> None:
        for name, data in files.items():
            (self.directory / name).write_bytes(data)

    def read(self, *arguments: str, directory: Path | None = None) -> tuple[dict[str, bytes], Reader]:
        reader = Reader(directory or self.directory)
        return {file.path: file.data for file in reader.chosen(options(*arguments))}, reader

    def test_tracked(self) -> None:
        self.write(tracked=b"t\n", untracked=b"u\n", gone=b"g\n")
        git(self.directory, "add", "tracked", "gone")
        (self.directory / "gone").unlink()
        files, reader = self.read()
        self.assertEqual({"tracked": b"t\n"}, files)
        self.assertEqual((1, []), (reader.checked, reader.failures))

    def test_staged_is_what_the_index_holds(self) -> None:
        self.write(kept=b"k\n", changed=b"old\n", deleted=b"d\n")
        git(self.directory, "add", ".")
        git(self.directory, "commit", "-qm", "m")
        self.write(changed=b"staged\n", added=b"a\n", empty=b"")
        git(self.directory, "add", ".")
        git(self.directory, "rm", "-q", "--cached", "deleted")
        git(self.directory, "mv", "kept", "renamed")
        self.write(changed=b"not staged\n", added=b"not staged\n")
        self.assertEqual(
            {"changed": b"staged\n", "added": b"a\n", "empty": b"", "renamed": b"k\n"}, self.read("--staged")[0]
        )
        self.assertEqual({"added": b"a\n"}, self.read("--staged", "added")[0])
        self.assertEqual({"added": b"not staged\n"}, self.read("added")[0])

    def test_before_the_first_commit(self) -> None:
        self.write(a=b"a\n")
        git(self.directory, "add", ".")
        self.assertEqual({"a": b"a\n"}, self.read("--staged")[0])

    def test_names_of_all_kinds(self) -> None:
        names = ("a b", "größe", "new\nline", '"quoted"', "-dash", "tab\t", os.fsdecode(b"latin-\xe9"), "* ?")
        self.write(**{name: name.encode("utf-8", "surrogateescape") for name in names})
        git(self.directory, "add", "--", ".")
        for arguments in ((), ("--staged",), ("--", *names)):
            with self.subTest(arguments):
                self.assertEqual(set(names), set(self.read(*arguments)[0]))

    def test_what_is_no_text_of_ours(self) -> None:
        self.write(binary=b"\x7fELF\0\1", large=b"x" * (MAX_BYTES + 1), exact=b"x" * MAX_BYTES, text=b"t")
        (self.directory / "link").symlink_to("text")
        (self.directory / "dangling").symlink_to("nowhere")
        module = self.directory / "module"
        module.mkdir()
        git(module, "init", "-q")
        git(module, "commit", "-q", "--allow-empty", "-m", "m")
        git(self.directory, "-c", "advice.addEmbeddedRepo=false", "add", ".")
        os.mkfifo(self.directory / "fifo")
        names = [path.name for path in self.directory.iterdir() if path.name != ".git"]
        for arguments in ((), ("--staged",), tuple(names)):
            files, reader = self.read(*arguments)
            with self.subTest(arguments):
                self.assertEqual({"exact", "text"}, set(files))
                self.assertEqual({"binary": 1, "over 1 MiB": 1}, dict(reader.left_out))
                self.assertEqual([], reader.failures)

    def test_from_a_directory_below(self) -> None:
        below = self.directory / "below"
        below.mkdir()
        (below / "a").write_bytes(b"a")
        self.write(b=b"b")
        git(self.directory, "add", ".")
        self.assertEqual({"below/a": b"a"}, self.read("a", directory=below)[0])
        self.assertEqual({"b": b"b"}, self.read("../b", directory=below)[0])
        self.assertEqual({"below/a": b"a"}, self.read("--staged", ".", directory=below)[0])
        self.assertEqual({"below/a", "b"}, set(self.read(directory=below)[0]))
        self.assertEqual({"below/a"}, set(self.read("below")[0]))
        self.assertEqual(1, self.read("b", "./b", str(self.directory / "b"), "below/../b")[1].checked)

    def test_missing(self) -> None:
        files, reader = self.read("no-such-file")
        self.assertEqual(({}, ["'no-such-file' cannot be read: No such file or directory"]), (files, reader.failures))

    def test_encodings(self) -> None:
        for data, encoding, text in (
            ("größe".encode(), "utf-8", "größe"),
            ("größe".encode("latin-1"), "latin-1", "größe"),
            ("größe".encode("utf-16"), "utf-16", "größe"),
        ):
            file = TextFile("f", data)
            with self.subTest(encoding):
                self.assertEqual((encoding, text, False), (file.encoding, file.text.lstrip("\ufeff"), file.is_binary))


class NoRepositoryTest(TemporaryDirectoryCase):
    def test_files_by_name_need_no_repository(self) -> None:
        (self.directory / "a").write_bytes(b"a")
        reader = Reader(self.directory)
        self.assertEqual(["a"], [file.path for file in reader.chosen(options("a"))])

    def test_others_do(self) -> None:
        for arguments in (("--staged",), ("--all",), ()):
            with self.subTest(arguments), self.assertRaisesRegex(NotInGit, "name the files, or run in a repository"):
                list(Reader(self.directory).chosen(options(*arguments)))


if __name__ == "__main__":
    unittest.main()
