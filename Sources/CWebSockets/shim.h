#include <libwebsockets.h>
#include <ev.h>
