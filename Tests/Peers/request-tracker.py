#!/usr/bin/env python3
"""A real Request Tracker 5 on loopback, with SQLite: what Debian's request-tracker5 and rt5-db-sqlite bring.

Makes a site of its own in a folder of its own, with the custom field, an account for the desk with the rights that
docs/integrations.md names, and a token; a person `agent` with a token too. Letters that RT would send go into a file.
Beside --port it listens nowhere. Written to --record once it answers: a line of JSON with both tokens and the letters'
file. With --bare neither field nor rights are there, as in an RT that nobody has prepared.

RT's PSGI server has one process: a request takes it 0.1 to 0.8 s, so one server serves a whole suite.
"""

import argparse
import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

LIBRARY = "/usr/share/request-tracker5"

SEED = r"""
use lib '%(library)s/lib'; use RT; RT::LoadConfig(); RT::Init(); use RT::AuthToken;
my $bare = $ENV{BARE};
my $queue = RT::Queue->new(RT->SystemUser); $queue->Load('General');
unless ($bare) {
  my $field = RT::CustomField->new(RT->SystemUser);
  $field->Create(Name => 'ConversationId', Type => 'FreeformSingle', LookupType => 'RT::Queue-RT::Ticket',
    MaxValues => 1);
  $field->AddToObject($queue);
}
sub person {
  my ($name, @rights) = @_;
  my $user = RT::User->new(RT->SystemUser);
  $user->Create(Name => $name, EmailAddress => "$name\@test.local", Privileged => 1, RealName => ucfirst $name);
  $user->PrincipalObj->GrantRight(Right => $_, Object => RT->System) for @rights;
  my (undef, undef, $token) = RT::AuthToken->new(RT->SystemUser)->Create(Owner => $user->Id, Description => 'tests');
  return $token;
}
my @desk = qw(SeeQueue CreateTicket ShowTicket ShowTicketComments ReplyToTicket CommentOnTicket ModifyTicket);
push @desk, qw(SeeCustomField ModifyCustomField SetInitialCustomField) unless $bare;
print person('supportbot', @desk), "\n";
print person('agent', @desk), "\n";
"""


def site(folder, port):
    with open(f"{folder}/RT_SiteConfig.pm", "w", encoding="utf-8") as file:
        file.write(
            f"""use utf8;
Set($rtname, 'test.local'); Set($Organization, 'test.local'); Set($Timezone, 'UTC');
Set($WebDomain, '127.0.0.1'); Set($WebPort, {port}); Set($WebPath, ''); Set($WebBaseURL, 'http://127.0.0.1:{port}');
Set($CorrespondAddress, 'rt@test.local'); Set($CommentAddress, 'rt-comment@test.local');
Set($DatabaseType, 'SQLite'); Set($DatabaseName, '{folder}/rt.db'); Set($DatabaseHost, '');
Set($DatabaseUser, ''); Set($DatabasePassword, '');
Set($LogToFile, 'info'); Set($LogDir, '{folder}'); Set($LogToFileNamed, 'rt.log'); Set($LogToSyslog, undef);
Set($MailCommand, 'testfile');
1;
"""
        )
    os.makedirs(f"{folder}/conf.d", exist_ok=True)


def dies_with_us():
    """Tests end us by SIGKILL: https://man7.org/linux/man-pages/man2/prctl.2.html (PR_SET_PDEATHSIG)"""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--record", required=True)
    parser.add_argument("--bare", action="store_true")
    options = parser.parse_args()
    parent = os.getppid()
    if not os.path.exists(f"{LIBRARY}/libexec/rt-server"):
        sys.exit("request-tracker5 is not installed: apt-get install request-tracker5 rt5-db-sqlite")
    # Beside the record: it goes with the test, and whoever comes back goes on with it.
    folder = os.path.join(os.path.dirname(os.path.abspath(options.record)), "rt")
    is_new = not os.path.exists(f"{folder}/tokens")
    os.makedirs(folder, exist_ok=True)
    port = options.port or free_port()
    site(folder, port)
    # Both are needed, or the database of /etc is used.
    environment = os.environ | {
        "RT_SITE_CONFIG": f"{folder}/RT_SiteConfig.pm", "RT_SITE_CONFIG_DIR": f"{folder}/conf.d"}
    if options.bare:
        environment["BARE"] = "1"
    if is_new:
        subprocess.run(["rt-setup-database-5", "--action", "init", "--skip-create"], env=environment, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seeded = subprocess.run(["perl", "-e", SEED % {"library": LIBRARY}], env=environment, check=True,
                                capture_output=True, text=True)
        tokens = [line for line in seeded.stdout.splitlines() if line.count("-") == 2]
        with open(f"{folder}/tokens", "w", encoding="utf-8") as file:
            file.write("\n".join(tokens))
    with open(f"{folder}/tokens", encoding="utf-8") as file:
        desk, agent = file.read().split()
    server = subprocess.Popen(
        [f"{LIBRARY}/libexec/rt-server", "--host", "127.0.0.1", "--port", str(port), "--server",
         "HTTP::Server::PSGI"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        preexec_fn=dies_with_us)
    for _ in range(240):
        try:
            request = urllib.request.Request(
                f"http://127.0.0.1:{port}/REST/2.0/rt", headers={"Authorization": f"token {desk}"})
            urllib.request.urlopen(request, timeout=5).read()
            break
        except OSError:
            if server.poll() is not None:
                sys.exit("RT ended at its start")
            time.sleep(0.25)
    else:
        server.kill()
        sys.exit("RT does not answer")
    with open(options.record, "a", encoding="utf-8") as record:
        record.write(json.dumps({"desk": desk, "agent": agent, "folder": folder}) + "\n")
    print(f"listening on 127.0.0.1:{port}", flush=True)
    # A suite's one server is nobody's to end: it goes when the tests do.
    while os.getppid() == parent and server.poll() is None:
        time.sleep(0.2)
    server.kill()


if __name__ == "__main__":
    main()
