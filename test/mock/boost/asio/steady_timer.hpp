// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "mock/asio.h"

namespace boost::asio {
using steady_timer = basic_waitable_timer<std::chrono::steady_clock>;
} // namespace boost::asio
