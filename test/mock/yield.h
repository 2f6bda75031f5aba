// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What coroutines await to let others run first, by library.
#pragma once

#include "mock/coroutine.h"

namespace boost::asio {
template <class Token> awaitable_of<void> post(const Token &);
} // namespace boost::asio
namespace folly::coro {
inline constexpr awaitable_of<void> co_reschedule_on_current_executor{};
} // namespace folly::coro
namespace seastar::coroutine {
struct maybe_yield : awaitable_of<void> {};
} // namespace seastar::coroutine
namespace async_simple::coro {
struct Yield : awaitable_of<void> {};
} // namespace async_simple::coro
