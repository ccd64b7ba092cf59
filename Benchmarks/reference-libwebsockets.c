// The same as reference.c on the library that Frontdesk stands on: libwebsockets, lent a libev loop
// over epoll as Frontdesk lends it one, and one SQLite file with synchronous=FULL. One commit for all
// that arrived in one turn of the loop. Frames are written as the library wants it: when it says
// that a socket has room, one lws_write each, for as long as it takes them.
//
// It is a yardstick, not a server. No extensions, no compression. Built and driven by frontdesk-bench:
// cc -O2 reference-libwebsockets.c -lwebsockets -lev -lsqlite3;  reference-libwebsockets FILE
#include <ev.h>
#include <libwebsockets.h>
#include <netinet/tcp.h>
#include "reference-desk.h"

// What waits to be sent: each frame a length of four bytes, room for the library's head, the text.
struct client { struct lws *line; int waits; size_t sent; struct buffer in, out; };

static struct client clients[MOST];
static int touched[MOST], touches;

static void frame(int client, const char *text, size_t length) {
  static const char room[LWS_PRE];
  struct client *c = &clients[client];
  uint32_t size = (uint32_t)length;
  if (!c->line) return;
  add(&c->out, &size, sizeof size);
  add(&c->out, room, LWS_PRE);
  add(&c->out, text, length);
  if (!c->waits) { c->waits = 1; touched[touches++] = client; }
}

static int writeable(struct client *c) {
  while (c->sent < c->out.used) {
    uint32_t length;
    char *at = c->out.bytes + c->sent;
    memcpy(&length, at, sizeof length);
    if (lws_send_pipe_choked(c->line)) { lws_callback_on_writable(c->line); return 0; }
    if (lws_write(c->line, (unsigned char *)at + sizeof length + LWS_PRE, length, LWS_WRITE_TEXT) < (int)length) return -1;
    c->sent += sizeof length + LWS_PRE + length;
  }
  c->sent = c->out.used = 0;
  return 0;
}

static int called(struct lws *line, enum lws_callback_reasons reason, void *user, void *bytes, size_t length) {
  int fd = lws_get_socket_fd(line);
  (void)user;
  if (fd < 0 || fd >= MOST) return reason == LWS_CALLBACK_ESTABLISHED ? -1 : 0;
  struct client *c = &clients[fd];
  switch (reason) {
    case LWS_CALLBACK_ESTABLISHED: c->line = line; break;
    case LWS_CALLBACK_SERVER_WRITEABLE: return c->line == line ? writeable(c) : 0;
    case LWS_CALLBACK_RECEIVE:
      if (!c->in.used && lws_is_final_fragment(line) && !lws_remaining_packet_payload(line)) { heard(fd, bytes, length); break; }
      add(&c->in, bytes, length);
      if (lws_is_final_fragment(line) && !lws_remaining_packet_payload(line)) { heard(fd, c->in.bytes, c->in.used); c->in.used = 0; }
      break;
    case LWS_CALLBACK_CLOSED:
      if (c->line != line) break;
      visits[fd]++;
      free(c->in.bytes);
      free(c->out.bytes);
      memset(c, 0, sizeof *c);
      break;
    default: break;
  }
  return 0;
}

int main(int argc, char **argv) {
  static const struct lws_protocols protocols[] = {{"frontdesk.v1", called, 0, 4096, 0, NULL, 0}, {NULL, NULL, 0, 0, 0, NULL, 0}};
  // All zero: no timer of the library's for each connection, whose sorted list many would make long.
  static const lws_retry_bo_t no_timers;
  struct ev_loop *loop = ev_loop_new(EVBACKEND_EPOLL);
  void *loops[] = {loop};
  struct lws_context_creation_info wanted = {
    .port = CONTEXT_PORT_NO_LISTEN, .protocols = protocols, .gid = -1, .uid = -1, .foreign_loops = loops, .retry_and_idle_policy = &no_timers,
    .options = LWS_SERVER_OPTION_LIBEV | LWS_SERVER_OPTION_EXPLICIT_VHOSTS, .pt_serv_buf_size = 16384};
  if (argc != 2 || !loop) die("usage: reference-libwebsockets FILE");
  open_record(argv[1]);
  lws_set_log_level(LLL_ERR, NULL);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGTERM, finish);
  struct lws_context *context = lws_create_context(&wanted);
  wanted.port = 0;
  wanted.iface = "127.0.0.1";
  struct lws_vhost *host = context ? lws_create_vhost(context, &wanted) : NULL;
  if (!host) die("listen");
  printf("http://127.0.0.1:%d/\n", lws_get_vhost_listen_port(host));
  fflush(stdout);
  for (;;) {
    ev_run(loop, EVRUN_ONCE);
    store();
    for (int i = 0; i < touches; i++) {
      struct client *c = &clients[touched[i]];
      c->waits = 0;
      if (c->line) lws_callback_on_writable(c->line);
    }
    touches = 0;
  }
}
