// RUN: %ron_check %s ron-borrow-across-await -std=c++20
// What each kind of container does to its borrows: one change per container, by another function.
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "mock/task.h"

void use(int);

struct Appended {
  std::vector<int> vector_;
  std::deque<int> deque_;
  std::list<int> list_;
  void other() {
    vector_.push_back(1);
    deque_.push_back(1);
    list_.push_back(1);
  }
  task<> elements() {
    auto &vector = vector_.front();
    auto &deque = deque_.front();
    auto &list = list_.front();
    co_await next();
    use(vector);
    // CHECK: [[@LINE-5]]:11: warning: 'vector' refers into 'vector_' and is used after the coroutine was suspended
    // CHECK: [[@LINE-3]]:5: note: suspends here
    // CHECK: [[@LINE-3]]:9: note: used here
    // CHECK: [[@LINE-13]]:5: note: 'vector_' may be changed here in between
    use(deque);
    use(list);
  }
  task<> iterators() {
    auto deque = deque_.begin();
    auto list = list_.begin();
    co_await next();
    use(*deque);
    // CHECK: [[@LINE-4]]:10: warning: 'deque' refers into 'deque_' and is used after the coroutine was suspended
    // CHECK: [[@LINE-3]]:5: note: suspends here
    // CHECK: [[@LINE-3]]:10: note: used here
    // CHECK: [[@LINE-24]]:5: note: 'deque_' may be changed here in between
    use(*list);
  }
};

struct Inserted {
  std::map<int, int> map_;
  std::unordered_map<int, int> hashed_;
  std::deque<int> deque_;
  void other() {
    map_[1] = 1;
    hashed_[1] = 1;
    deque_.insert(deque_.begin(), 1);
  }
  task<> elements() {
    auto &map = map_.at(1);
    auto &hashed = hashed_.at(1);
    auto &deque = deque_.at(1);
    co_await next();
    use(map);
    use(hashed);
    use(deque);
    // CHECK: [[@LINE-5]]:11: warning: 'deque' refers into 'deque_' and is used after the coroutine was suspended
    // CHECK: [[@LINE-5]]:5: note: suspends here
    // CHECK: [[@LINE-3]]:9: note: used here
    // CHECK: [[@LINE-13]]:5: note: 'deque_' may be changed here in between
  }
  task<> iterators() {
    auto map = map_.find(1);
    auto hashed = hashed_.find(1);
    co_await next();
    use(map->second);
    use(hashed->second);
    // CHECK: [[@LINE-4]]:10: warning: 'hashed' refers into 'hashed_' and is used after the coroutine was suspended
    // CHECK: [[@LINE-4]]:5: note: suspends here
    // CHECK: [[@LINE-3]]:9: note: used here
    // CHECK: [[@LINE-25]]:5: note: 'hashed_' may be changed here in between
  }
};

struct Erased {
  std::map<int, int> map_;
  std::unordered_map<int, std::unique_ptr<int>> owned_;
  std::unordered_map<int, int> popped_;
  std::vector<std::unique_ptr<int>> grown_;
  void other() {
    map_.erase(1);
    owned_.clear();
    grown_.push_back(nullptr);
  }
  ~Erased() { popped_.clear(); }
  task<> elements() {
    auto &map = map_.at(1);
    int *owned = owned_.at(1).get();
    int *grown = grown_[0].get(); // the vector may move, what it owns stays
    auto popped = popped_.find(1);
    co_await next();
    use(map);
    // CHECK: [[@LINE-6]]:11: warning: 'map' refers into 'map_' and is used after the coroutine was suspended
    // CHECK: [[@LINE-3]]:5: note: suspends here
    // CHECK: [[@LINE-3]]:9: note: used here
    // CHECK: [[@LINE-15]]:5: note: 'map_' may be changed here in between
    use(*owned);
    // CHECK: [[@LINE-10]]:10: warning: 'owned' refers into 'owned_' and is used after the coroutine was suspended
    // CHECK: [[@LINE-8]]:5: note: suspends here
    // CHECK: [[@LINE-3]]:10: note: used here
    // CHECK: [[@LINE-19]]:5: note: 'owned_' may be changed here in between
    use(*grown);
    use(popped->second);
  }
};

// Only reads and what its own constructor does are no reason.
struct Filled {
  Filled() { all_.push_back(1); }
  std::vector<int> all_;
  std::size_t other() const { return all_.size() + *all_.begin(); }
  task<> elements() {
    auto &first = all_.front();
    co_await next();
    use(first);
  }
};

// Another container of the same class is another one.
struct Two {
  std::vector<int> one_, other_;
  void grow() { other_.push_back(1); }
  task<> elements() {
    auto &first = one_.front();
    co_await next();
    use(first);
  }
};
