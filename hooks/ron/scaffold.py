# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What 'ron-tidy new-check' writes. The test is red until the check reports, everything else is in place."""

LICENCE = """\
// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""

HEADER = f"""{LICENCE}
#pragma once

#include "analysis/Check.h"

namespace ron {{

/// @RULE@: say in one sentence what is wrong.
class @CLASS@ : public Check {{
public:
  @CLASS@(StringRef Name, ClangTidyContext *Context);
  bool isLanguageVersionSupported(const LangOptions &Lang) const override {{ return Lang.CPlusPlus; }}
  void registerMatchers(ast_matchers::MatchFinder *Finder) override;
  void check(const ast_matchers::MatchFinder::MatchResult &Result) override;
}};

}} // namespace ron
"""

SOURCE = f"""{LICENCE}
#include "@GROUP@/@CLASS@.h"

namespace ron {{

using namespace ast_matchers;

namespace {{

constexpr char CallId[] = "call";

}} // namespace

@CLASS@::@CLASS@(StringRef Name, ClangTidyContext *Context) : Check(Name, Context) {{}}

void @CLASS@::registerMatchers(MatchFinder *Finder) {{
  Finder->addMatcher(callExpr(callee(functionDecl(hasName("::to_be_written")))).bind(CallId), this);
}}

void @CLASS@::check(const MatchFinder::MatchResult &Result) {{
  const auto *Call = Result.Nodes.getNodeAs<CallExpr>(CallId);
  if (!shouldReport(Call->getBeginLoc()))
    return;
  diag(placeOf(Call->getBeginLoc()), "calls %0") << Call->getDirectCallee();
}}

}} // namespace ron
"""

TEST = """\
// RUN: %ron_check %s ron-@NAME@ -std=c++20

void reported();
void silent();

// Reported: replace this by the plainest case.
void example() {
  reported(); // CHECK: [[@LINE]]:3: warning: calls 'reported'
}

// Silent: replace this by the case nearest to it that is right.
void counterexample() {
  silent();
}
"""

PAGE = """\
# ron-@NAME@

@RULE@: say in one sentence what the rule is.

## Why

What goes wrong at run time.

## Examples

```cpp
void to_be_written();
void bad() {
  to_be_written();
}
```

```text
example.cpp:3:3: warning: calls 'to_be_written' [ron-@NAME@]
```

```cpp
void good() {}
```

## Options

None.

## Silent

When it says nothing although it might.

## Known limits

What it cannot see.
"""
