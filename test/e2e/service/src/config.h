// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gateway {

struct PeerAddress {
  std::string host;
  std::string port;
};

struct TlsFiles {
  std::filesystem::path certificate;
  std::filesystem::path private_key;
};

/// What is fixed for the life of the process.
struct Config {
  std::string node = "gateway";
  std::string bind = "127.0.0.1";
  std::uint16_t port = 0;
  std::filesystem::path data;
  unsigned io_threads = 2;
  std::size_t cached_objects = 256;
  std::chrono::milliseconds drain_grace{10};
  std::optional<PeerAddress> peer;
  std::optional<TlsFiles> tls;
};

/// Reads `--name=value` arguments; throws std::invalid_argument with a readable message.
Config parse_arguments(std::span<const char *const> arguments);

/// What an operator may change while the gateway runs.
struct Settings {
  std::size_t max_object_bytes = 1 << 20;
  std::chrono::milliseconds idle_timeout{5000};
  std::chrono::milliseconds heartbeat{15000};
  std::chrono::milliseconds scrub_pause{1};
};

/// Hands out the current settings and replaces them on reload.
class SettingsStore {
public:
  explicit SettingsStore(Settings initial);

  std::shared_ptr<const Settings> current() const { return current_; }

  /// Applies `name=value` lines on top of the current settings.
  void reload(std::string_view text);

private:
  std::shared_ptr<const Settings> current_;
};

/// Complaints about unknown settings, newest last.
std::vector<std::string> &config_warnings();

} // namespace gateway
