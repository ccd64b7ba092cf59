// What our parts cost with no product around them: epoll, websocket framing, and one SQLite file
// with synchronous=FULL, in C. A message is stored, acknowledged after the commit, and passed to
// everyone who follows its conversation; one commit for all that arrived in one turn of the loop.
//
// It is a yardstick, not a server: one fixed shape of frames is understood, nothing is checked.
// Built and driven by frontdesk-bench:  cc -O2 reference.c -lsqlite3;  reference FILE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include "reference-desk.h"

enum { ROOM = 1 << 16 };

struct client { int open, waits; struct buffer in, out; };

static struct client clients[MOST];
static int touched[MOST], touches, poller;

// RFC 3174, for the handshake only.
static uint32_t turned(uint32_t x, int n) { return x << n | x >> (32 - n); }
static void sha1(const unsigned char *text, size_t length, unsigned char out[20]) {
  uint32_t h[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0}, w[80];
  unsigned char block[128] = {0};
  size_t all = length + 9 <= 64 ? 64 : 128;
  memcpy(block, text, length);
  block[length] = 0x80;
  for (int i = 0; i < 8; i++) block[all - 1 - i] = (unsigned char)((uint64_t)length * 8 >> (8 * i));
  for (size_t at = 0; at < all; at += 64) {
    for (int i = 0; i < 16; i++)
      w[i] = (uint32_t)block[at + 4 * i] << 24 | block[at + 4 * i + 1] << 16 | block[at + 4 * i + 2] << 8 | block[at + 4 * i + 3];
    for (int i = 16; i < 80; i++) w[i] = turned(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    uint32_t a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
    for (int i = 0; i < 80; i++) {
      uint32_t f = i < 20 ? (b & c) | (~b & d) : i < 40 ? b ^ c ^ d : i < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
      uint32_t k = i < 20 ? 0x5a827999 : i < 40 ? 0x6ed9eba1 : i < 60 ? 0x8f1bbcdc : 0xca62c1d6;
      uint32_t t = turned(a, 5) + f + e + k + w[i];
      e = d; d = c; c = turned(b, 30); b = a; a = t;
    }
    h[0] += a; h[1] += b; h[2] += c; h[3] += d; h[4] += e;
  }
  for (int i = 0; i < 20; i++) out[i] = (unsigned char)(h[i / 4] >> (24 - 8 * (i % 4)));
}
static void base64(const unsigned char *in, char *out) {
  static const char set[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (int i = 0; i < 21; i += 3) {
    uint32_t v = in[i] << 16 | in[i + 1] << 8 | (i + 2 < 20 ? in[i + 2] : 0);
    for (int j = 0; j < 4; j++) *out++ = set[v >> (18 - 6 * j) & 63];
  }
  out[-1] = '=';
  *out = 0;
}

static void touch(int fd) {
  if (!clients[fd].waits) { clients[fd].waits = 1; touched[touches++] = fd; }
}
static void frame(int fd, const char *text, size_t length) {
  if (!clients[fd].open) return;
  unsigned char head[4] = {0x81, (unsigned char)length};
  size_t size = 2;
  if (length > 125) { head[1] = 126; head[2] = (unsigned char)(length >> 8); head[3] = (unsigned char)length; size = 4; }
  add(&clients[fd].out, head, size);
  add(&clients[fd].out, text, length);
  touch(fd);
}

static void leave(int fd) {
  clients[fd].open = 0;
  free(clients[fd].in.bytes);
  free(clients[fd].out.bytes);
  memset(&clients[fd].in, 0, sizeof clients[fd].in);
  memset(&clients[fd].out, 0, sizeof clients[fd].out);
  visits[fd]++;
  close(fd);
}

static void greet(int fd, struct buffer *in) {
  char *end = memmem(in->bytes, in->used, "\r\n\r\n", 4);
  char *key = end ? strcasestr(in->bytes, "\r\nSec-WebSocket-Key: ") : NULL;
  if (!key) return;
  char text[64], answer[256], code[32];
  unsigned char hash[21] = {0};
  int size = snprintf(text, sizeof text, "%.24s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", key + 21);
  sha1((unsigned char *)text, (size_t)size, hash);
  base64(hash, code);
  size = snprintf(answer, sizeof answer, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: frontdesk.v1\r\nSec-WebSocket-Accept: %s\r\n\r\n", code);
  add(&clients[fd].out, answer, (size_t)size);
  touch(fd);
  size_t used = (size_t)(end + 4 - in->bytes);
  memmove(in->bytes, in->bytes + used, in->used -= used);
  clients[fd].open = 2;
}

// Whole, masked frames of at most 64 KiB, as our load sends them.
static void frames(int fd, struct buffer *in) {
  size_t at = 0;
  while (in->used - at >= 6 && arrived < MOST) {
    unsigned char *b = (unsigned char *)in->bytes + at;
    size_t length = b[1] & 127, head = 6;
    if (length == 126) { length = (size_t)b[2] << 8 | b[3]; head = 8; }
    if (in->used - at < head + length) break;
    for (size_t i = 0; i < length; i++) b[head + i] ^= b[head - 4 + (i & 3)];
    if ((b[0] & 15) == 1) heard(fd, (char *)b + head, length);
    if ((b[0] & 15) == 8) { leave(fd); return; }
    at += head + length;
  }
  memmove(in->bytes, in->bytes + at, in->used -= at);
}

static void readable(int fd) {
  static char room[ROOM];
  ssize_t count = read(fd, room, sizeof room);
  if (count <= 0) { if (count == 0 || (errno != EAGAIN && errno != EINTR)) leave(fd); return; }
  struct buffer *in = &clients[fd].in;
  add(in, room, (size_t)count);
  if (clients[fd].open == 1) greet(fd, in);
  if (clients[fd].open == 2) frames(fd, in);
}

static void flush(void) {
  int count = touches;
  touches = 0;
  for (int i = 0; i < count; i++) {
    int fd = touched[i];
    struct buffer *out = &clients[fd].out;
    clients[fd].waits = 0;
    if (!clients[fd].open || !out->used) continue;
    ssize_t sent = write(fd, out->bytes, out->used);
    if (sent < 0) { if (errno == EAGAIN) sent = 0; else { leave(fd); continue; } }
    memmove(out->bytes, out->bytes + sent, out->used -= (size_t)sent);
    if (out->used) touch(fd);
  }
}

int main(int argc, char **argv) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  struct epoll_event events[1024], event = {.events = EPOLLIN};
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), yes = 1;
  if (argc != 2) die("usage: reference FILE");
  open_record(argv[1]);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGTERM, finish);
  if (bind(listener, (struct sockaddr *)&address, size) || listen(listener, 1024)) die("listen");
  getsockname(listener, (struct sockaddr *)&address, &size);
  poller = epoll_create1(0);
  event.data.fd = listener;
  epoll_ctl(poller, EPOLL_CTL_ADD, listener, &event);
  printf("http://127.0.0.1:%d/\n", ntohs(address.sin_port));
  fflush(stdout);
  for (;;) {
    int count = epoll_wait(poller, events, 1024, touches ? 1 : -1);
    for (int i = 0; i < count; i++) {
      int fd = events[i].data.fd;
      if (fd != listener) { readable(fd); continue; }
      while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        if (fd >= MOST) { close(fd); continue; }
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        clients[fd].open = 1;
        event.data.fd = fd;
        epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event);
      }
    }
    store();
    flush();
  }
}
