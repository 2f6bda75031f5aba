// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// A socket of Boost.Asio and the token 'cancel_after', which the library has since 1.86.
#pragma once

#include "mock/asio.h"

namespace boost::asio {
template <class Token, class Clock> struct cancel_after_t {};
template <class Token> cancel_after_t<Token, std::chrono::steady_clock> cancel_after(std::chrono::seconds, const Token &);
template <class Protocol> struct basic_stream_socket {
  template <class Token = use_awaitable_t> awaitable<int> async_read_some(int, const Token & = Token());
  template <class Token = use_awaitable_t> awaitable<int> async_send(int, const Token & = Token());
};
namespace ip {
struct tcp {
  using socket = basic_stream_socket<tcp>;
};
} // namespace ip
} // namespace boost::asio
