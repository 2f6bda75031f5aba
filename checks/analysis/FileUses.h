// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/AstVisitor.h"

#include "clang/AST/DeclCXX.h"

namespace ron {

/// Whether no other translation unit can name \p D, a variable or member: it is local, of internal linkage, or a
/// private member of a class whose member functions are all here.
bool isOfThisFile(const ValueDecl &D, const SourceManager &Sources);

/// Shows \p Visitor all code of the main file in which \p D may be named, and the class that it is a member of.
void visitUsers(const ValueDecl &D, AstVisitor &Visitor, const ASTContext &Context);

} // namespace ron
