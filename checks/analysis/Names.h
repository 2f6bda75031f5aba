// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "clang/AST/Decl.h"
#include <initializer_list>

namespace ron {

/// The name of \p D as written; empty for operators, constructors and what has none.
inline StringRef nameOf(const NamedDecl &D) { return D.getDeclName().isIdentifier() ? D.getName() : StringRef(); }

/// Whether \p D belongs to the standard library, as a member of a class of it too.
inline bool isInStd(const Decl &D) {
  const DeclContext *Context = D.getDeclContext();
  while (Context && Context->isRecord())
    Context = Context->getParent();
  return Context && (Context->isStdNamespace() ||
                     (Context->isNamespace() && Decl::castFromDeclContext(Context)->isInStdNamespace()));
}

inline bool isOneOf(StringRef Name, std::initializer_list<StringRef> Names) {
  return std::find(Names.begin(), Names.end(), Name) != Names.end();
}

} // namespace ron
