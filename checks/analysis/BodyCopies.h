// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Edits.h"
#include "analysis/Globs.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"

namespace ron {

/// The default of the option 'BodySinks': what takes the body of a response, as a function or constructor that is given
/// it, a function that hands it out to be assigned to, or a member.
inline constexpr StringRef DefaultBodySinks =
    "boost::beast::http::message::body;boost::beast::http::message::message;httplib::Response::set_content;"
    "httplib::Response::body;drogon::HttpResponse::setBody;crow::response::response;crow::response::body";

/// A string or vector with a name that is copied into the body of a response.
struct BodyCopy {
  const Expr *Source;
  const ValueDecl *Name;
  bool TakesMoved; // the function that takes it, or a sibling of the same name, can take it over
};

/// The copies in what \p Function runs itself, without its lambdas.
SmallVector<BodyCopy, 2> bodyCopies(const FunctionDecl &Function, const Globs &BodySinks, const ASTContext &Context);

/// Whether \p Source, a mention of a variable of \p Function, is its last use: it can be moved from.
bool isLastUse(const Expr &Source, const FunctionDecl &Function);

} // namespace ron
