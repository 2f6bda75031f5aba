// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "gateway.h"
#include "log.h"

#include <boost/asio/signal_set.hpp>

#include <csignal>
#include <exception>
#include <iostream>

int main(int argc, const char *const *argv) {
  using namespace gateway;
  try {
    const Config config = parse_arguments({argv + 1, argv + argc});
    set_log_prefix(config.node);
    register_process_metrics(metrics_registry());

    asio::io_context signals_io;
    asio::signal_set signals(signals_io, SIGINT, SIGTERM);
    Gateway service(config);
    service.start();
    log_line("listening on port " + std::to_string(service.endpoint().port()));

    signals.async_wait(
        [](error_code, int number) { log_line("stopping on signal " + std::to_string(number)); });
    signals_io.run();
    service.stop();
    return 0;
  } catch (const std::exception &error) {
    std::cerr << "gateway-server: " << error.what() << '\n';
    return 1;
  }
}
