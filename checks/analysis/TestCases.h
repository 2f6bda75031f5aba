// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "clang/AST/DeclCXX.h"

#include <optional>

namespace ron {

/// A test of one of the frameworks, as its macros make it.
struct TestCase {
  enum class Framework { GoogleTest, Catch2, BoostTest, Doctest };
  Framework Kind;
  const FunctionDecl *Body;
  const CXXRecordDecl *Class; // of the object that it runs in, fixture included; or null
};

/// The test that \p Function is, unless it is run for several parameters or types.
std::optional<TestCase> testCaseOf(const FunctionDecl &Function);

} // namespace ron
