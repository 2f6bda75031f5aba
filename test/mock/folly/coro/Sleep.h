// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "mock/coroutine_libraries.h"

namespace folly::coro {
Task<void> sleep(std::chrono::microseconds);
} // namespace folly::coro
