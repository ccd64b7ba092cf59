// What both references share: one table, messages that are stored, acknowledged after the commit and
// passed to everyone who follows their conversation. Whoever includes this brings the sockets: calls
// `heard` for each text message and `store` once a turn of the loop, and has `frame` to answer.
#pragma once
#include <errno.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST = 65536 };

struct buffer { char *bytes; size_t used, size; };
// A client is the number of its socket; its visit tells it from who had that number before.
struct follower { int client, visit; };
struct talk { char name[23]; int64_t seq; struct follower *followers; int count, room; };
struct message { int from, visit; struct talk *talk; int64_t seq; char cid[65]; char *text; size_t length; };

static int visits[MOST];
static struct talk talks[MOST];
static struct message turn[MOST];
static int arrived;
static sqlite3 *db;
static sqlite3_stmt *begin, *commit, *insert, *after;

// To send a text message to a client, at the end of this turn.
static void frame(int client, const char *text, size_t length);

static void die(const char *what) { fprintf(stderr, "reference: %s: %s\n", what, strerror(errno)); exit(1); }
static void sql(sqlite3_stmt *statement) {
  if (sqlite3_step(statement) != SQLITE_DONE) { fprintf(stderr, "reference: %s\n", sqlite3_errmsg(db)); exit(1); }
  sqlite3_reset(statement);
}
static sqlite3_stmt *prepare(const char *text) {
  sqlite3_stmt *statement = NULL;
  if (sqlite3_prepare_v2(db, text, -1, &statement, NULL) != SQLITE_OK) { fprintf(stderr, "%s\n", sqlite3_errmsg(db)); exit(1); }
  return statement;
}

static void add(struct buffer *b, const void *bytes, size_t count) {
  if (b->used + count > b->size) {
    b->size = (b->used + count) * 2;
    if (!(b->bytes = realloc(b->bytes, b->size))) die("memory");
  }
  memcpy(b->bytes + b->used, bytes, count);
  b->used += count;
}

static struct talk *talk(const char *name) {
  uint32_t hash = 2166136261u;
  for (int i = 0; i < 22; i++) hash = (hash ^ (unsigned char)name[i]) * 16777619u;
  for (uint32_t at = hash % MOST;; at = (at + 1) % MOST) {
    if (!talks[at].name[0]) memcpy(talks[at].name, name, 22);
    if (!memcmp(talks[at].name, name, 22)) return &talks[at];
  }
}

// Without what is told later there is no index: a message costs what the log alone costs. A file
// that holds messages at the start is one to come back to, and gets the index that takes.
static void open_record(const char *path) {
  if (sqlite3_open(path, &db) != SQLITE_OK) die(path);
  sqlite3_exec(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000;"
    "CREATE TABLE IF NOT EXISTS log (position INTEGER PRIMARY KEY, conversation TEXT, seq INTEGER, cid TEXT, body TEXT)", NULL, NULL, NULL);
  sqlite3_stmt *known = prepare("SELECT conversation, max(seq) FROM log GROUP BY conversation");
  int kept = 0;
  for (; sqlite3_step(known) == SQLITE_ROW; kept++)
    talk((const char *)sqlite3_column_text(known, 0))->seq = sqlite3_column_int64(known, 1);
  sqlite3_finalize(known);
  if (kept) {
    sqlite3_exec(db, "CREATE INDEX IF NOT EXISTS in_order ON log (conversation, seq)", NULL, NULL, NULL);
    after = prepare("SELECT seq, body FROM log WHERE conversation=? AND seq>? ORDER BY seq");
  }
  begin = prepare("BEGIN IMMEDIATE"); commit = prepare("COMMIT");
  insert = prepare("INSERT INTO log (conversation, seq, cid, body) VALUES (?, ?, ?, ?)");
}

// The text after a member's name up to the next quote; our load writes no escapes.
static const char *member(const char *text, size_t length, const char *name, size_t *count) {
  const char *at = memmem(text, length, name, strlen(name));
  if (!at) return NULL;
  at += strlen(name);
  const char *end = memchr(at, '"', (size_t)(text + length - at));
  *count = end ? (size_t)(end - at) : 0;
  return end ? at : NULL;
}

static int event(char *out, size_t room, const struct talk *to, int64_t seq, const char *text, int length) {
  return snprintf(out, room, "{\"type\":\"event\",\"conversation\":\"%.22s\",\"seq\":%lld,\"at\":1795238401234,\"event\":\"said\",\"by\":\"customer\",\"text\":\"%.*s\"}", to->name, (long long)seq, length, text);
}

static void follow(int client, struct talk *to, const char *text, size_t length) {
  char out[1024];
  const char *from = memmem(text, length, "\"after\":", 8);
  if (to->count == to->room) {
    to->room = to->room ? to->room * 2 : 2;
    if (!(to->followers = realloc(to->followers, (size_t)to->room * sizeof *to->followers))) die("memory");
  }
  to->followers[to->count++] = (struct follower){client, visits[client]};
  if (after) {
    sqlite3_bind_text(after, 1, to->name, 22, SQLITE_STATIC);
    sqlite3_bind_int64(after, 2, from ? atoll(from + 8) : 0);
    while (sqlite3_step(after) == SQLITE_ROW)
      frame(client, out, (size_t)event(out, sizeof out, to, sqlite3_column_int64(after, 0),
        (const char *)sqlite3_column_text(after, 1), sqlite3_column_bytes(after, 1)));
    sqlite3_reset(after);
  }
  frame(client, out, (size_t)sprintf(out, "{\"type\":\"caught_up\",\"conversation\":\"%.22s\",\"seq\":%lld}", to->name, (long long)to->seq));
}

static void store(void);
static void heard(int client, const char *text, size_t length) {
  static const char welcome[] = "{\"type\":\"welcome\",\"version\":1,\"epoch\":\"reference\",\"as\":\"customer\",\"time\":0,\"text_limit\":4000}";
  size_t count;
  const char *type = member(text, length, "{\"type\":\"", &count);
  const char *name = type ? member(text, length, "\"conversation\":\"", &count) : NULL;
  if (!type) return;
  if (type[0] == 'h') return frame(client, welcome, sizeof welcome - 1);
  if (!name || count != 22) return;
  struct talk *to = talk(name);
  if (type[0] == 'f') return follow(client, to, text, length);
  if (arrived == MOST) store();
  struct message *m = &turn[arrived++];
  const char *cid = member(text, length, "\"cid\":\"", &count);
  m->from = client; m->visit = visits[client]; m->talk = to; m->seq = ++to->seq;
  memcpy(m->cid, cid, count < 64 ? count : 64);
  m->cid[count < 64 ? count : 64] = 0;
  const char *said = member(text, length, "\"text\":\"", &m->length);
  m->text = malloc(m->length + 1);
  if (!said || !m->text) die("a message without words");
  memcpy(m->text, said, m->length);
}

static void store(void) {
  char out[1024];
  if (!arrived) return;
  sql(begin);
  for (int i = 0; i < arrived; i++) {
    struct message *m = &turn[i];
    sqlite3_bind_text(insert, 1, m->talk->name, 22, SQLITE_STATIC);
    sqlite3_bind_int64(insert, 2, m->seq);
    sqlite3_bind_text(insert, 3, m->cid, -1, SQLITE_STATIC);
    sqlite3_bind_text(insert, 4, m->text, (int)m->length, SQLITE_STATIC);
    sql(insert);
  }
  sql(commit);
  for (int i = 0; i < arrived; i++) {
    struct message *m = &turn[i];
    if (visits[m->from] == m->visit)
      frame(m->from, out, (size_t)snprintf(out, sizeof out, "{\"type\":\"ack\",\"cid\":\"%s\",\"conversation\":\"%.22s\",\"seq\":%lld}", m->cid, m->talk->name, (long long)m->seq));
    int size = event(out, sizeof out, m->talk, m->seq, m->text, (int)m->length);
    for (int j = 0; j < m->talk->count; j++) {
      struct follower *f = &m->talk->followers[j];
      if (visits[f->client] == f->visit) frame(f->client, out, (size_t)size);
    }
    free(m->text);
  }
  arrived = 0;
}

static void finish(int signal) { (void)signal; _exit(0); }
