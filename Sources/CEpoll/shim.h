// What Swift does not see of Linux: its epoll, and on which processor a thread may run.
#pragma once
#include <errno.h>
#include <sched.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

struct load_ready { int32_t file; uint32_t events; };

static inline int load_bell(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }
static inline int load_poller(void) { return epoll_create1(EPOLL_CLOEXEC); }

// Watches a file for bytes to read, and for room to write where that is wanted.
static inline int load_watch(int poller, int file, int is_new, int wants_room) {
  struct epoll_event event = {
    .events = EPOLLIN | (wants_room ? EPOLLOUT : 0), .data = {.fd = file}};
  return epoll_ctl(poller, is_new ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, file, &event);
}

// Waits for so many nanoseconds at most, or, where that is negative, without end. epoll_wait counts
// in milliseconds, which is too coarse for a clock that sends: man 2 epoll_pwait2.
static inline int load_wait(int poller, struct load_ready *ready, int most, int64_t nanoseconds) {
  struct epoll_event events[512];
  struct timespec wait = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
  int count = (int)syscall(
    SYS_epoll_pwait2, poller, events, most < 512 ? most : 512, nanoseconds < 0 ? (void *)0 : &wait,
    (void *)0, 0);
  for (int i = 0; i < count; i++) {
    ready[i].file = events[i].data.fd;
    ready[i].events = events[i].events;
  }
  return count;
}

static inline int load_readable(struct load_ready ready) {
  return (ready.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0;
}
static inline int load_writable(struct load_ready ready) { return (ready.events & EPOLLOUT) != 0; }

// Keeps the calling thread, and what it starts, on these processors, a bit each.
// man 2 sched_setaffinity
static inline int load_keep_on(uint64_t processors) {
  return (int)syscall(SYS_sched_setaffinity, 0, sizeof processors, &processors);
}
// On which processors the calling thread may run; 0 where there are more than 64.
static inline uint64_t load_processors(void) {
  uint64_t mask = 0;
  return syscall(SYS_sched_getaffinity, 0, sizeof mask, &mask) < 0 ? 0 : mask;
}
