#!/usr/bin/env python3
"""An IMAP server that lets anybody in and then misbehaves in the way that is asked for.

  --way silent   answers nothing after the login
  --way endless  one line without an end
  --way giant    says that a letter is 4 GB long
  --way lying    tells a letter whose length covers words that look like the server's own
  --way bye      ends the conversation instead of answering
  --way no       refuses every folder
  --way quoted   gives the letter between quotes

Prints "listening on 127.0.0.1:PORT" when it is ready. Needs nothing but Python.
"""

import argparse
import socketserver


class Talk(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")
        self.wfile.flush()

    def handle(self):
        try:
            self.talk()
        except OSError:
            pass

    def talk(self):
        self.say("* OK [CAPABILITY IMAP4rev1] here")
        while line := self.rfile.readline().decode().strip():
            tag, command = line.split(" ", 1)
            word = command.split(" ")[0].upper()
            if word == "CAPABILITY":
                self.say("* CAPABILITY IMAP4rev1")
                self.say(f"{tag} OK done")
            elif word == "LOGIN":
                self.say(f"{tag} OK in")
            elif word == "SELECT" and self.server.way != "no":
                self.select(tag)
            elif command.upper().startswith("UID FETCH"):
                self.fetch(tag)
            elif word == "LOGOUT":
                self.say(f"{tag} OK bye")
                return
            else:
                self.say(f"{tag} NO not here")

    def select(self, tag):
        way = self.server.way
        if way == "silent":
            self.rfile.readline()
            return
        if way == "endless":
            while True:
                self.wfile.write(b"x" * 65536)
        if way == "bye":
            self.say("* BYE too many of you")
            return
        self.say("* 1 EXISTS")
        self.say("* OK [UIDVALIDITY 7] fine")
        self.say("* OK [UIDNEXT 2] fine")
        self.say(f"{tag} OK open")

    def fetch(self, tag):
        way = self.server.way
        if way == "giant":
            self.say("* 1 FETCH (UID 1 BODY[] {4294967296}")
            while True:
                self.wfile.write(b"x" * 65536)
        if way == "quoted":
            self.say('* 1 FETCH (UID 1 BODY[] "a \\"short\\" letter")')
        else:
            letter = f"Subject: x\r\n\r\n{tag} OK done\r\n* BYE\r\nthe end"
            self.say(f"* 1 FETCH (UID 1 BODY[] {{{len(letter)}}}\r\n{letter})")
        self.say(f"{tag} OK done")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--record")
    parser.add_argument("--way", required=True)
    options = parser.parse_args()
    socketserver.ThreadingTCPServer.allow_reuse_address = True
    socketserver.ThreadingTCPServer.daemon_threads = True
    server = socketserver.ThreadingTCPServer(("127.0.0.1", options.port), Talk)
    server.way = options.way
    print(f"listening on 127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()


main()
