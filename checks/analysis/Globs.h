// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/Support/GlobPattern.h"
#include <string>
#include <vector>

namespace ron {

/// A ';'-separated list of globs over qualified names, for example 'folly::coro::Mutex;*::async_mutex'.
class Globs {
public:
  enum class Case { Matters, Ignored };

  /// \p List is the user's text, \p Default what stands where the user says nothing or only extends: a list whose every
  /// entry starts with '+' adds to the default. A list that cannot be read is replaced by the default; see error().
  Globs(StringRef List, StringRef Default, Case Sensitivity = Case::Matters);

  /// Whether one glob matches the whole of \p QualifiedName (without a leading '::').
  bool matches(StringRef QualifiedName) const;

  /// Whether one glob matches the qualified name of \p D: its namespaces (inline ones left out), no template arguments.
  /// Answers are kept for the life of the object, which must not outlive the ASTContext of \p D; see reset().
  bool matches(const NamedDecl &D) const;

  /// The same of the class that \p Type names, directly, through a reference or a pointer; false for any other type.
  bool matchesType(QualType Type) const;

  bool empty() const { return Patterns.empty(); }

  /// What is wrong with the user's list, as the end of a sentence; empty when nothing is.
  StringRef error() const { return Error; }

  /// Forgets the declarations of the last translation unit.
  void reset() const { Known.clear(); }

private:
  void add(StringRef List);

  std::vector<llvm::GlobPattern> Patterns;
  std::vector<std::string> Texts; // GlobPattern refers to them
  Case Sensitivity;
  std::string Error;
  mutable llvm::DenseMap<const Decl *, bool> Known;
};

/// The qualified name of \p D: its namespaces (inline ones left out) and classes, no template arguments.
std::string qualifiedName(const NamedDecl &D);

/// The class that \p Type names, looking through references, pointers, sugar and uninstantiated templates; or null.
const CXXRecordDecl *recordOf(QualType Type);

} // namespace ron
