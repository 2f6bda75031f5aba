// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lifecycle/SingleRuntimeTestCheck.h"

#include "analysis/LoopRuns.h"
#include "analysis/Macros.h"

namespace ron {

using namespace ast_matchers;

namespace {

constexpr char TestId[] = "test";

AST_MATCHER(FunctionDecl, isTestCase) { return testCaseOf(Node).has_value(); }

} // namespace

SingleRuntimeTestCheck::SingleRuntimeTestCheck(StringRef Name, ClangTidyContext *Context)
    : Check(Name, Context),
      LoopFunctions(*this, "LoopFunctions",
                    "boost::asio::io_context::run;boost::asio::io_context::run_for;boost::asio::io_context::run_until;"
                    "asio::io_context::run;asio::io_context::run_for;asio::io_context::run_until"),
      BothRuntimesMacros(*this, "BothRuntimesMacros", "*both*runtimes*") {}

void SingleRuntimeTestCheck::registerMatchers(MatchFinder *Finder) {
  Finder->addMatcher(functionDecl(isDefinition(), isTestCase(), unless(isExpansionInSystemHeader())).bind(TestId),
                     this);
}

void SingleRuntimeTestCheck::check(const MatchFinder::MatchResult &Result) {
  const auto &Function = *Result.Nodes.getNodeAs<FunctionDecl>(TestId);
  const ASTContext &Context = *Result.Context;
  const SourceLocation Loc = Function.getLocation();
  if (comesFromMacro(Loc, BothRuntimesMacros, Context))
    return;
  const TestCase Test = *testCaseOf(Function);
  const LoopRuns Runs = loopRuns(Test, LoopFunctions, BothRuntimesMacros, Context);
  if (!Runs.First || !Runs.OnOneThread || !shouldReport(Loc))
    return;
  diag(placeOf(Loc), "this test runs its event loop on one thread only");
  diag(placeOf(Runs.First->getBeginLoc()),
       "run it on several threads too, by %select{a 'TEST_P' over|a 'GENERATE' of|a 'BOOST_DATA_TEST_CASE' over|"
       "a 'SUBCASE' for}0 their number",
       DiagnosticIDs::Note)
      << static_cast<unsigned>(Test.Kind);
}

} // namespace ron
