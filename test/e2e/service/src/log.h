// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include <exception>
#include <functional>
#include <string>

namespace gateway {

/// Writes one line, with the node's name in front; safe to call from every thread.
void log_line(const std::string &text);

/// What the lines of this process start with; set before the first thread starts.
void set_log_prefix(std::string name);

/// A completion handler for spawned tasks that logs the exception a task ended with.
std::function<void(std::exception_ptr)> log_failure(std::string task);

} // namespace gateway
