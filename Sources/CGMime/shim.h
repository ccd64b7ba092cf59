#include <gmime/gmime.h>
#include <stdint.h>

// GMime is written with GObject's macros, which Swift does not see. All objects are plain pointers
// here; who gets one from `frontdesk_mime_parse` releases it, and all others live as long as it does.

static inline void frontdesk_mime_begin(void) {
  g_mime_init();
}

static inline void *frontdesk_mime_parse(const uint8_t *bytes, size_t count) {
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer((const char *)bytes, count);
  GMimeParser *parser = g_mime_parser_new_with_stream(stream);
  GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
  g_object_unref(parser);
  g_object_unref(stream);
  return message;
}

static inline void frontdesk_mime_release(void *object) {
  if (object) g_object_unref(object);
}

// A header's value as it was written, for what encoded words must not change the meaning of.
static inline const char *frontdesk_mime_raw_header(void *object, const char *name) {
  GMimeHeaderList *list = g_mime_object_get_header_list(GMIME_OBJECT(object));
  GMimeHeader *header = list ? g_mime_header_list_get_header(list, name) : NULL;
  return header ? g_mime_header_get_raw_value(header) : NULL;
}

// What a message holds: its one part, or several.
static inline void *frontdesk_mime_root(void *message) {
  return g_mime_message_get_mime_part(GMIME_MESSAGE(message));
}

static inline int frontdesk_mime_is_leaf(void *part) {
  return GMIME_IS_PART(part);
}

static inline int frontdesk_mime_is_message(void *part) {
  return GMIME_IS_MESSAGE_PART(part);
}

static inline int frontdesk_mime_count(void *part) {
  return GMIME_IS_MULTIPART(part) ? g_mime_multipart_get_count(GMIME_MULTIPART(part)) : 0;
}

static inline void *frontdesk_mime_child(void *part, int index) {
  return g_mime_multipart_get_part(GMIME_MULTIPART(part), index);
}

static inline void *frontdesk_mime_inner(void *part) {
  return g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));
}

// A header's value as text, or NULL.
static inline const char *frontdesk_mime_header(void *object, const char *name) {
  return g_mime_object_get_header(GMIME_OBJECT(object), name);
}

// The caller frees what these three give.
static inline char *frontdesk_mime_type(void *part) {
  GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(part));
  return type ? g_mime_content_type_get_mime_type(type) : NULL;
}

static inline char *frontdesk_mime_text(void *object) {
  return g_mime_object_to_string(GMIME_OBJECT(object), NULL);
}

static inline void frontdesk_mime_free(void *text) {
  g_free(text);
}

static inline const char *frontdesk_mime_parameter(void *part, const char *name) {
  GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(part));
  return type ? g_mime_content_type_get_parameter(type, name) : NULL;
}

static inline const char *frontdesk_mime_disposition(void *part) {
  return g_mime_object_get_disposition(GMIME_OBJECT(part));
}

static inline const char *frontdesk_mime_file_name(void *part) {
  return GMIME_IS_PART(part) ? g_mime_part_get_filename(GMIME_PART(part)) : NULL;
}

// The content without its transfer encoding; the caller frees it with frontdesk_mime_let_go.
static inline void *frontdesk_mime_content(void *part) {
  GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(part));
  if (!content) return NULL;
  GMimeStream *stream = g_mime_stream_mem_new();
  g_mime_data_wrapper_write_to_stream(content, stream);
  return stream;
}

static inline const uint8_t *frontdesk_mime_bytes(void *content, size_t *count) {
  GByteArray *array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(content));
  *count = array ? array->len : 0;
  return array ? array->data : NULL;
}

// The addresses of a header, groups taken apart; at most `limit` are told.
typedef void (*frontdesk_mime_address)(const char *name, const char *address, void *context);

static inline void frontdesk_mime_tell(
    InternetAddressList *list, int *left, int depth, frontdesk_mime_address tell, void *context) {
  for (int index = 0; list && index < internet_address_list_length(list) && *left > 0; index++) {
    InternetAddress *one = internet_address_list_get_address(list, index);
    if (INTERNET_ADDRESS_IS_MAILBOX(one)) {
      *left -= 1;
      tell(
          internet_address_get_name(one),
          internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one)), context);
    } else if (INTERNET_ADDRESS_IS_GROUP(one) && depth < 4) {
      frontdesk_mime_tell(
          internet_address_group_get_members(INTERNET_ADDRESS_GROUP(one)), left, depth + 1, tell,
          context);
    }
  }
}

static inline void frontdesk_mime_addresses(
    const char *text, int limit, frontdesk_mime_address tell, void *context) {
  InternetAddressList *list = internet_address_list_parse(NULL, text);
  if (!list) return;
  frontdesk_mime_tell(list, &limit, 0, tell, context);
  g_object_unref(list);
}

// Seconds since 1970, or 0 where there is no date that can be read.
static inline int64_t frontdesk_mime_date(void *message) {
  GDateTime *date = g_mime_message_get_date(GMIME_MESSAGE(message));
  return date ? g_date_time_to_unix(date) : 0;
}
