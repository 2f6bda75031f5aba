// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Functions that block the thread for a time.
#pragma once

#include "mock/chrono.h"

namespace std::this_thread {
template <class Rep, class Period> void sleep_for(const chrono::duration<Rep, Period> &);
template <class Clock, class Duration> void sleep_until(const chrono::time_point<Clock, Duration> &);
void yield() noexcept;
} // namespace std::this_thread

extern "C" {
struct timespec {
  long tv_sec, tv_nsec;
};
unsigned sleep(unsigned seconds);
int usleep(unsigned microseconds);
int nanosleep(const timespec *time, timespec *left);
int clock_nanosleep(int clock, int flags, const timespec *time, timespec *left);
void Sleep(unsigned long milliseconds);
}

namespace boost::this_thread {
template <class Duration> void sleep_for(const Duration &);
} // namespace boost::this_thread

namespace absl {
struct Duration {};
Duration Milliseconds(int);
inline namespace lts_20220623 {
void SleepFor(Duration);
}
} // namespace absl

struct QThread {
  static void sleep(unsigned long seconds);
  static void msleep(unsigned long milliseconds);
  static void usleep(unsigned long microseconds);
};
