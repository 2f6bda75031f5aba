// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Globs.h"

#include "clang/AST/ExprCXX.h"

#include <string>
#include <vector>

namespace ron {

/// The default of the option 'HandlerRegistrations'.
inline constexpr StringRef DefaultHandlerRegistrations =
    "httplib::Server::Get;httplib::Server::Post;httplib::Server::Put;httplib::Server::Patch;httplib::Server::Delete;"
    "httplib::Server::Options;crow::*Rule*::operator();drogon::HttpAppFramework::registerHandler*";

/// A function that answers requests.
struct Handler {
  enum class Kind {
    Registered, // with a server, or said by an annotation
    Passed,     // takes a request of Beast's and gives a response, for whoever calls it
  };
  Kind What;
  const FunctionDecl *Body;
  std::string Route;                    // as registered, if known
  const FunctionDecl *Server = nullptr; // what registers it
};

/// Whether \p Function takes a request of Beast's and returns or fills a response.
bool answersBeast(const FunctionDecl &Function);

/// Whether \p Function is annotated with 'ron::handler'.
bool isAnnotatedHandler(const FunctionDecl &Function);

/// A call of a user's function.
struct HandlerCall {
  const CallExpr *Call;
  const FunctionDecl *In;
};

/// The handlers in the user's code.
struct Handlers {
  Handlers(ASTContext &Context, const Globs &Registrations);

  std::vector<Handler> All;
  llvm::DenseMap<const FunctionDecl *, SmallVector<HandlerCall, 2>> Calls; // of Beast-style ones
  bool Screened = false; // something runs before all registered ones, and may turn requests away

  /// Whether \p Function is one of those that are passed their requests.
  bool isPassed(const FunctionDecl &Function) const { return PassedOnes.contains(&Function); }

private:
  friend class HandlerFinder;
  llvm::DenseSet<const FunctionDecl *> PassedOnes;
};

} // namespace ron
