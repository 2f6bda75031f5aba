// RUN: %ron_check %s ron-blocking-in-coroutine -std=c++20
// Other libraries' ways to block, with their real names, and functions of the same names that are awaited.
#include "mock/coroutine_libraries.h"
#include "mock/mutex.h"

namespace folly {
template <class T> struct SemiFuture {
  T get() &&;
  SemiFuture &wait();
  bool isReady() const;
};
template <class T> struct Future {
  T get() &&;
};
template <bool MayBlock = true> struct Baton {
  void wait();
  bool try_wait();
  void post();
};
struct EventBase {
  bool loopOnce();
  void loopForever();
  bool isRunning();
};
namespace coro {
struct Baton {
  awaitable_of<void> operator co_await() const;
  Task<> wait();
};
template <class T> T blockingWait(Task<T>);
template <class T> Task<T> co_withExecutor(int executor, Task<T>);
} // namespace coro
} // namespace folly
namespace coro {
template <class T> T sync_wait(task<T> &&);
struct thread_pool {
  task<void> schedule();
};
} // namespace coro
namespace absl {
struct Mutex {
  void Lock();
  void Unlock();
};
struct CondVar {
  void Wait(Mutex *);
  void Signal();
};
struct Notification {
  void WaitForNotification() const;
  bool HasBeenNotified() const;
};
} // namespace absl
namespace boost {
template <class T> struct shared_ptr {
  T *get() const;
};
struct thread {
  void join();
};
struct latch {
  void wait();
  bool try_wait();
};
} // namespace boost
struct QWaitCondition {
  bool wait(int *);
};
struct QProcess {
  bool waitForFinished(int);
};
void use(int);
folly::SemiFuture<int> request();
folly::coro::Task<int> child();

// Reported.
folly::coro::Task<> folly_waits(folly::SemiFuture<int> future, folly::Baton<> &baton, folly::EventBase &events) {
  use(request().get()); // CHECK: [[@LINE]]:7: warning: 'get' blocks the thread that runs this coroutine
  future.wait();        // CHECK: [[@LINE]]:3: warning: 'wait' blocks the thread that runs this coroutine
  baton.wait();         // CHECK: [[@LINE]]:3: warning: 'wait' blocks the thread that runs this coroutine
  events.loopForever(); // CHECK: [[@LINE]]:3: warning: 'loopForever' blocks the thread that runs this coroutine
  use(folly::coro::blockingWait(child())); // CHECK: [[@LINE]]:7: warning: 'blockingWait' blocks the thread that runs this coroutine
  co_return;
}
coro::task<> libcoro_waits(coro::task<int> other) {
  use(coro::sync_wait(std::move(other))); // CHECK: [[@LINE]]:7: warning: 'sync_wait' blocks the thread that runs this coroutine
  co_return;
}
async_simple::coro::Lazy<> absl_waits(absl::CondVar &condition, absl::Mutex &mutex, absl::Notification &done) {
  condition.Wait(&mutex);     // CHECK: [[@LINE]]:3: warning: 'Wait' blocks the thread that runs this coroutine
  done.WaitForNotification(); // CHECK: [[@LINE]]:3: warning: 'WaitForNotification' blocks the thread that runs this coroutine
  co_return;
}
task<> boost_and_qt(boost::thread &thread, boost::latch &latch, QWaitCondition &condition, QProcess &process) {
  thread.join();                // CHECK: [[@LINE]]:3: warning: 'join' blocks the thread that runs this coroutine
  latch.wait();                 // CHECK: [[@LINE]]:3: warning: 'wait' blocks the thread that runs this coroutine
  condition.wait(nullptr);      // CHECK: [[@LINE]]:3: warning: 'wait' blocks the thread that runs this coroutine
  process.waitForFinished(100); // CHECK: [[@LINE]]:3: warning: 'waitForFinished' blocks the thread that runs this coroutine
  co_await next();
}

// Silent: asked, awaited, on other threads, or harmless.
folly::coro::Task<> folly_silent(folly::SemiFuture<int> future, folly::Baton<> &baton, folly::coro::Baton &awaited) {
  if (future.isReady())
    use(std::move(future).get());
  co_await awaited;
  co_await awaited.wait();
  if (baton.try_wait())
    baton.post();
  co_await folly::coro::co_withExecutor(1, []() -> folly::coro::Task<> {
    use(request().get());
    co_return;
  }());
}
coro::task<> on_the_pool(coro::thread_pool &pool, coro::task<int> other) {
  co_await pool.schedule();
  use(coro::sync_wait(std::move(other)));
}
task<> harmless(absl::Mutex &mutex, absl::CondVar &condition, absl::Notification &done, boost::latch &latch,
                boost::shared_ptr<int> pointer) {
  mutex.Lock();
  condition.Signal();
  mutex.Unlock();
  if (done.HasBeenNotified() || latch.try_wait())
    use(*pointer.get());
  co_await next();
}
