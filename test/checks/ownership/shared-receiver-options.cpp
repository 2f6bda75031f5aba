// RUN: %ron_check %s ron-shared-receiver -std=c++20 --suffix=,DEFAULT
// RUN: %ron_check %s ron-shared-receiver -std=c++20 --suffix=,OWN \
// RUN:   --config='{CheckOptions: {ron-shared-receiver.ReceiverTypes: "+own::Feed", ron-shared-receiver.SubscribeFunctions: "+own::attach", ron-shared-receiver.SpawnFunctions: "+own::run"}}'
#include "mock/spawn.h"

namespace own {
struct Feed {
  int pop();
};
Feed attach();
struct OldReceiver {
  int recv();
};
OldReceiver subscribe();
void run(boost::cobalt::task<>);
} // namespace own
boost::cobalt::task<> follow(own::Feed);
boost::cobalt::task<> follow(own::OldReceiver);

void start(boost::asio::io_context &io) {
  auto feed = own::attach();
  boost::cobalt::spawn(io, follow(feed), boost::asio::detached);
  boost::cobalt::spawn(io, follow(feed), boost::asio::detached); // CHECK-OWN: [[@LINE]]:35: warning: two tasks receive from 'feed': each of them misses what another one gets
  // CHECK-OWN: [[@LINE-2]]:35: note: the other task is given it here
  // FIX-OWN:   boost::cobalt::spawn(io, follow(own::attach()), boost::asio::detached);
  auto old = own::subscribe();
  own::run(follow(old));
  own::run(follow(old)); // CHECK-OWN: [[@LINE]]:19: warning: two tasks receive from 'old': each of them misses what another one gets
  // CHECK-OWN: [[@LINE-2]]:19: note: the other task is given it here
  // FIX-OWN:   own::run(follow(own::subscribe()));
  auto usual = own::subscribe();
  boost::cobalt::spawn(io, follow(usual), boost::asio::detached);
  boost::cobalt::spawn(io, follow(usual), boost::asio::detached); // CHECK: [[@LINE]]:35: warning: two tasks receive from 'usual': each of them misses what another one gets
  // CHECK: [[@LINE-2]]:35: note: the other task is given it here
  // FIX:   boost::cobalt::spawn(io, follow(own::subscribe()), boost::asio::detached);
}
