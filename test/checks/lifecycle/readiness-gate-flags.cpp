// RUN: %ron_check %s ron-readiness-gate -std=c++20
#include <atomic>
#include <mutex>

void open();

// Reported: what was done before may not be seen by who sees the flag.
class Server {
public:
  void start() {
    open();
    ready_.store(true, std::memory_order_relaxed);
    // CHECK: [[@LINE-1]]:5: warning: 'ready_' is set with 'memory_order_relaxed': what is ready may not be seen yet
  }
  void restart();
  void stop() { ready_.store(false, std::memory_order_relaxed); }
  bool is_ready() const { return ready_.load(std::memory_order_relaxed); }
  // CHECK: [[@LINE-1]]:34: warning: 'ready_' is read with 'memory_order_relaxed': what is ready may not be seen yet
  unsigned looks() const { return ready_.load(std::memory_order_relaxed) ? 1 : 0; }

private:
  std::atomic<bool> ready_{false};
};
void Server::restart() {
  if (looks() != 0)
    return;
  ready_.store(true, std::memory_order::relaxed);
  // CHECK: [[@LINE-1]]:3: warning: 'ready_' is set with 'memory_order_relaxed': what is ready may not be seen yet
}
// FIX:     ready_.store(true, std::memory_order_release);
// FIX:   bool is_ready() const { return ready_.load(std::memory_order_acquire); }
// FIX:   ready_.store(true, std::memory_order::release);

// Reported: another flag of the same object follows.
struct Parts {
  void start() {
    ready = true;
    net.store(true);
    // CHECK: [[@LINE-2]]:5: warning: 'ready' is set before 'net' of the same object
    // CHECK: [[@LINE-2]]:5: note: who sees 'ready' may not see this yet
  }
  std::atomic<bool> ready{false}, net{false}, closing{false};
};
void start_parts(Parts &parts) {
  parts.ready.store(true);
  open();
  parts.net = true;
  // CHECK: [[@LINE-3]]:3: warning: 'ready' is set before 'net' of the same object
  // CHECK: [[@LINE-2]]:3: note: who sees 'ready' may not see this yet
}
void start_some(Parts &parts, bool early) {
  if (early)
    parts.ready = true;
  parts.net = true;
  // CHECK: [[@LINE-2]]:5: warning: 'ready' is set before 'net' of the same object
  // CHECK: [[@LINE-2]]:3: note: who sees 'ready' may not see this yet
}

// Reported once: a template with two instantiations, in the macro's use (with no fix), in a lambda.
template <class T> struct Typed {
  void start() { m_ready.store(true, std::memory_order_relaxed); }
  // CHECK: [[@LINE-1]]:18: warning: 'm_ready' is set with 'memory_order_relaxed': what is ready may not be seen yet
  std::atomic<bool> m_ready{false};
  T value;
};
template struct Typed<int>;
template struct Typed<long>;
std::atomic<bool> all_ready{false};
#define SAY(FLAG) FLAG.store(true, std::memory_order_relaxed)
void macros() {
  SAY(all_ready);
  // CHECK: [[@LINE-1]]:3: warning: 'all_ready' is set with 'memory_order_relaxed': what is ready may not be seen yet
  const auto later = [] { all_ready.store(true, std::memory_order_relaxed); };
  // CHECK: [[@LINE-1]]:27: warning: 'all_ready' is set with 'memory_order_relaxed': what is ready may not be seen yet
  later();
}
// FIX:   void start() { m_ready.store(true, std::memory_order_release); }
// FIX:   const auto later = [] { all_ready.store(true, std::memory_order_release); };

// Silent: release, the last one, several objects, other names, other values.
struct Good {
  void start(Good &other) {
    net.store(true);
    ready.store(true, std::memory_order_release);
    closing = false;
    other.net = true;
  }
  bool is_ready() const { return ready.load(std::memory_order_acquire); }
  void count() { counter.store(1, std::memory_order_relaxed); }
  void open() { opened.store(true, std::memory_order_relaxed); }
  std::atomic<bool> ready{false}, net{false}, closing{false}, opened{false};
  std::atomic<int> counter{0};
};
struct Locked {
  void start() {
    const std::lock_guard guard(mutex);
    ready = true;
    net = true;
  }
  std::mutex mutex;
  bool ready = false, net = false;
};
void branches(Good &good, bool net) {
  if (net)
    good.ready = true;
  else
    good.net = true;
}
void given(Good &good, bool value) { good.ready.store(value, std::memory_order_relaxed); }

// Silent: allowed, with a reason.
void allowed() {
  all_ready.store(true, std::memory_order_relaxed); // NOLINT(ron-readiness-gate)
  all_ready.store(true, std::memory_order_relaxed); // ron-allow(readiness-gate): a hint for the display
}
