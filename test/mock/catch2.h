// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Catch2 (both of its majors name their tests alike), as far as its macros make declarations.
#pragma once

#include <initializer_list>

namespace Catch {
struct AutoReg {
  template <class Test> AutoReg(Test, const char *) {}
};
namespace Generators {
template <class T> T generate(std::initializer_list<T>);
}
} // namespace Catch

#define CATCH_JOIN_(A, B) A##B
#define CATCH_JOIN(A, B) CATCH_JOIN_(A, B)
#define CATCH_TEST_(TEST, NAME)                                                                                       \
  static void TEST();                                                                                                 \
  namespace {                                                                                                         \
  Catch::AutoReg CATCH_JOIN(autoRegistrar, __LINE__)(&TEST, NAME);                                                    \
  }                                                                                                                   \
  static void TEST()
#define CATCH_TEST_METHOD_(TEST, FIXTURE, NAME)                                                                       \
  namespace {                                                                                                         \
  struct TEST : FIXTURE {                                                                                             \
    void test();                                                                                                      \
  };                                                                                                                  \
  Catch::AutoReg CATCH_JOIN(autoRegistrar, __LINE__)(&TEST::test, NAME);                                              \
  }                                                                                                                   \
  void TEST::test()
#define TEST_CASE(NAME) CATCH_TEST_(CATCH_JOIN(C_A_T_C_H_T_E_S_T_, __LINE__), NAME)
#define SCENARIO(NAME) CATCH_TEST_(CATCH_JOIN(CATCH2_INTERNAL_TEST_, __LINE__), NAME)
#define TEST_CASE_METHOD(FIXTURE, NAME) CATCH_TEST_METHOD_(CATCH_JOIN(C_A_T_C_H_T_E_S_T_, __LINE__), FIXTURE, NAME)
#define GENERATE(...) Catch::Generators::generate({__VA_ARGS__})
