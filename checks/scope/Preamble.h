// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "scope/Recorder.h"

#include "clang/Frontend/CompilerInstance.h"

namespace ron {

/// Calls \p See with each file that \p Sources entered, but for the main one.
void forEachEnteredFile(const SourceManager &Sources, llvm::function_ref<void(FileID)> See);

/// Compiles \p Header, a block of includes, into the precompiled header \p Output for the unit that \p Unit is about to
/// parse, with that unit's flags; notes in \p Reads what it read. Beside it goes \p Output + ".user", which says where
/// in it the user's own headers are. Returns false, and leaves nothing, where it would not be the same as parsing
/// the block: it does not compile, a header of it has no include guard, or it asks for something that depends on where
/// it stands.
bool makePreamble(CompilerInstance &Unit, StringRef Header, const std::string &Output, Record &Reads);

/// The user's top-level declarations in the precompiled header \p File that \p Unit was parsed with.
std::vector<Decl *> userCodeIn(StringRef File, CompilerInstance &Unit);

} // namespace ron
