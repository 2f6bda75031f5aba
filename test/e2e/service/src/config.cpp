// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "config.h"

#include <charconv>
#include <stdexcept>
#include <utility>

namespace gateway {
namespace {

template <typename Number> Number parse_number(std::string_view name, std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size())
    throw std::invalid_argument(std::string(name) + ": not a number: " + std::string(text));
  return number;
}

std::pair<std::string_view, std::string_view> split(std::string_view text, char separator) {
  const std::size_t at = text.find(separator);
  if (at == std::string_view::npos)
    return {text, {}};
  return {text.substr(0, at), text.substr(at + 1)};
}

Settings parse_settings(std::string_view text, Settings settings) {
  while (!text.empty()) {
    const auto [line, rest] = split(text, '\n');
    text = rest;
    const auto [name, value] = split(line, '=');
    if (name == "max_object_bytes")
      settings.max_object_bytes = parse_number<std::size_t>(name, value);
    else if (name == "idle_timeout_ms")
      settings.idle_timeout = std::chrono::milliseconds(parse_number<int>(name, value));
    else if (name == "heartbeat_ms")
      settings.heartbeat = std::chrono::milliseconds(parse_number<int>(name, value));
    else if (name == "scrub_pause_ms")
      settings.scrub_pause = std::chrono::milliseconds(parse_number<int>(name, value));
    else if (!name.empty())
      config_warnings().push_back("unknown setting: " + std::string(name));
  }
  return settings;
}

} // namespace

Config parse_arguments(std::span<const char *const> arguments) {
  Config config;
  TlsFiles tls;
  for (const std::string_view argument : arguments) {
    const auto [name, value] = split(argument, '=');
    if (name == "--node")
      config.node = value;
    else if (name == "--bind")
      config.bind = value;
    else if (name == "--port")
      config.port = parse_number<std::uint16_t>(name, value);
    else if (name == "--data")
      config.data = value;
    else if (name == "--threads")
      config.io_threads = parse_number<unsigned>(name, value);
    else if (name == "--peer")
      config.peer =
          PeerAddress{std::string(split(value, ':').first), std::string(split(value, ':').second)};
    else if (name == "--certificate")
      tls.certificate = value;
    else if (name == "--private-key")
      tls.private_key = value;
    else
      throw std::invalid_argument("unknown argument: " + std::string(argument));
  }
  if (config.data.empty())
    throw std::invalid_argument("--data=DIRECTORY is missing");
  if (config.io_threads == 0)
    throw std::invalid_argument("--threads must be at least 1");
  if (tls.certificate.empty() != tls.private_key.empty())
    throw std::invalid_argument("--certificate and --private-key come together");
  if (!tls.certificate.empty())
    config.tls = std::move(tls);
  return config;
}

SettingsStore::SettingsStore(Settings initial)
    : current_(std::make_shared<const Settings>(initial)) {}

void SettingsStore::reload(std::string_view text) {
  auto next = std::make_shared<const Settings>(parse_settings(text, *current_));
  current_ = std::move(next); // planted: config-hot-swap
}

std::vector<std::string> &config_warnings() {
  static std::vector<std::string> warnings; // planted: mutable-global
  return warnings;
}

} // namespace gateway
