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

  // Silent: obtained again, or not used any more.
  task<> again() {
    auto it = sessions_.find(key());
    use(it->first);
    co_await next();
    it = sessions_.find(key());
    use(it->first);
  }
  task<> pointer_again() {
    Session *session = &list_[0];
    co_await next();
    session = &list_[0];
    use(session->id);
  }
  task<> not_used() {
    auto &session = list_[0];
    look(session);
    co_await next();
  }
  task<> used_while_awaiting() {
    auto &session = list_[0];
    co_await after(
        session.id);
  }
  task<> returns_before() {
    auto &session = list_[0];
    if (chance()) {
      co_await next();
      co_return;
    }
    look(session);
  }
  task<> each_round() {
    while (chance()) {
      auto &session = list_[0];
      look(session);
      co_await next();
    }
  }
  task<> loop_without_await() {
    for (auto &session : list_)
      look(session);
    co_await next();
  }

  // Silent: copies, and what others leave in place.
  task<> copied() {
    Session session = list_[0];
    auto shared = shared_[1];
    Session *plain = pointers_[0];
    std::string name = text_;
    co_await next();
    look(session);
    look(*shared);
    look(*plain);
    use(name.size());
  }
  task<> node_reference() {
    auto &session = sessions_[1]; // nobody erases
    co_await next();
    look(session);
  }
  task<> queue_front() {
    auto &session = queue_.front(); // others only push at the ends
    co_await next();
    look(session);
    queue_.pop_front();
  }
  task<> nobody_changes_it() {
    auto it = quiet_.begin();
    auto &fixed = fixed_[0];
    auto constant = constant_.begin();
    co_await next();
    use(*it);
    look(fixed);
    use(*constant);
  }
  task<> shared_pointee() {
    auto &session = *shared_[1];
    co_await next();
    look(session);
  }
  task<> in_lambda() {
    auto &session = list_[0];
    auto later = []() -> task<> { co_await next(); };
    look(session);
    co_return;
  }
  task<> stays_on_thread() {
    auto &session = list_[0];
    co_await std::suspend_never();
    look(session);
  }
  task<> allowed() {
    auto &session = list_[0]; // NOLINT(ron-borrow-across-await)
    // ron-allow(borrow-across-await): one task at a time, by the queue in front
    auto &other = list_[1];
    co_await next();
    look(session);
    look(other);
  }
};

// Silent: local containers, and parameters that are values.
task<> local() {
  std::vector<Session> list(3);
  auto &session = list[0];
  list.push_back({});
  auto &other = list[1];
  co_await next();
  look(other);
}
task<> value(std::vector<Session> list) {
  auto &session = list[0];
  co_await next();
  look(session);
}

// Silent: only this function takes from the front, whatever it is instantiated for.
struct Outbox {
  std::deque<std::string> queue_;
  template <typename Socket> task<> drain(Socket &socket) {
    while (!queue_.empty()) {
      auto &front = queue_.front();
      co_await socket.send(front);
      use(front.size());
      queue_.pop_front();
    }
  }
};
struct Plain {
  task<> send(const std::string &);
};
struct Secure {
  task<> send(const std::string &);
};
task<> drains(Outbox &outbox, Plain &plain, Secure &secure) {
  co_await outbox.drain(plain);
  co_await outbox.drain(secure);
}
