// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// doctest, as far as its macros make declarations. Its names are those of Catch2, so the two do not go together.
#pragma once

namespace doctest::detail {
int regTest(void (*test)(), const char *name);
struct Subcase {
  explicit Subcase(const char *name);
  operator bool() const;
};
} // namespace doctest::detail

#define DOCTEST_JOIN_(A, B) A##B
#define DOCTEST_JOIN(A, B) DOCTEST_JOIN_(A, B)
#define DOCTEST_TEST_(TEST, NAME)                                                                                     \
  static void TEST();                                                                                                 \
  static const int DOCTEST_JOIN(DOCTEST_ANON_VAR_, __LINE__) = doctest::detail::regTest(TEST, NAME);                  \
  static void TEST()
#define TEST_CASE(NAME) DOCTEST_TEST_(DOCTEST_JOIN(DOCTEST_ANON_FUNC_, __LINE__), NAME)
#define DOCTEST_FIXTURE_(CLASS, TEST, FIXTURE, NAME)                                                                  \
  namespace {                                                                                                         \
  struct CLASS : FIXTURE {                                                                                            \
    void f();                                                                                                         \
  };                                                                                                                  \
  static void TEST() {                                                                                                \
    CLASS v;                                                                                                          \
    v.f();                                                                                                            \
  }                                                                                                                   \
  const int DOCTEST_JOIN(DOCTEST_ANON_VAR_, __LINE__) = doctest::detail::regTest(TEST, NAME);                         \
  }                                                                                                                   \
  void CLASS::f()
#define TEST_CASE_FIXTURE(FIXTURE, NAME)                                                                              \
  DOCTEST_FIXTURE_(DOCTEST_JOIN(DOCTEST_ANON_CLASS_, __LINE__), DOCTEST_JOIN(DOCTEST_ANON_FUNC_, __LINE__), FIXTURE,  \
                   NAME)
#define SUBCASE(NAME)                                                                                                 \
  if (const doctest::detail::Subcase DOCTEST_JOIN(DOCTEST_ANON_SUBCASE_, __LINE__){NAME})
