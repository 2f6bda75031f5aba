# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How the same operations are written for a lock, for a database iterator and for a result."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """How the operations on a holder are written."""

    declare: str
    empty: str
    take: str
    drop: str
    move: str
    attempt: str = ""
    owns: str = ""
    parameters: str = "std::mutex &m, rocksdb::DB &db"


LOCK = Words(
    declare="std::unique_lock {name}(m);",
    empty="std::unique_lock {name}(m, std::defer_lock);",
    take="{name}.lock();",
    drop="{name}.unlock();",
    move="std::unique_lock {name} = std::move({other});",
    attempt="std::unique_lock {name}(m, std::try_to_lock);",
    owns="{name}.owns_lock()",
)
ITERATOR = Words(
    declare="std::unique_ptr<rocksdb::Iterator> {name}(db.NewIterator({{}}));",
    empty="std::unique_ptr<rocksdb::Iterator> {name};",
    take="{name}.reset(db.NewIterator({{}}));",
    drop="{name}.reset();",
    move="std::unique_ptr<rocksdb::Iterator> {name} = std::move({other});",
)
RESULT = Words(
    declare="auto {name} = load();",
    empty="tl::expected<int, int> {name} = tl::make_unexpected(1);",
    take="{name} = 1;",
    drop="{name} = tl::make_unexpected(1);",
    move="auto {name} = {other};",
    parameters="",
)
AWAITS = (
    "co_await next();",
    "use(co_await value());",
    "const int {fresh} = co_await value();",
    "auto {fresh} = [](int n) {{ return n; }}(co_await value());",
    "use(1 + co_await value());",
    "co_yield 1;",
)
