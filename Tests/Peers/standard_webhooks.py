"""Checks the signature of a delivery as https://www.standardwebhooks.com asks for.

Written without a look at the sender's code, so that the two check each other.
"""

import base64
import hashlib
import hmac
import time

TOLERANCE_SECONDS = 5 * 60


def secret_bytes(secret):
    """The key inside a `whsec_…` secret."""
    if not secret.startswith("whsec_"):
        raise ValueError("a secret begins with whsec_")
    key = base64.b64decode(secret[len("whsec_"):], validate=True)
    if not 24 <= len(key) <= 64:
        raise ValueError(f"a secret holds 24 to 64 bytes, this one {len(key)}")
    return key


def verdict(headers, body, secrets, now=None):
    """'valid', or the reason why the delivery must not be believed."""
    identifier = headers.get("webhook-id")
    timestamp = headers.get("webhook-timestamp")
    signatures = headers.get("webhook-signature")
    if not identifier or not timestamp or not signatures:
        return "a webhook header is missing"
    if not timestamp.isascii() or not timestamp.isdigit():
        return "the timestamp is no number"
    if abs((time.time() if now is None else now) - int(timestamp)) > TOLERANCE_SECONDS:
        return "the timestamp is too old or too new"
    signed = identifier.encode() + b"." + timestamp.encode() + b"." + body
    for secret in secrets:
        wanted = hmac.new(secret_bytes(secret), signed, hashlib.sha256).digest()
        for signature in signatures.split(" "):
            version, _, code = signature.partition(",")
            if version == "v1" and hmac.compare_digest(
                base64.b64encode(wanted), code.encode("utf-8", "replace")
            ):
                return "valid"
    return "no signature matches"
