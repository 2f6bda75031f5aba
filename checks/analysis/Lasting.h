// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Compat.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include <optional>
#include <string>

namespace ron {

/// The text that \p E always has: a string literal, or a constant or string object made of one.
std::optional<std::string> constantText(const Expr *E);

/// Whether \p E has one value for the life of the program: literals, const objects of static storage, and objects that
/// constructors make of these. Calls of other functions are not looked into.
bool isConstant(const Expr &E);

/// What of the function around an expression may take part in it.
enum class Locals { None, This };

/// Whether nothing that \p E mentions ends with the function around it: no variable or parameter of that function,
/// nothing thread_local, and 'this' only when \p Allowed says so. Functions that are called are trusted. Static
/// variables must have been declared before \p Before.
bool mentionsOnlyLasting(const Expr &E, const SourceManager &Sources, SourceLocation Before,
                         Locals Allowed = Locals::None);

/// Whether the object that \p E designates outlives every run of the function around it: it is global or static, or was
/// handed out by reference or pointer by a function, or is reached from such an object through members, pointers and
/// accessors. \p Allowed also trusts the members of the function's own object.
bool outlivesFunction(const Expr &E, Locals Allowed = Locals::None);

/// Whether \p S mentions a parameter of a function.
bool mentionsParameter(const Stmt &S);

/// The class whose own object \p E mentions; null when it does not say 'this', openly or by the name of a member.
const CXXRecordDecl *classOfThis(const Expr &E);

/// Whether what \p E mentions has been declared, and is found by the same names, where the class \p Class is defined.
bool isVisibleIn(const CXXRecordDecl &Class, const Expr &E);

/// Whether the object that \p E designates was made by the function \p Function: one of its variables, or what one of
/// them has just been made to own.
bool isMadeBy(const Expr &E, const FunctionDecl &Function);

} // namespace ron
