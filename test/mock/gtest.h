// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// GoogleTest, as far as its macros make declarations.
#pragma once

namespace testing {
class Test {
public:
  virtual ~Test();
  virtual void SetUp();
  virtual void TearDown();
  virtual void TestBody() = 0;
};
template <class T> class WithParamInterface {
public:
  static const T &GetParam();
};
template <class T> class TestWithParam : public Test, public WithParamInterface<T> {};
} // namespace testing

#define GTEST_TEST_(SUITE, NAME, FIXTURE)                                                                             \
  class SUITE##_##NAME##_Test : public FIXTURE {                                                                      \
    void TestBody() override;                                                                                         \
  };                                                                                                                  \
  void SUITE##_##NAME##_Test::TestBody()
#define TEST(SUITE, NAME) GTEST_TEST_(SUITE, NAME, ::testing::Test)
#define TEST_F(FIXTURE, NAME) GTEST_TEST_(FIXTURE, NAME, FIXTURE)
#define TEST_P(FIXTURE, NAME) GTEST_TEST_(FIXTURE, NAME, FIXTURE)
#define TYPED_TEST(FIXTURE, NAME)                                                                                     \
  template <class T> class FIXTURE##_##NAME##_Test : public FIXTURE<T> {                                              \
    void TestBody() override;                                                                                         \
  };                                                                                                                  \
  template <class T> void FIXTURE##_##NAME##_Test<T>::TestBody()
#define EXPECT_TRUE(CONDITION)                                                                                        \
  if (!(CONDITION))                                                                                                   \
  throw 0
