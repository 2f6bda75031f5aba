// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Puts the phase where 'ron-tidy check' has it: over the .clang-tidy files of a source, below the .clangd ones.

#include "clangd/Clangd.h"
#include "clangd/FilePhases.h"

#include "llvm/Support/CommandLine.h"

namespace ron {

using clang::clangd::ThreadsafeFS;
using clang::clangd::TidyProvider;

RON_WRAP(TidyProvider, provideClangTidyFiles, "_ZN5clang6clangd21provideClangTidyFilesERNS0_12ThreadsafeFSE",
         ThreadsafeFS &Files)
RON_WRAP(TidyProvider, disableUnusableChecks,
         "_ZN5clang6clangd21disableUnusableChecksEN4llvm8ArrayRefINSt7__cxx1112"
         "basic_stringIcSt11char_traitsIcESaIcEEEEE",
         ArrayRef<std::string> More)

static const llvm::cl::opt<std::string> Program("ron-tidy", llvm::cl::value_desc("path"),
                                                llvm::cl::desc("The command line of ron-tidy, which knows the phase"));

static FilePhases &phases() {
  static FilePhases OfAllFiles(Program); // made when clangd has read its flags
  return OfAllFiles;
}

/// Whether a list of globs turns on checks of ours by name.
static bool enablesOurs(const std::optional<std::string> &Checks) {
  SmallVector<StringRef, 8> Listed;
  (Checks ? StringRef(*Checks) : StringRef()).split(Listed, ',');
  return llvm::any_of(Listed, [](StringRef Glob) { return Glob.trim().starts_with("ron-"); });
}

/// The hooks layer their phase over any .clang-tidy, so with them this does too. On its own, it leaves alone whoever
/// chose among these checks.
static bool applies(const ClangTidyOptions &Users) { return phases().knowsTheHooks() || !enablesOurs(Users.Checks); }

// Of several values of an option, the one with the highest order counts; those of .clangd come in at 10000.
static constexpr unsigned AboveFiles = 1000;

TidyProvider provideClangTidyFiles(ThreadsafeFS &Files) {
  return [Real = realprovideClangTidyFiles(Files)](ClangTidyOptions &Result, StringRef File) {
    Real(Result, File);
    if (!applies(Result))
      return;
    ClangTidyOptions Ours = *phases().of(File);
    if (!Result.Checks || Result.Checks->empty())
      Ours.Checks.reset(); // clangd has defaults of its own for those who choose no checks, and they come later
    Result.mergeWith(Ours, AboveFiles);
  };
}

/// The last of clangd's providers: what .clangd says and the defaults are there by now, and count over the phase.
TidyProvider disableUnusableChecks(ArrayRef<std::string> More) {
  return [Real = realdisableUnusableChecks(More)](ClangTidyOptions &Result, StringRef File) {
    const std::string Ours = phases().of(File)->Checks.value_or("");
    const std::string Others = Result.Checks.value_or("");
    if (applies(Result) && !StringRef(Others).contains(Ours))
      Result.Checks = Others.empty() ? Ours : Ours + "," + Others;
    Real(Result, File);
  };
}

} // namespace ron
