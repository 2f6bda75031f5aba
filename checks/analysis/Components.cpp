// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/Components.h"

namespace ron {

ComponentClassOption::ComponentClassOption(Check &Owner) : TextOption(Owner, "ComponentClass", "runtime") {
  static constexpr StringRef Classes[] = {"critical", "hot", "runtime", "test", "demo"};
  if (!llvm::is_contained(Classes, get()))
    Owner.configurationDiag("option 'ComponentClass' is '%0', which is none of critical, hot, runtime, test, demo; "
                            "'runtime' is assumed")
        << get();
}

} // namespace ron
