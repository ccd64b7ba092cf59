"""Identity tokens as a site's server makes them, with nothing but the standard library and openssl."""

import base64
import hashlib
import hmac
import json
import secrets
import subprocess
import time

SECRET = "a secret of the shop that has more than 32 bytes"


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def signed_part(claims, head):
    return ".".join(base64url(json.dumps(part).encode()) for part in (head, claims))


def claims(subject="u-17", **changes):
    now = int(time.time())
    made = {
        "iss": "shop.example", "aud": "demo", "sub": subject, "iat": now, "exp": now + 300,
        "jti": secrets.token_urlsafe(12), "name": "Ana Perez", "email": f"{subject}@example.com",
        "attributes": {"plan": "gold"}, **changes}
    return {name: value for name, value in made.items() if value is not None}


def shared(made, secret=SECRET, kid="k1", algorithm="HS256"):
    """Signed with the secret that the desk has too."""
    part = signed_part(made, {"alg": algorithm, "typ": "JWT", "kid": kid})
    code = hmac.new(secret.encode(), part.encode(), hashlib.sha256).digest()
    return f"{part}.{base64url(code)}"


class KeyPair:
    """An Ed25519 key of which the desk has the public half."""

    def __init__(self, folder):
        self.private = folder / "private.pem"
        self.public = folder / "public.pem"
        run = lambda *words: subprocess.run(["openssl", *words], check=True, capture_output=True)
        run("genpkey", "-algorithm", "ed25519", "-out", str(self.private))
        run("pkey", "-in", str(self.private), "-pubout", "-out", str(self.public))
        self.folder = folder

    def sign(self, made, kid="k2"):
        part = signed_part(made, {"alg": "EdDSA", "kid": kid})
        text = self.folder / "text"
        text.write_text(part)
        signature = subprocess.run(
            ["openssl", "pkeyutl", "-sign", "-inkey", str(self.private), "-rawin", "-in", str(text)],
            check=True, capture_output=True).stdout
        return f"{part}.{base64url(signature)}"
