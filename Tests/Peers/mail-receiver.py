#!/usr/bin/env python3
"""An SMTP server (aiosmtpd) that keeps what it is sent, and may misbehave on purpose.

Prints "listening on 127.0.0.1:PORT" when it is ready. Each letter becomes a line of JSON in the
record. What it does is said by the recipients' names:

  full@…    452 for this recipient     gone@…    550 for this recipient
  later@…   451 for the whole letter   never@…   554 for the whole letter
  silent@…  takes the letter and never answers
  drop@…    takes the letter and cuts the line
  bounce@…  takes it (a bounce is the mailbox's matter)
"""

import argparse
import asyncio
import base64
import json
import os
import ssl

from aiosmtpd.controller import UnthreadedController
from aiosmtpd.smtp import AuthResult, LoginPassword


class Keeper:
    def __init__(self, record, drop):
        self.file = open(record, "a", encoding="utf-8")
        self.drop = drop
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name == "full":
            return "452 4.2.2 the mailbox is full"
        if name == "gone":
            return "550 5.1.1 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 fine"

    async def handle_DATA(self, server, session, envelope):
        names = {address.split("@")[0] for address in envelope.rcpt_tos}
        if "later" in names:
            return "451 4.3.0 not now"
        if "never" in names:
            return "554 5.7.1 not wanted here"
        entry = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "body": base64.b64encode(envelope.original_content or envelope.content).decode(),
            "encrypted": session.ssl is not None or isinstance(
                server.transport.get_extra_info("sslcontext"), ssl.SSLContext),
            "user": session.auth_data or None,
            "hello": session.host_name,
        }
        self.file.write(json.dumps(entry) + "\n")
        self.file.flush()
        self.count += 1
        if self.drop:
            # As a server for local delivery would: a file in a Maildir.
            path = os.path.join(self.drop, "new", f"{os.getpid()}.{self.count}.peer")
            with open(path, "wb") as letter:
                letter.write(envelope.original_content or envelope.content)
            os.chmod(path, 0o666)
        if "silent" in names:
            await asyncio.sleep(3600)
        if "drop" in names:
            server.transport.abort()
        return "250 2.0.0 taken"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--record", required=True)
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--whole", action="store_true", help="TLS from the first byte")
    parser.add_argument("--login", help="user:password, asked for before anything else")
    parser.add_argument("--clear-login", action="store_true", help="takes passwords in clear too")
    parser.add_argument("--drop", help="a Maildir to put letters in as well")
    options = parser.parse_args()
    context = None
    if options.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate, options.key)

    def authenticate(server, session, envelope, mechanism, data):
        if not isinstance(data, LoginPassword):
            return AuthResult(success=False, handled=False)
        given = f"{data.login.decode()}:{data.password.decode()}"
        if given != options.login:
            return AuthResult(success=False, handled=False)
        return AuthResult(success=True, auth_data=data.login.decode())

    settings = {"enable_SMTPUTF8": True, "data_size_limit": 50 << 20}
    if options.login:
        settings |= {
            "authenticator": authenticate,
            "auth_required": True,
            "auth_require_tls": bool(context) and not options.clear_login,
        }
    if context and not options.whole:
        settings |= {"tls_context": context, "require_starttls": not options.clear_login}
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    controller = UnthreadedController(
        Keeper(options.record, options.drop), hostname="127.0.0.1", port=options.port, loop=loop,
        ssl_context=context if options.whole else None, **settings)
    controller.begin()
    port = controller.server.sockets[0].getsockname()[1]
    print(f"listening on 127.0.0.1:{port}", flush=True)
    loop.run_forever()


main()
