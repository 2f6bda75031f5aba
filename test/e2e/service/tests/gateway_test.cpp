// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "support.h"
#include "tls_files.h"

#include "gateway.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <chrono>

namespace gateway::test {
namespace {

using asio::ip::tcp;
using namespace std::chrono_literals;

struct Reply {
  unsigned status;
  std::string body;
  std::string retry_after;
};

template <typename Stream>
Reply exchange(Stream &stream, http::verb verb, const std::string &target, std::string body) {
  Request question(verb, target, 11);
  question.set(http::field::host, "localhost");
  question.body() = std::move(body);
  question.prepare_payload();
  http::write(stream, question);
  beast::flat_buffer buffer;
  Response answer;
  http::read(stream, buffer, answer);
  return {answer.result_int(), answer.body(), std::string(answer[http::field::retry_after])};
}

/// One keep-alive connection to a gateway.
class Client {
public:
  explicit Client(const tcp::endpoint &server) { stream_.connect(server); }

  Reply get(const std::string &target) { return exchange(stream_, http::verb::get, target, {}); }
  Reply put(const std::string &target, std::string body) {
    return exchange(stream_, http::verb::put, target, std::move(body));
  }
  Reply post(const std::string &target, std::string body = {}) {
    return exchange(stream_, http::verb::post, target, std::move(body));
  }

  beast::tcp_stream &stream() { return stream_; }

private:
  asio::io_context io_;
  beast::tcp_stream stream_{io_};
};

std::string target_of(const std::string &body) { return "/o/" + sha256_hex(body); }

awaitable<bool> saw(Subscription events, EventKind kind) {
  while (auto event = co_await events.next())
    if (event->kind == kind)
      co_return true;
  co_return false;
}

class GatewayTest : public testing::TestWithParam<unsigned> {
protected:
  void TearDown() override { std::filesystem::remove_all(scratch_); }

  Config config(const std::string &node) const {
    Config config;
    config.node = node;
    config.data = scratch_ / node;
    config.io_threads = GetParam();
    return config;
  }

  const std::filesystem::path scratch_ = make_scratch_directory();
};

TEST_P(GatewayTest, ServesConcurrentClients) {
  constexpr int clients = 8;
  constexpr int objects = 40;
  Gateway gateway(config("node"));
  gateway.start();

  std::vector<std::future<int>> finished;
  for (int client = 0; client < clients; ++client) {
    finished.push_back(std::async(std::launch::async, [&gateway, client] {
      Client connection(gateway.endpoint());
      int good = 0;
      for (int object = 0; object < objects; ++object) {
        // Every second object is the same for all clients.
        const std::string owner = object % 2 == 0 ? "all" : std::to_string(client);
        const std::string body = "object " + std::to_string(object) + " of " + owner;
        const bool stored = connection.put(target_of(body), body).status == 201;
        const bool same = connection.get(target_of(body)).body == body;
        const bool refused = connection.put(target_of(body), body + "!").status == 400;
        const bool ready = connection.get("/readyz").status == 200;
        const bool counted = connection.get("/metrics").status == 200;
        good += stored && same && refused && ready && counted;
      }
      return good;
    }));
  }
  for (std::future<int> &client : finished)
    EXPECT_EQ(client.get(), objects);
  EXPECT_EQ(gateway.router().rejected().size(), std::size_t{clients * objects});
  gateway.stop();
}

TEST_P(GatewayTest, KeepsObjectsOverARestart) {
  const std::string body = "kept";
  {
    Gateway gateway(config("node"));
    gateway.start();
    EXPECT_EQ(Client(gateway.endpoint()).put(target_of(body), body).status, 201U);
    gateway.stop();
  }
  Gateway gateway(config("node"));
  gateway.start();
  EXPECT_EQ(Client(gateway.endpoint()).get(target_of(body)).body, body);
  gateway.stop();
}

TEST_P(GatewayTest, DegradedComponentsShowInReadiness) {
  Gateway gateway(config("node"));
  gateway.start();
  Client client(gateway.endpoint());
  EXPECT_EQ(client.get("/readyz").status, 200U);
  gateway.health().set(Component::db, State::degraded);
  const Reply reply = client.get("/readyz");
  EXPECT_EQ(reply.status, 503U);
  EXPECT_EQ(reply.retry_after, "2");
  EXPECT_NE(reply.body.find("db: degraded"), std::string::npos);
  EXPECT_EQ(client.get("/livez").status, 200U);
  EXPECT_EQ(client.get(target_of("x")).status, 503U);
  gateway.health().set(Component::db, State::ready);
  EXPECT_EQ(client.get("/readyz").status, 200U);
  gateway.stop();
}

TEST_P(GatewayTest, CountsWhatItDoes) {
  Gateway gateway(config("node"));
  gateway.start();
  Client client(gateway.endpoint());
  client.put(target_of("counted"), "counted");
  client.get(target_of("counted"));
  const std::string page = client.get("/metrics").body;
  for (const std::string line :
       {"gateway_requests_total{method=\"PUT\"}", "gateway_requests_total{method=\"GET\"}",
        "gateway_objects_stored_total{tier=\"rocksdb\"}", "gateway_request_seconds_bucket{",
        "gateway_responses_total{code=\"201\"}", "gateway_requests_inflight 1"})
    EXPECT_NE(page.find(line), std::string::npos) << line << " is missing in:\n" << page;
  gateway.stop();
}

TEST_P(GatewayTest, StreamsEvents) {
  Gateway gateway(config("node"));
  gateway.start();
  Client listener(gateway.endpoint());
  Request question(http::verb::get, "/events", 11);
  http::write(listener.stream(), question);
  std::string received;
  asio::read_until(listener.stream(), asio::dynamic_buffer(received), "\r\n\r\n");
  EXPECT_TRUE(received.starts_with("HTTP/1.1 200"));
  Client(gateway.endpoint()).put(target_of("streamed"), "streamed");
  asio::read_until(listener.stream(), asio::dynamic_buffer(received), "event: stored\n");
  gateway.stop();
}

TEST_P(GatewayTest, ReplicatesToItsPeer) {
  Gateway backup(config("backup"));
  backup.start();
  Config leading = config("leader");
  leading.peer = PeerAddress{"127.0.0.1", std::to_string(backup.endpoint().port())};
  Gateway leader(leading);
  leader.start();
  std::future<bool> copied = asio::co_spawn(
      leader.executor(), saw(leader.bus().subscribe(), EventKind::replicated), asio::use_future);

  const std::string body = "worth two copies";
  EXPECT_EQ(Client(leader.endpoint()).put(target_of(body), body).status, 201U);
  ASSERT_EQ(copied.wait_for(20s), std::future_status::ready);
  EXPECT_TRUE(copied.get());
  EXPECT_EQ(leader.replicator()->confirmed().count(sha256_hex(body)), 1U);
  EXPECT_EQ(Client(backup.endpoint()).get(target_of(body)).body, body);
  leader.stop();
  backup.stop();
}

TEST_P(GatewayTest, RemembersWhatItCouldNotReplicate) {
  Config lonely = config("lonely");
  lonely.peer = PeerAddress{"127.0.0.1", "1"};
  Gateway gateway(lonely);
  gateway.start();
  std::future<bool> deferred = asio::co_spawn(
      gateway.executor(), saw(gateway.bus().subscribe(), EventKind::deferred), asio::use_future);
  Client(gateway.endpoint()).put(target_of("alone"), "alone");
  ASSERT_EQ(deferred.wait_for(20s), std::future_status::ready);
  EXPECT_EQ(gateway.replicator()->deferred().count(sha256_hex("alone")), 1U);
  gateway.stop();
}

asio::ssl::context make_client_context() {
  asio::ssl::context context(asio::ssl::context::tls_client);
  context.set_verify_mode(asio::ssl::verify_none);
  return context;
}

/// The common name that the server showed, and what it answered.
std::pair<std::string, Reply> ask_over_tls(const tcp::endpoint &server, const std::string &target) {
  asio::io_context io;
  asio::ssl::context context = make_client_context();
  asio::ssl::stream<tcp::socket> stream(io, context);
  stream.lowest_layer().connect(server);
  stream.handshake(asio::ssl::stream_base::client);
  X509 *shown = SSL_get0_peer_certificate(stream.native_handle());
  char name[64] = {};
  X509_NAME_get_text_by_NID(X509_get_subject_name(shown), NID_commonName, name, sizeof(name));
  return {name, exchange(stream, http::verb::get, target, {})};
}

TEST_P(GatewayTest, SpeaksTlsAndRotatesItsCertificate) {
  Config secure = config("secure");
  secure.tls = make_tls_files(scratch_, "first");
  Gateway gateway(secure);
  gateway.tls()->rotate_certificate(make_tls_files(scratch_, "second"));
  gateway.start();
  const auto [name, reply] = ask_over_tls(gateway.tls()->endpoint(), "/readyz");
  EXPECT_EQ(name, "second");
  EXPECT_EQ(reply.status, 200U);
  gateway.stop();
}

INSTANTIATE_TEST_SUITE_P(Threads, GatewayTest, testing::Values(1U, 4U));

} // namespace
} // namespace gateway::test
