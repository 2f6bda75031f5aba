// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "log.h"

#include <iostream>
#include <utility>

namespace gateway {
namespace {

std::string prefix = "gateway"; // planted: mutable-global

} // namespace

void log_line(const std::string &text) { std::clog << prefix + ": " + text + '\n'; }

void set_log_prefix(std::string name) { prefix = std::move(name); }

std::function<void(std::exception_ptr)> log_failure(std::string task) {
  return [task = std::move(task)](std::exception_ptr failure) {
    if (!failure)
      return;
    try {
      std::rethrow_exception(failure);
    } catch (const std::exception &error) {
      log_line(task + ": " + error.what());
    }
  };
}

} // namespace gateway
