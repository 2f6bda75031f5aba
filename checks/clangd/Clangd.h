// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What is used of clangd, whose libraries are packaged without their headers.
#pragma once

#include "analysis/Compat.h"

#include "llvm/ADT/FunctionExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"
#include <cstdio>
#include <memory>
#include <optional>
#include <string>

namespace clang::clangd {

int clangdMain(int ArgumentCount, char *Arguments[]);

class ThreadsafeFS;
using TidyProvider = llvm::unique_function<void(tidy::ClangTidyOptions &, llvm::StringRef) const>;

enum JSONStreamStyle : unsigned;

/// The connection to the editor; declared here as there, for the order of the virtual functions counts.
class Transport {
public:
  class MessageHandler;
  virtual ~Transport() = default;
  virtual void notify(llvm::StringRef Method, llvm::json::Value Params) = 0;
  virtual void call(llvm::StringRef Method, llvm::json::Value Params, llvm::json::Value ID) = 0;
  virtual void reply(llvm::json::Value ID, llvm::Expected<llvm::json::Value> Result) = 0;
  virtual llvm::Error loop(MessageHandler &Handler) = 0;
};

} // namespace clang::clangd

/// Declares real##NAME, a function of clangd by its symbol, and NAME, which clangd calls in its place: the link option
/// --wrap, one for each of them in CMakeLists.txt, redirects calls between clangd's object files.
#define RON_WRAP(TYPE, NAME, SYMBOL, ...)                                                                              \
  TYPE real##NAME(__VA_ARGS__) asm("__real_" SYMBOL);                                                                  \
  TYPE NAME(__VA_ARGS__) asm("__wrap_" SYMBOL);
