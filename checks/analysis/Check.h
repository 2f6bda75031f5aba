// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"
#include "analysis/Globs.h"
#include "analysis/Suppressions.h"

#include "llvm/ADT/DenseSet.h"
#include <string>
#include <utility>

namespace ron {

class Check;

/// An option: owns its text and spells its key once, so that reading and storing cannot disagree.
class Option {
public:
  Option(const Option &) = delete;
  Option &operator=(const Option &) = delete;

protected:
  Option(Check &Owner, StringRef Key, StringRef Text);
  ~Option() = default;

  StringRef Key;
  std::string Text; // as the user wrote it, or the default

  friend class Check;
};

/// A ';'-separated list of globs over qualified names.
class ListOption : public Option, public Globs {
public:
  ListOption(Check &Owner, StringRef Key, StringRef Default, Case Sensitivity = Case::Matters);
};

/// A list of globs over function names, which ignore case.
class FunctionListOption : public ListOption {
public:
  FunctionListOption(Check &Owner, StringRef Key, StringRef Default) : ListOption(Owner, Key, Default, Case::Ignored) {}
};

/// A switch.
class FlagOption : public Option {
public:
  FlagOption(Check &Owner, StringRef Key, bool Default);
  operator bool() const { return Value; }

private:
  bool Value;
};

/// A whole number.
class NumberOption : public Option {
public:
  NumberOption(Check &Owner, StringRef Key, unsigned Default);
  operator unsigned() const { return Value; }

private:
  unsigned Value;
};

/// Free text.
class TextOption : public Option {
public:
  TextOption(Check &Owner, StringRef Key, StringRef Default);
  StringRef get() const { return Text; }
};

/// What every check of the module shares: options that store themselves, the suppression comments, and one report a
/// place however many template instantiations pass there.
class Check : public ClangTidyCheck {
public:
  Check(StringRef Name, ClangTidyContext *Context);
  void storeOptions(ClangTidyOptions::OptionMap &Opts) final;
  void registerPPCallbacks(const SourceManager &Sources, Preprocessor *PP, Preprocessor *ModuleExpanderPP) override;
  void onStartOfTranslationUnit() override;
  void onEndOfTranslationUnit() override;

protected:
  /// Whether to report at \p Loc: once for each place, in user code, and not where a comment allows it. Ask before
  /// diag().
  bool shouldReport(SourceLocation Loc);

  /// Where the hand must go for \p Loc: itself, or the use of the macro that it comes from.
  SourceLocation placeOf(SourceLocation Loc) const { return Sources->getExpansionLoc(Loc); }

  /// This check's suppression comments, to which a derived constructor may add markers of its own.
  Suppressions Comments;

private:
  friend class Option;
  friend class ListOption;
  friend class FlagOption;
  friend class NumberOption;
  friend class TextOption;

  const std::string FullName; // clang-tidy keeps it to itself before LLVM 18
  const SourceManager *Sources = nullptr;
  SmallVector<const Option *, 8> Registered;
  SmallVector<const Globs *, 8> Lists;
  llvm::DenseSet<SourceLocation> Reported;
};

/// A check that looks at a whole translation unit at its end. What it looks for is sought in user code only, which
/// costs next to nothing where a matcher would be tried on every node of the libraries.
class UnitCheck : public Check {
public:
  using Check::Check;
  void registerMatchers(ast_matchers::MatchFinder *Finder) final;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) final;
  void onEndOfTranslationUnit() final;

protected:
  /// Called once, where there is user code that runs.
  virtual void examine(ASTContext &Context) = 0;

private:
  ASTContext *Seen = nullptr;
};

} // namespace ron
