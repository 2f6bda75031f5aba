// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/AstVisitor.h"
#include "analysis/ReadinessChecks.h"

namespace ron {

/// Whether \p Route is for whoever watches the service, and answers at any time: '/livez', '/metrics' and alike.
bool isProbe(StringRef Route);

/// Whether the end of \p Where runs only for such a route, which an 'if' around it names.
bool isForProbes(Path Where);

/// Where \p Function says 200 for a readiness probe and nobody has been asked: a 'return', or the whole body; or null.
/// The probe is the function itself, registered for \p Route, or what an 'if' of it does for such a route.
const Stmt *unaskedAnswer(const FunctionDecl &Function, StringRef Route, const ReadinessChecks &Checks,
                          const ReadinessGate &Gate, const ASTContext &Context);

} // namespace ron
