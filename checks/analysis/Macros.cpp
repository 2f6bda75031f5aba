// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Macros.h"

#include "clang/AST/ASTContext.h"
#include "clang/Lex/Lexer.h"

namespace ron {

bool comesFromMacro(SourceLocation Loc, const Globs &Names, const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  for (; Loc.isMacroID(); Loc = Sources.getImmediateMacroCallerLoc(Loc))
    if (Names.matches(Lexer::getImmediateMacroName(Loc, Sources, Context.getLangOpts())))
      return true;
  return false;
}

} // namespace ron
