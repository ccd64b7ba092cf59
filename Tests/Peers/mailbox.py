#!/usr/bin/env python3
"""A Dovecot of one's own: one account, one Maildir, a port on this machine.

Prints "listening on 127.0.0.1:PORT" when it answers. The user is support, the password secret; the
Maildir is `Maildir` beside the record, by a link where it runs as root: Dovecot then is nobody, whom
other folders do not let in. Ends with its parent. With --certificate and --key it offers
STARTTLS and, with --whole, speaks TLS from the first byte.
"""

import argparse
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

CONFIGURATION = """
protocols = imap
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/dovecot.log
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
first_valid_uid = 1
mail_location = maildir:{base}/Maildir
mail_uid = {user}
mail_gid = {group}
disable_plaintext_auth = no
ssl = {ssl}
{certificates}
listen = 127.0.0.1
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {clear_port}
  }}
  inet_listener imaps {{
    port = {whole_port}
  }}
}}
service anvil {{
  chroot =
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={base}
}}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def end_with_us(server, base, is_temporary):
    """A child that waits for our end, however it comes, and then ends the server.

    A signal at the parent's death does not reach Dovecot: it changes its rights, which forgets it.
    """
    theirs, ours = os.pipe()
    os.set_inheritable(ours, False)
    if os.fork() == 0:
        os.close(ours)
        for number in (0, 1, 2):
            os.close(number)
        os.read(theirs, 1)
        os.kill(server.pid, signal.SIGTERM)
        if is_temporary:
            time.sleep(0.2)
            shutil.rmtree(base, ignore_errors=True)
        os._exit(0)
    os.close(theirs)
    return ours


def configuration(options, base, port):
    is_root = os.getuid() == 0
    own = pwd.getpwuid(os.getuid()).pw_name
    user = pwd.getpwnam("nobody").pw_uid if is_root else os.getuid()
    group = pwd.getpwnam("nobody").pw_gid if is_root else os.getgid()
    internal = "dovecot" if is_root else own
    certificates = ""
    if options.certificate:
        certificates = f"ssl_cert = <{options.certificate}\nssl_key = <{options.key}"
    return CONFIGURATION.format(
        base=base, user=user, group=group, internal=internal, password=options.password,
        internal_group="dovecot" if is_root else str(os.getgid()),
        login="dovenull" if is_root else own,
        ssl="yes" if options.certificate else "no", certificates=certificates,
        clear_port=0 if options.whole else port, whole_port=port if options.whole else 0,
    ), user, group


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--record", required=True)
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--password", default="secret")
    options = parser.parse_args()
    own = os.path.dirname(os.path.abspath(options.record))
    is_root = os.getuid() == 0
    base = tempfile.mkdtemp(prefix="mailbox-") if is_root else own
    port = options.port or free_port()
    text, user, group = configuration(options, base, port)
    for name in ("", "run", "state", "Maildir", "Maildir/new", "Maildir/cur", "Maildir/tmp"):
        os.makedirs(os.path.join(base, name), exist_ok=True)
    os.chmod(base, 0o755)
    if is_root:
        os.symlink(os.path.join(base, "Maildir"), os.path.join(own, "Maildir"))
        for name in ("Maildir", "Maildir/new", "Maildir/cur", "Maildir/tmp"):
            os.chown(os.path.join(base, name), user, group)
    path = os.path.join(base, "dovecot.conf")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    server = subprocess.Popen(
        ["dovecot", "-F", "-c", path], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    end_with_us(server, base, is_root)
    deadline = time.monotonic() + 15
    while True:
        if server.poll() is not None or time.monotonic() > deadline:
            log = os.path.join(base, "dovecot.log")
            if os.path.exists(log):
                sys.stderr.write(open(log, encoding="utf-8").read())
            sys.exit("dovecot did not start")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            time.sleep(0.02)
    print(f"listening on 127.0.0.1:{port}", flush=True)
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    sys.exit(server.wait())


main()
