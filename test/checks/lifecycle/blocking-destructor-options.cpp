// RUN: %ron_check %s ron-blocking-destructor -std=c++17 --suffix=DEFAULT
// RUN: %ron_check %s ron-blocking-destructor -std=c++17 --suffix=TEST --config='{CheckOptions: {ron-blocking-destructor.ComponentClass: test}}'
// RUN: %ron_check %s ron-blocking-destructor -std=c++17 --suffix=TEST --config='{CheckOptions: {ron-blocking-destructor.ComponentClass: demo}}'
// RUN: %ron_check %s ron-blocking-destructor -std=c++17 --suffix=DEFAULT,MORE --config='{CheckOptions: { \
// RUN:   ron-blocking-destructor.BlockingFunctions: "+db::Store::close", ron-blocking-destructor.SleepFunctions: "+os::doze"}}'
// RUN: %ron_check %s ron-blocking-destructor -std=c++17 --suffix=ONLY --config='{CheckOptions: { \
// RUN:   ron-blocking-destructor.BlockingFunctions: "db::Store::close", ron-blocking-destructor.SleepFunctions: "os::doze"}}'
namespace db {
struct Store {
  void close();
};
} // namespace db
namespace os {
void doze();
} // namespace os
extern "C" int fsync(int);
extern "C" unsigned sleep(unsigned);

// What the defaults name: reported unless the lists are replaced or the component serves nobody.
struct Defaults {
  ~Defaults() {
    fsync(1); // CHECK-DEFAULT: [[@LINE]]:5: warning: destroying 'Defaults' blocks in 'fsync'
    // CHECK-DEFAULT: [[@LINE-2]]:3: note: only signal the stop here, and wait in a function that the owner calls before
    sleep(1); // CHECK-DEFAULT: [[@LINE]]:5: warning: destroying 'Defaults' sleeps in 'sleep'
    // CHECK-DEFAULT: [[@LINE-4]]:3: note: only signal the stop here, and wait in a function that the owner calls before
  }
};

// What a list adds.
struct Own {
  db::Store store;
  ~Own() {
    store.close(); // CHECK-MORE: [[@LINE]]:5: warning: destroying 'Own' blocks in 'close'
    // CHECK-MORE: [[@LINE-2]]:3: note: only signal the stop here, and wait in a function that the owner calls before
    // CHECK-ONLY: [[@LINE-2]]:5: warning: destroying 'Own' blocks in 'close'
    // CHECK-ONLY: [[@LINE-4]]:3: note: only signal the stop here, and wait in a function that the owner calls before
    os::doze(); // CHECK-MORE: [[@LINE]]:5: warning: destroying 'Own' sleeps in 'doze'
    // CHECK-MORE: [[@LINE-6]]:3: note: only signal the stop here, and wait in a function that the owner calls before
    // CHECK-ONLY: [[@LINE-2]]:5: warning: destroying 'Own' sleeps in 'doze'
    // CHECK-ONLY: [[@LINE-8]]:3: note: only signal the stop here, and wait in a function that the owner calls before
  }
};
