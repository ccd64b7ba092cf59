#pragma once
// OpenSSL 3 would have digests asked for by EVP, which fetches, allocates and locks for each: four
// times what a short digest itself costs. The plain functions are the same code beneath it, stay in
// every OpenSSL 3, and keep their state in a struct of the caller's.
// https://docs.openssl.org/3.0/man3/SHA256_Init/
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
