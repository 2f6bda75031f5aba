// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Durations and clocks of the standard library, as far as sleeping needs them.
#pragma once
#pragma GCC system_header // its literals have no underscore

namespace std {

template <long Num, long Den = 1> struct ratio {};

namespace chrono {

template <class Rep, class Period = ratio<1>> struct duration {
  constexpr duration() = default;
  constexpr explicit duration(long long count) : ticks(count) {}
  template <class OtherRep, class OtherPeriod> constexpr duration(const duration<OtherRep, OtherPeriod> &other) : ticks(other.ticks) {}
  constexpr Rep count() const { return ticks; }
  constexpr duration &operator*=(int factor) { return ticks *= factor, *this; }
  Rep ticks{};
};
template <class Rep, class Period> constexpr duration<Rep, Period> operator*(duration<Rep, Period> d, int n) { return d *= n; }

using nanoseconds = duration<long long, ratio<1, 1000000000>>;
using microseconds = duration<long long, ratio<1, 1000000>>;
using milliseconds = duration<long long, ratio<1, 1000>>;
using seconds = duration<long long>;
using minutes = duration<long long, ratio<60>>;

template <class Clock, class Duration = typename Clock::duration> struct time_point {
  static constexpr time_point max() noexcept { return time_point(); }
};
template <class Clock, class D, class R, class P> time_point<Clock, D> operator+(time_point<Clock, D> t, duration<R, P>) { return t; }
template <class Clock, class D> bool operator<(time_point<Clock, D>, time_point<Clock, D>) { return false; }

struct steady_clock {
  using duration = nanoseconds;
  using time_point = chrono::time_point<steady_clock>;
  static time_point now() noexcept;
};
struct system_clock {
  using duration = nanoseconds;
  using time_point = chrono::time_point<system_clock>;
  static time_point now() noexcept;
};

} // namespace chrono

inline namespace literals {
inline namespace chrono_literals {
constexpr chrono::seconds operator""s(unsigned long long n) { return chrono::seconds(n); }
constexpr chrono::milliseconds operator""ms(unsigned long long n) { return chrono::milliseconds(n); }
constexpr chrono::microseconds operator""us(unsigned long long n) { return chrono::microseconds(n); }
} // namespace chrono_literals
} // namespace literals

} // namespace std
