// Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The libraries of the distribution are not instrumented, so ThreadSanitizer does not see the
// atomics by which RocksDB hands write batches from thread to thread. It is to leave them alone;
// the gateway's own code is watched in full.
extern "C" const char *__tsan_default_options() { return "ignore_noninstrumented_modules=1"; }
