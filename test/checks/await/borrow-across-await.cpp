// RUN: %ron_check %s ron-borrow-across-await -std=c++20
// The containers are the real ones.
#include <algorithm>
#include <array>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mock/task.h"

struct Session {
  int id = 0;
  std::string name;
  int number() const;
};
void use(int);
void look(const Session &);
bool chance();
int key();

struct Server {
  std::unordered_map<int, Session> sessions_;
  std::map<int, Session> ordered_;
  std::vector<Session> list_;
  std::deque<Session> queue_;
  std::string text_;
  std::unordered_map<int, std::unique_ptr<Session>> owned_;
  std::unordered_map<int, std::shared_ptr<Session>> shared_;
  std::vector<Session *> pointers_;
  std::unordered_map<int, int> attempts_;
  std::vector<int> quiet_;
  std::array<Session, 4> fixed_;
  const std::vector<int> constant_{1, 2};

  // What other tasks do meanwhile.
  void add(int k) {
    sessions_[k] = {};
    ordered_.insert({k, {}});
    list_.push_back({});
    queue_.push_back({});
    text_ += "more";
    pointers_.push_back(nullptr);
  }
  void drop(int k) {
    owned_.erase(k);
    shared_.erase(k);
    ordered_.erase(k);
  }

  // Reported: iterators, references, pointers and views that are used afterwards.
  task<> iterator() {
    auto it = sessions_.find(key());
    co_await next();
    it->second.id = 1;
    // CHECK: [[@LINE-3]]:10: warning: 'it' refers into 'sessions_' and is used after the coroutine was suspended
    // CHECK: [[@LINE-3]]:5: note: suspends here
    // CHECK: [[@LINE-3]]:5: note: used here
    // CHECK: [[@LINE-21]]:5: note: 'sessions_' may be changed here in between
  }
  task<> ordered_iterator() {
    auto it = ordered_.find(key());
    co_await next();
    use(it->second.id);
    // CHECK: [[@LINE-3]]:10: warning: 'it' refers into 'ordered_' and is used after the coroutine was suspended
    // CHECK: [[@LINE-3]]:5: note: suspends here
    // CHECK: [[@LINE-3]]:9: note: used here
    // CHECK: [[@LINE-20]]:5: note: 'ordered_' may be changed here in between
  }
  task<> reference() {
    auto &session = list_[0];
    co_await next();
    look(session);
    // CHECK: [[@LINE-3]]:11: warning: 'session' refers into 'list_' and is used after the coroutine was suspended
    // CHECK: [[@LINE-3]]:5: note: suspends here
    // CHECK: [[@LINE-3]]:10: note: used here
    // CHECK: [[@LINE-37]]:5: note: 'list_' may be changed here in between
  }
  task<> constant_reference() {
    const Session &session = list_.front();
    co_await next();
    look(session);
    // CHECK: [[@LINE-3]]:20: warning: 'session' refers into 'list_' and is used after the coroutine was suspended
    // CHECK: [[@LINE-3]]:5: note: suspends here
    // CHECK: [[@LINE-3]]:10: note: used here
    // CHECK: [[@LINE-46]]:5: note: 'list_' may be changed here in between
    // CHECK: [[@LINE-7]]:20: note: copy it, if what it was is good enough
  }
  task<> pointer() {
    Session *session = &list_.back();
    co_await next();
    if (session)
      use(session->id);
      // CHECK: [[@LINE-4]]:14: warning: 'session' refers into 'list_' and is used after the coroutine was suspended
      // CHECK: [[@LINE-4]]:5: note: suspends here
      // CHECK: [[@LINE-3]]:11: note: used here
      // CHECK: [[@LINE-57]]:5: note: 'list_' may be changed here in between
  }
  task<> view() {
    std::string_view name = text_;
    co_await next();
    use(name.size());
    // CHECK: [[@LINE-3]]:22: warning: 'name' refers into 'text_' and is used after the coroutine was suspended
    // CHECK: [[@LINE-3]]:5: note: suspends here
    // CHECK: [[@LINE-3]]:9: note: used here
    // CHECK: [[@LINE-64]]:5: note: 'text_' may be changed here in between
  }
  task<> part_of_view() {
    const auto word = std::string_view(text_).substr(1);
    co_await next();
    use(word.size());
    // CHECK: [[@LINE-3]]:16: warning: 'word' refers into 'text_' and is used after the coroutine was suspended
    // CHECK: [[@LINE-3]]:5: note: suspends here
    // CHECK: [[@LINE-3]]:9: note: used here
    // CHECK: [[@LINE-73]]:5: note: 'text_' may be changed here in between
  }
  task<> span() {
    std::span<Session> all(list_);
    co_await next();
    look(all[0]);
    // CHECK: [[@LINE-3]]:24: warning: 'all' refers into 'list_' and is used after the coroutine was suspended
    // CHECK: [[@LINE-3]]:5: note: suspends here
    // CHECK: [[@LINE-3]]:10: note: used here
    // CHECK: [[@LINE-84]]:5: note: 'list_' may be changed here in between
  }
  task<> data() {
    const char *bytes = text_.data();
    co_await next();
    use(bytes[0]);
    // CHECK: [[@LINE-3]]:17: warning: 'bytes' refers into 'text_' and is used after the coroutine was suspended
    // CHECK: [[@LINE-3]]:5: note: suspends here
    // CHECK: [[@LINE-3]]:9: note: used here
    // CHECK: [[@LINE-91]]:5: note: 'text_' may be changed here in between
  }
  task<> element_of_iterator() {
    auto it = list_.begin();
    auto &session = *it;
    co_await next();
    look(session);
    // CHECK: [[@LINE-4]]:10: warning: 'it' refers into 'list_' and is used after the coroutine was suspended
    // CHECK: [[@LINE-3]]:5: note: suspends here
    // CHECK: [[@LINE-3]]:10: note: used here
    // CHECK: [[@LINE-103]]:5: note: 'list_' may be changed here in between
  }
  task<> member_of_element() {
    auto &name = list_[1].name;
    co_await next();
    use(name.size());
    // CHECK: [[@LINE-3]]:11: warning: 'name' refers into 'list_' and is used after the coroutine was suspended
    // CHECK: [[@LINE-3]]:5: note: suspends here
    // CHECK: [[@LINE-3]]:9: note: used here
    // CHECK: [[@LINE-112]]:5: note: 'list_' may be changed here in between
  }
  task<> found_by_algorithm() {
    auto it = std::find_if(list_.begin(), list_.end(), [](const Session &s) { return s.id == 1; });
    co_await next();
    look(*it);
    // CHECK: [[@LINE-3]]:10: warning: 'it' refers into 'list_' and is used after the coroutine was suspended
    // CHECK: [[@LINE-3]]:5: note: suspends here
    // CHECK: [[@LINE-3]]:11: note: used here
    // CHECK: [[@LINE-121]]:5: note: 'list_' may be changed here in between
  }
  task<> owned_pointer() {
    Session *session = owned_.at(1).get();
    co_await next();
    use(session->id);
    // CHECK: [[@LINE-3]]:14: warning: 'session' refers into 'owned_' and is used after the coroutine was suspended
    // CHECK: [[@LINE-3]]:5: note: suspends here
    // CHECK: [[@LINE-3]]:9: note: used here
    // CHECK: [[@LINE-124]]:5: note: 'owned_' may be changed here in between
  }
  task<> inserted() {
    auto [it, fresh] = sessions_.try_emplace(key());
    co_await next();
    use(it->first);
    // CHECK: [[@LINE-3]]:10: warning: '[it, fresh]' refers into 'sessions_' and is used after the coroutine was suspended
    // CHECK: [[@LINE-3]]:5: note: suspends here
    // CHECK: [[@LINE-3]]:9: note: used here
    // CHECK: [[@LINE-141]]:5: note: 'sessions_' may be changed here in between
    use(fresh);
  }
  task<> loop() {
    for (auto &session : list_) {
      co_await next();
      // CHECK: [[@LINE-2]]:24: warning: the loop over 'list_' goes on after the coroutine was suspended
      // CHECK: [[@LINE-2]]:7: note: suspends here
      // CHECK: [[@LINE-147]]:5: note: 'list_' may be changed here in between
      look(session);
    }
  }
  task<> in_next_round() {
    auto it = sessions_.begin();
    while (it != sessions_.end()) {
      ++it;
      co_await next();
      // CHECK: [[@LINE-4]]:10: warning: 'it' refers into 'sessions_' and is used after the coroutine was suspended
      // CHECK: [[@LINE-2]]:7: note: suspends here
      // CHECK: [[@LINE-5]]:12: note: used here
      // CHECK: [[@LINE-161]]:5: note: 'sessions_' may be changed here in between
    }
  }
  task<> on_some_path() {
    auto &session = list_[0];
    if (chance())
      co_await next();
    look(session);
    // CHECK: [[@LINE-4]]:11: warning: 'session' refers into 'list_' and is used after the coroutine was suspended
    // CHECK: [[@LINE-3]]:7: note: suspends here
    // CHECK: [[@LINE-3]]:10: note: used here
    // CHECK: [[@LINE-170]]:5: note: 'list_' may be changed here in between
  }
  task<> own_erase() {
    auto it = attempts_.find(key());
    co_await next();
    attempts_.erase(it);
    // CHECK: [[@LINE-3]]:10: warning: 'it' refers into 'attempts_' and is used after the coroutine was suspended
    // CHECK: [[@LINE-3]]:5: note: suspends here
    // CHECK: [[@LINE-3]]:21: note: used here
    // CHECK: [[@LINE-4]]:5: note: 'attempts_' may be changed here in between
  }
};

// Globals and captures are shared as members are.
std::vector<Session> everybody;
void join() { everybody.emplace_back(); }
task<> global() {
  auto &session = everybody[0];
  co_await next();
  look(session);
  // CHECK: [[@LINE-3]]:9: warning: 'session' refers into 'everybody' and is used after the coroutine was suspended
  // CHECK: [[@LINE-3]]:3: note: suspends here
  // CHECK: [[@LINE-3]]:8: note: used here
  // CHECK: [[@LINE-8]]:15: note: 'everybody' may be changed here in between
}
void captured() {
  std::vector<Session> mine;
  auto grow = [&mine] { mine.push_back({}); };
  auto run = [&mine]() -> task<> {
    auto &session = mine[0];
    co_await next();
    look(session);
    // CHECK: [[@LINE-3]]:11: warning: 'session' refers into 'mine' and is used after the coroutine was suspended
    // CHECK: [[@LINE-3]]:5: note: suspends here
    // CHECK: [[@LINE-3]]:10: note: used here
    // CHECK: [[@LINE-8]]:25: note: 'mine' may be changed here in between
  };
  grow();
  run();
}

template <class T> struct Pool {
  std::vector<T> all;
  void grow() { all.push_back(T()); }
  task<> run() {
    T &first = all.front();
    co_await next();
    look(first);
    // CHECK: [[@LINE-3]]:8: warning: 'first' refers into 'all' and is used after the coroutine was suspended
    // CHECK: [[@LINE-3]]:5: note: suspends here
    // CHECK: [[@LINE-3]]:10: note: used here
    // CHECK: [[@LINE-8]]:17: note: 'all' may be changed here in between
  }
};
template struct Pool<Session>;
// SUGGEST:     const Session session = list_.front();
