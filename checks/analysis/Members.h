// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "clang/AST/DeclCXX.h"

namespace ron {

/// The first member function of \p Class or its bases for which \p Is holds; or null. The class's own come first.
const CXXMethodDecl *findMethod(const CXXRecordDecl &Class, llvm::function_ref<bool(const CXXMethodDecl &)> Is);

/// The same by name.
const CXXMethodDecl *findMethod(const CXXRecordDecl &Class, StringRef Name);

/// Whether \p Class or a base of it has a member called \p Name, template or not.
bool hasMember(const CXXRecordDecl &Class, StringRef Name);

/// Whether another variable or member is declared in the same declaration as \p D: 'int a, b;'.
bool sharesDeclaration(const DeclaratorDecl &D);

} // namespace ron
