// RUN: %ron_check %s ron-blocking-in-coroutine -std=c++20
// System calls, with the real headers.
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <semaphore.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "mock/coroutine.h"

task<> readable(int descriptor);
void make_nonblocking(int descriptor);

// Reported: processes, names, semaphores, conditions.
task<> waits(sem_t *semaphore, pthread_t thread, pthread_cond_t *condition, pthread_mutex_t *mutex) {
  int status = system("sync"); // CHECK: [[@LINE]]:16: warning: 'system' blocks the thread that runs this coroutine
  FILE *pipe = popen("ls", "r"); // CHECK: [[@LINE]]:16: warning: 'popen' blocks the thread that runs this coroutine
  pclose(pipe);            // CHECK: [[@LINE]]:3: warning: 'pclose' blocks the thread that runs this coroutine
  waitpid(1, &status, 0);  // CHECK: [[@LINE]]:3: warning: 'waitpid' blocks the thread that runs this coroutine
  ::wait(nullptr);         // CHECK: [[@LINE]]:3: warning: 'wait' blocks the thread that runs this coroutine
  addrinfo *found = nullptr;
  getaddrinfo("host", "80", nullptr, &found); // CHECK: [[@LINE]]:3: warning: 'getaddrinfo' blocks the thread that runs this coroutine
  sem_wait(semaphore);     // CHECK: [[@LINE]]:3: warning: 'sem_wait' blocks the thread that runs this coroutine
  pthread_join(thread, nullptr); // CHECK: [[@LINE]]:3: warning: 'pthread_join' blocks the thread that runs this coroutine
  pthread_cond_wait(condition, mutex); // CHECK: [[@LINE]]:3: warning: 'pthread_cond_wait' blocks the thread that runs this coroutine
  co_await next();
}
// Reported: waiting for descriptors, with a time limit that lasts or with none.
task<> multiplexes(pollfd *many, epoll_event *events, int epoll) {
  poll(many, 2, -1);               // CHECK: [[@LINE]]:3: warning: 'poll' blocks the thread that runs this coroutine
  poll(many, 2, 100);              // CHECK: [[@LINE]]:3: warning: 'poll' blocks the thread that runs this coroutine
  epoll_wait(epoll, events, 8, -1); // CHECK: [[@LINE]]:3: warning: 'epoll_wait' blocks the thread that runs this coroutine
  select(1, nullptr, nullptr, nullptr, nullptr); // CHECK: [[@LINE]]:3: warning: 'select' blocks the thread that runs this coroutine
  co_await next();
}
// Reported: descriptors that evidently block.
task<> blocking(const sockaddr *address, socklen_t length) {
  char text[16];
  int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  connect(socket, address, length); // CHECK: [[@LINE]]:3: warning: 'connect' blocks the thread that runs this coroutine
  send(socket, text, 1, 0);         // CHECK: [[@LINE]]:3: warning: 'send' blocks the thread that runs this coroutine
  recv(socket, text, 1, 0);         // CHECK: [[@LINE]]:3: warning: 'recv' blocks the thread that runs this coroutine
  const int file = open("file", O_RDONLY);
  if (read(file, text, sizeof(text)) < 0) // CHECK: [[@LINE]]:7: warning: 'read' blocks the thread that runs this coroutine
    co_return;
  read(STDIN_FILENO, text, 1); // CHECK: [[@LINE]]:3: warning: 'read' blocks the thread that runs this coroutine
  close(file);
  co_await next();
}
// Silent: no time, no blocking.
task<> looks(pollfd *many, epoll_event *events, int epoll, timeval *limit, int milliseconds) {
  int status = 0;
  poll(many, 2, 0);
  epoll_wait(epoll, events, 8, 0);
  waitpid(1, &status, WNOHANG);
  select(1, nullptr, nullptr, nullptr, limit); // may be zero
  poll(many, 2, milliseconds);                 // may be zero
  co_await next();
}
// Silent: descriptors that do not block, or of which nobody here knows.
task<> nonblocking(int given, const sockaddr *address, socklen_t length) {
  char text[16];
  int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (connect(socket, address, length) != 0)
    co_await readable(socket);
  recv(socket, text, 1, 0);
  read(given, text, 1);
  int later = ::socket(AF_INET, SOCK_STREAM, 0);
  fcntl(later, F_SETFL, O_NONBLOCK);
  connect(later, address, length);
  int helped = ::socket(AF_INET, SOCK_STREAM, 0);
  make_nonblocking(helped);
  recv(helped, text, 1, 0);
  int plain = ::socket(AF_INET, SOCK_STREAM, 0);
  recv(plain, text, 1, MSG_DONTWAIT);
  int peer = accept4(given, nullptr, nullptr, SOCK_NONBLOCK);
  write(peer, text, 1);
  write(STDOUT_FILENO, text, 1);
  co_await next();
}
// Silent: somebody's own functions of these names.
namespace own {
int system(const char *);
int read(int, char *, int);
int poll(pollfd *, int, int);
struct Stream {
  int read(char *, int);
  int connect(const char *);
};
task<> names(Stream &stream, char *text, pollfd *many) {
  system("x");
  read(0, text, 1);
  poll(many, 1, -1);
  stream.connect("x");
  stream.read(text, 1);
  co_await next();
}
} // namespace own
// Silent: outside a coroutine.
int plain() { return system("sync"); }
