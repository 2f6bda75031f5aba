// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "analysis/Check.h"

namespace ron {

/// The option 'ComponentClass': what kind of component the file belongs to, by its path. Whoever runs clang-tidy sets
/// it.
class ComponentClassOption : public TextOption {
public:
  explicit ComponentClassOption(Check &Owner);

  /// Whether the component does not serve anybody: a test or a demonstration.
  bool isTestOrDemo() const { return get() == "test" || get() == "demo"; }
};

} // namespace ron
