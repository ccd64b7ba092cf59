// What Swift cannot see of libwebsockets and libev: macros. Nothing here decides anything.
#include <libwebsockets.h>
#include <ev.h>

typedef void (*desk_io_ready)(struct ev_loop *, ev_io *, int);
typedef void (*desk_timer_due)(struct ev_loop *, ev_timer *, int);
typedef void (*desk_async_sent)(struct ev_loop *, ev_async *, int);
typedef void (*desk_prepare_due)(struct ev_loop *, ev_prepare *, int);

static inline void desk_io_set_up(ev_io *watcher, desk_io_ready ready, int fd, int events) {
  ev_io_init(watcher, ready, fd, events);
}
static inline void desk_timer_set_up(ev_timer *watcher, desk_timer_due due, double every) {
  ev_timer_init(watcher, due, every, every);
}
static inline void desk_async_set_up(ev_async *watcher, desk_async_sent sent) {
  ev_async_init(watcher, sent);
}
static inline void desk_prepare_set_up(ev_prepare *watcher, desk_prepare_due due) {
  ev_prepare_init(watcher, due);
}

// accept4 is only declared for _GNU_SOURCE, which Swift does not define.
int accept4(int fd, struct sockaddr *address, socklen_t *size, int flags);
static inline int desk_accept(int fd, struct sockaddr *address, socklen_t *size) {
  return accept4(fd, address, size, SOCK_NONBLOCK | SOCK_CLOEXEC);
}
