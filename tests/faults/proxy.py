"""What if the network misbehaves? A TCP proxy on loopback that delays, drops, freezes or resets.

with Proxy(broker_port) as proxy:
    proxy.delay(DOWN, 1.5)   # answers come 1.5 s later
    proxy.drop(UP)           # what the client sends vanishes
    proxy.heal()             # cuts what lost bytes; the rest and new connections pass again
"""

import contextlib
import socket
import struct
import threading
import time
from types import TracebackType

UP, DOWN = "up", "down"  # client to server, server to client


class Proxy:
    def __init__(self, target_port: int) -> None:
        self._target = ("127.0.0.1", target_port)
        self._delays = {UP: 0.0, DOWN: 0.0}
        self._drops = {UP: False, DOWN: False}
        self._flowing = threading.Event()
        self._flowing.set()
        self._refuses = False
        self._pairs: list[_Pair] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> "Proxy":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._refuses = True
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.thaw()
        self.reset()

    def delay(self, direction: str, seconds: float) -> None:
        self._delays[direction] = seconds

    def drop(self, direction: str) -> None:
        self._drops[direction] = True

    def freeze(self) -> None:
        """Connections are taken but nothing moves, as with a stopped process."""
        self._flowing.clear()

    def thaw(self) -> None:
        self._flowing.set()

    def refuse(self) -> None:
        """New connections end at once; the open ones are reset."""
        self._refuses = True
        self.reset()

    def reset(self) -> None:
        for pair in self._pairs:
            pair.reset()

    def heal(self) -> None:
        """A stream that lost bytes cannot go on: those connections are reset."""
        self._delays = {UP: 0.0, DOWN: 0.0}
        self._drops = {UP: False, DOWN: False}
        self._refuses = False
        self.thaw()
        for pair in self._pairs:
            if pair.has_lost:
                pair.reset()

    def passes(self, direction: str, pair: "_Pair") -> bool:
        """Waits while frozen and for the delay; False when the bytes are to vanish."""
        self._flowing.wait()
        time.sleep(self._delays[direction])
        if self._drops[direction]:
            pair.has_lost = True
        return not self._drops[direction]

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                if self._refuses:
                    _reset(client)
                    continue
                self._open(client)

    def _open(self, client: socket.socket) -> None:
        try:
            server = socket.create_connection(self._target)
        except OSError:
            _reset(client)
            return
        pair = _Pair(client, server)
        self._pairs.append(pair)
        for source, sink, direction in ((client, server, UP), (server, client, DOWN)):
            threading.Thread(target=pair.pump, args=(self, source, sink, direction), daemon=True).start()


class _Pair:
    """One connection of a client and ours to the server."""

    def __init__(self, client: socket.socket, server: socket.socket) -> None:
        self._sockets = (client, server)
        self.has_lost = False

    def pump(self, proxy: Proxy, source: socket.socket, sink: socket.socket, direction: str) -> None:
        """A reader and a writer in one: a delay holds back all that follows, as a slow line does."""
        try:
            while data := source.recv(65536):
                if proxy.passes(direction, self):
                    sink.sendall(data)
        except OSError:
            pass
        self.close()

    def close(self) -> None:
        for end in self._sockets:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def reset(self) -> None:
        for end in self._sockets:
            with contextlib.suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close()


def _reset(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    end.close()
