// RUN: %ron_check %s ron-mutex-atomic -std=c++20
// Locks and values that more code may reach than is seen, and locks that are taken in other ways.
#include <mutex>

void notify();
void lend(std::mutex &);

// Silent: the lock is handed out, or somebody else could take it.
class Lends {
public:
  void add() {
    std::lock_guard lock(mutex_);
    ++count_;
  }
  std::mutex &mutex() { return mutex_; }

private:
  std::mutex mutex_;
  int count_ = 0;
};
class Passes {
public:
  void add() {
    std::lock_guard lock(mutex_);
    ++count_;
    lock.~lock_guard();
  }
  void pass() { lend(mutex_); }

private:
  std::mutex mutex_;
  int count_ = 0;
};
class Moves {
public:
  void add() {
    std::lock_guard lock(mutex_);
    ++count_;
  }
  std::unique_lock<std::mutex> hold() { return std::unique_lock(mutex_); }

private:
  std::mutex mutex_;
  int count_ = 0;
};
struct Public {
  void add() {
    std::lock_guard lock(mutex);
    ++count;
  }
  std::mutex mutex;
  int count = 0;
};
class Elsewhere {
public:
  void add() {
    std::lock_guard lock(mutex_);
    ++count_;
  }
  void reset();

private:
  std::mutex mutex_;
  int count_ = 0;
};
class Befriends {
public:
  void add() {
    std::lock_guard lock(mutex_);
    ++count_;
  }

private:
  friend class Somebody;
  std::mutex mutex_;
  int count_ = 0;
};

// Silent: the value is handed out, or another object's is looked at.
class Refers {
public:
  int &get() {
    std::lock_guard lock(mutex_);
    return count_;
  }

private:
  std::mutex mutex_;
  int count_ = 0;
};
class Points {
public:
  void add() {
    std::lock_guard lock(mutex_);
    ++count_;
  }
  const int *where() const { return &count_; }

private:
  std::mutex mutex_;
  int count_ = 0;
};
class Copies {
public:
  Copies() = default;
  Copies(const Copies &other) {
    std::lock_guard lock(other.mutex_);
    count_ = other.count_;
  }
  void add() {
    std::lock_guard lock(mutex_);
    ++count_;
  }

private:
  mutable std::mutex mutex_;
  int count_ = 0;
};

// Silent: two locks, a lock that may fail, a lock that is there as a barrier, a section with a gap.
class Both {
public:
  void add() {
    std::scoped_lock lock(mutex_, other_);
    ++count_;
  }

private:
  std::mutex mutex_, other_;
  int count_ = 0;
};
class Tries {
public:
  void add() {
    std::unique_lock lock(mutex_, std::try_to_lock);
    if (lock)
      ++count_;
  }
  void add_if() {
    if (std::lock_guard lock(mutex_); count_ > 0)
      ++count_;
  }

private:
  std::mutex mutex_;
  int count_ = 0;
};
class Barrier {
public:
  void add() {
    std::lock_guard lock(mutex_);
    ++count_;
  }
  void barrier() { std::lock_guard lock(mutex_); }

private:
  std::mutex mutex_;
  int count_ = 0;
};
class Gap {
public:
  void add() {
    std::unique_lock lock(mutex_);
    ++count_;
    lock.unlock();
    notify();
    lock.lock();
    ++count_;
  }

private:
  std::mutex mutex_;
  int count_ = 0;
};
class Leaves {
public:
  int add() {
    mutex_.lock();
    if (count_ > 3) {
      mutex_.unlock();
      return 0;
    }
    ++count_;
    mutex_.unlock();
    return 1;
  }

private:
  std::mutex mutex_;
  int count_ = 0;
};
