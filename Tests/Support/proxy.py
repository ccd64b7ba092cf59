"""A real nginx in front of the desk, set up as the README says."""

import os
import pathlib
import shutil
import socket
import subprocess

from running_desk import eventually, free_port

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"

# What the README tells operators to write, and the least that nginx needs to run as anybody.
CONFIGURATION = """
daemon off;
pid {folder}/pid;
error_log {folder}/errors;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
  uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{
    listen 127.0.0.1:{port};
    location / {{
      {block}
      proxy_pass http://127.0.0.1:{desk};
      proxy_http_version 1.1;
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
    }}
  }}
  map $http_upgrade $connection_upgrade {{ default upgrade; '' close; }}
  # Clients of these tests all come from this machine; the first hop says who they are.
  set_real_ip_from 127.0.0.1;
  real_ip_header X-Test-Client;
}}
"""


class Proxy:
    """`Line.open` and `server.get` take it for a server: they only want to know where it is.

    A request's `X-Test-Client` is the address that nginx believes to see it come from.
    """

    def __init__(self, folder, desk_port, blocks_upgrades=False):
        self.desk_port = desk_port
        assert os.access(NGINX, os.X_OK), "there is no nginx: run .ci/set-up test"
        self.folder = pathlib.Path(folder)
        self.folder.mkdir()
        self.port = free_port()
        self.url = f"ws://127.0.0.1:{self.port}/v1/socket"
        self.origin = f"http://127.0.0.1:{self.port}"
        self._start(blocks_upgrades)

    def _start(self, blocks_upgrades):
        settings = self.folder / "nginx.conf"
        settings.write_text(CONFIGURATION.format(
            folder=self.folder, port=self.port, desk=self.desk_port,
            block="if ($http_upgrade) { return 403; }" if blocks_upgrades else ""))
        self.process = subprocess.Popen(
            [NGINX, "-p", str(self.folder), "-c", str(settings), "-e", str(self.folder / "errors")],
            stderr=subprocess.PIPE)
        eventually(self._answers)

    def restart(self, blocks_upgrades):
        """Lines that stand end; whether new websockets get through is said anew."""
        self.stop()
        self._start(blocks_upgrades)

    def _answers(self):
        assert self.process.poll() is None, self.process.stderr.read().decode()
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self):
        self.process.terminate()
        self.process.wait(10)
