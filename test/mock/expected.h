// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Stand-ins for results that hold a value or an error, with their real names and shapes. Of the standard library and
// Abseil tests include the real ones.
#pragma once

namespace folly {

template <class T> class Try {
public:
  T &value() &;
  T &operator*() &;
  T *operator->();
  bool hasValue() const;
  bool hasException() const;
};

} // namespace folly
