"""A line between browser and desk that dies unseen, as when a phone sleeps or a router forgets it."""

import socket
import threading

from running_desk import free_port


class DeadLine:
    """A TCP proxy. What was connected when it `dies` stays open and carries nothing any more; what
    connects later works, unless it is `blocked`: then it is taken and carries nothing either."""

    def __init__(self, desk_port):
        self.desk_port = desk_port
        self.blocked = False
        self.alive = []
        self.sockets = []
        self.listener = socket.socket()
        self.port = free_port()
        self.listener.bind(("127.0.0.1", self.port))
        self.listener.listen(64)
        self.origin = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._take, daemon=True).start()

    def _take(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            self.sockets.append(near)
            if self.blocked:
                continue
            try:
                far = socket.create_connection(("127.0.0.1", self.desk_port))
            except OSError:
                near.close()
                continue
            self.sockets.append(far)
            life = {"alive": True}
            self.alive.append(life)
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(one, other, life), daemon=True).start()

    @staticmethod
    def _carry(one, other, life):
        try:
            while data := one.recv(65536):
                if life["alive"]:
                    other.sendall(data)
            if life["alive"]:
                other.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # the other side is gone

    def die(self):
        for life in self.alive:
            life["alive"] = False

    def stop(self):
        self.listener.close()
        for one in self.sockets:
            one.close()
