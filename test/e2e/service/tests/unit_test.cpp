// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "support.h"

#include "config.h"
#include "events.h"
#include "health.h"
#include "maintenance.h"
#include "session.h"
#include "storage.h"

#include <stdexcept>
#include <thread>

namespace gateway::test {
namespace {

const std::string abc_address = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

TEST(Digest, IsLowerCaseHexadecimal) {
  EXPECT_EQ(sha256_hex("abc"), abc_address);
  EXPECT_TRUE(is_address(abc_address));
  EXPECT_FALSE(is_address("BA" + abc_address.substr(2)));
  EXPECT_FALSE(is_address(abc_address.substr(1)));
}

TEST(Arguments, AreRead) {
  const char *const arguments[] = {"--data=/var/lib/gateway", "--port=8080", "--threads=4",
                                   "--peer=backup:8081"};
  const Config config = parse_arguments(arguments);
  EXPECT_EQ(config.data, "/var/lib/gateway");
  EXPECT_EQ(config.port, 8080);
  EXPECT_EQ(config.io_threads, 4U);
  ASSERT_TRUE(config.peer.has_value());
  EXPECT_EQ(config.peer->port, "8081");
  EXPECT_FALSE(config.tls.has_value());
}

TEST(Arguments, AreRefusedWithAReason) {
  const char *const no_data[] = {"--port=1"};
  EXPECT_THROW(parse_arguments(no_data), std::invalid_argument);
  const char *const bad_port[] = {"--data=d", "--port=many"};
  EXPECT_THROW(parse_arguments(bad_port), std::invalid_argument);
  const char *const half_tls[] = {"--data=d", "--certificate=c.pem"};
  EXPECT_THROW(parse_arguments(half_tls), std::invalid_argument);
}

TEST(SettingsStore, ReloadKeepsWhatItDoesNotName) {
  SettingsStore store{Settings()};
  const auto before = store.current();
  store.reload("scrub_pause_ms=7\ncolour=blue\n");
  EXPECT_EQ(store.current()->scrub_pause.count(), 7);
  EXPECT_EQ(store.current()->max_object_bytes, before->max_object_bytes);
  EXPECT_EQ(before->scrub_pause.count(), 1);
  ASSERT_FALSE(config_warnings().empty());
  EXPECT_EQ(config_warnings().back(), "unknown setting: colour");
}

void make_ready(Health &health) {
  for (const Component component :
       {Component::config, Component::db, Component::net, Component::bus})
    health.set(component, State::ready);
}

TEST(Health, WaitsForTheLastComponent) {
  Health health;
  EXPECT_FALSE(health.all_ready());
  std::thread starter([&health] { make_ready(health); });
  health.wait_ready();
  starter.join();
  EXPECT_TRUE(health.all_ready());
  health.set(Component::db, State::degraded);
  EXPECT_FALSE(health.all_ready());
  EXPECT_EQ(health.report(), "config: ready\ndb: degraded\nnet: ready\nbus: ready\n");
}

TEST_P(OnBothRuntimes, HealthWakesCoroutines) {
  Health health;
  std::future<void> first = runtime_.spawn(health.async_wait_ready());
  std::future<void> second = runtime_.spawn(health.async_wait_ready());
  make_ready(health);
  first.get();
  second.get();
  runtime_.run(health.async_wait_ready());
}

TEST_P(OnBothRuntimes, EverySubscriberSeesEveryEvent) {
  EventBus bus(runtime_.io().get_executor(), 4);
  Subscription first = bus.subscribe();
  Subscription second = bus.subscribe();
  runtime_.run(bus.publish(Event(EventKind::stored, "x", 3)));
  const std::optional<Event> at_first = runtime_.run(first.next());
  const std::optional<Event> at_second = runtime_.run(second.next());
  ASSERT_TRUE(at_first && at_second);
  EXPECT_EQ(describe(*at_first), "stored x 3");
  EXPECT_EQ(describe(*at_second), "stored x 3");
  EXPECT_FALSE(first.try_next());
  bus.close();
  EXPECT_FALSE(runtime_.run(second.next()));
}

TEST_P(OnBothRuntimes, SlowSubscriberLosesEventsAndStopsNobody) {
  EventBus bus(runtime_.io().get_executor(), 2);
  Subscription slow = bus.subscribe();
  for (int i = 0; i < 5; ++i)
    runtime_.run(bus.publish(Event(EventKind::stored)));
  EXPECT_EQ(bus.lagged(), 3U);
  EXPECT_TRUE(slow.try_next());
  EXPECT_TRUE(slow.try_next());
  EXPECT_FALSE(slow.try_next());
}

TEST(AuditLog, DrainsTheBusBeforeItEnds) { // planted: single-runtime-test
  asio::io_context io;
  EventBus bus(io.get_executor(), 16);
  AuditLog audit(bus, 2);
  audit.start(io.get_executor());
  std::future<void> published =
      asio::co_spawn(io, bus.publish(Event(EventKind::stored, "x", 3)), asio::use_future);
  bus.open();
  asio::post(io, [&bus] { bus.close(); });
  io.run();
  published.get();
  EXPECT_GE(audit.tail().size() + audit.tallied(), 1U);
}

TEST_P(OnBothRuntimes, StoreTellsMissingFromCorrupt) {
  ObjectStore store(scratch_ / "db");
  ASSERT_TRUE(store.put(abc_address, "abc"));
  const std::string other = sha256_hex("other");
  EXPECT_EQ(store.get(abc_address), ObjectStore::Lookup("abc"));
  EXPECT_EQ(store.get(other), ObjectStore::Lookup(StoreError::not_found));
  ASSERT_TRUE(store.put(other, "not the other"));
  EXPECT_EQ(store.get(other), ObjectStore::Lookup(StoreError::corrupt));
  EXPECT_EQ(store.addresses(10).size(), 2U);
  EXPECT_EQ(store.addresses(1).size(), 1U);
}

TEST_P(OnBothRuntimes, CacheForgetsTheOldest) {
  EventBus bus(runtime_.io().get_executor(), 16);
  ObjectCache cache(bus, 2);
  for (const std::string name : {"a", "b", "b", "c"})
    runtime_.run(cache.insert(name, name + name));
  EXPECT_EQ(cache.size(), 2U);
  EXPECT_EQ(runtime_.run(cache.find("a")), std::nullopt);
  EXPECT_EQ(runtime_.run(cache.find("c")), "cc");
}

TEST_P(OnBothRuntimes, LedgerAddsUp) {
  EventBus bus(runtime_.io().get_executor(), 16);
  Ledger ledger(bus);
  EXPECT_EQ(runtime_.run(ledger.record("a", 3)), 3U);
  EXPECT_EQ(runtime_.run(ledger.record("b", 4)), 7U);
  EXPECT_EQ(ledger.bytes_of("b"), 4U);
  EXPECT_EQ(ledger.bytes_of("c"), 0U);
}

TEST_P(OnBothRuntimes, CompactorWorksOffItsQueue) {
  ObjectStore store(scratch_ / "db");
  ASSERT_TRUE(store.put(abc_address, "abc"));
  Compactor compactor(store.db());
  std::future<bool> first = compactor.request();
  std::future<bool> second = compactor.request();
  EXPECT_TRUE(first.get());
  EXPECT_TRUE(second.get());
}

/// A router with everything behind it, and no network in front.
class RouterTest : public OnBothRuntimes {
protected:
  Response ask(http::verb verb, const std::string &target, const std::string &body = {}) {
    Request request(verb, target, 11);
    request.body() = body;
    return runtime_.run(router_.handle(std::move(request)));
  }

  SettingsStore settings_{Settings()};
  Health health_;
  EventBus bus_{runtime_.io().get_executor(), 64};
  ObjectStore store_{scratch_ / "db"};
  ObjectCache cache_{bus_, 8};
  Ledger ledger_{bus_};
  AuditLog audit_{bus_, 8};
  Compactor compactor_{store_.db()};
  Router router_{{settings_, health_, bus_, store_, cache_, ledger_, audit_, compactor_}};
};

TEST_P(RouterTest, RefusesWorkUntilReady) {
  const Response refused = ask(http::verb::get, "/o/" + abc_address);
  EXPECT_EQ(refused.result(), http::status::service_unavailable);
  EXPECT_EQ(refused[http::field::retry_after], "2");
  EXPECT_EQ(ask(http::verb::get, "/livez").result(), http::status::ok);
  const Response probe = ask(http::verb::get, "/readyz");
  EXPECT_EQ(probe.result(), http::status::service_unavailable);
  EXPECT_EQ(probe[http::field::retry_after], "2");
  make_ready(health_);
  EXPECT_EQ(ask(http::verb::get, "/readyz").result(), http::status::ok);
  EXPECT_EQ(ask(http::verb::get, "/o/" + abc_address).result(), http::status::not_found);
}

TEST_P(RouterTest, StoresOnlyWhatMatchesItsAddress) {
  make_ready(health_);
  const std::string target = "/o/" + abc_address;
  EXPECT_EQ(ask(http::verb::put, target, "abd").result(), http::status::bad_request);
  EXPECT_EQ(router_.rejected().size(), 1U);
  EXPECT_EQ(ask(http::verb::put, target, "abc").result(), http::status::created);
  EXPECT_EQ(ask(http::verb::get, target).body(), "abc");
  EXPECT_EQ(ask(http::verb::put, "/o/abc", "abc").result(), http::status::bad_request);
  EXPECT_EQ(ask(http::verb::delete_, target).result(), http::status::method_not_allowed);
  EXPECT_EQ(ask(http::verb::get, "/elsewhere").result(), http::status::not_found);
}

TEST_P(RouterTest, ReadsThroughTheCache) {
  make_ready(health_);
  ASSERT_TRUE(store_.put(abc_address, "abc"));
  EXPECT_EQ(ask(http::verb::get, "/o/" + abc_address).body(), "abc");
  EXPECT_EQ(cache_.size(), 1U);
  EXPECT_EQ(ask(http::verb::get, "/o/" + abc_address).body(), "abc");
}

TEST_P(RouterTest, AdministersTheStore) {
  make_ready(health_);
  ASSERT_TRUE(store_.put(abc_address, "abc"));
  EXPECT_EQ(ask(http::verb::get, "/admin/objects?limit=5").body(), abc_address + '\n');
  EXPECT_EQ(ask(http::verb::get, "/admin/resolve/ba78").body(), abc_address);
  EXPECT_EQ(ask(http::verb::get, "/admin/resolve/00").result(), http::status::not_found);
  EXPECT_EQ(ask(http::verb::post, "/admin/compact").body(), "compacted\n");
  EXPECT_EQ(ask(http::verb::post, "/admin/scrub").body(), "3\n");
  EXPECT_EQ(ask(http::verb::post, "/admin/settings", "scrub_pause_ms=2").result(),
            http::status::ok);
  EXPECT_EQ(settings_.current()->scrub_pause.count(), 2);
  EXPECT_EQ(ask(http::verb::get, "/admin/audit").result(), http::status::ok);
}

TEST_P(RouterTest, WaitsForTheNextEvent) {
  make_ready(health_);
  EXPECT_EQ(ask(http::verb::get, "/admin/next-event?wait_ms=5").result(), http::status::no_content);
}

TEST_P(RouterTest, RefusesWorkWhileDraining) {
  make_ready(health_);
  router_.begin_drain();
  EXPECT_EQ(ask(http::verb::get, "/o/" + abc_address).result(), http::status::service_unavailable);
  EXPECT_EQ(ask(http::verb::get, "/metrics").result(), http::status::ok);
}

INSTANTIATE_TEST_SUITE_P(Threads, OnBothRuntimes, testing::Values(1U, 4U));
INSTANTIATE_TEST_SUITE_P(Threads, RouterTest, testing::Values(1U, 4U));

} // namespace
} // namespace gateway::test
