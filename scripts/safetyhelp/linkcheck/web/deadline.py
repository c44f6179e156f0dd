"""Deadlines that a server cannot put off by sending a byte now and then.

A socket's own time-out starts anew with every byte. So one watchdog thread ends every connection
whose time is up: it shuts the connection down, and the thread that waits on it wakes up.
"""

import contextlib
import heapq
import itertools
import socket
import threading
import time


class Deadline:
    """The time that one request may take. `expired` says whether it was cut off."""

    def __init__(self, at: float) -> None:
        self.at = at
        self.expired = False
        self._twin: socket.socket | None = None
        self._lock = threading.Lock()

    def remaining(self) -> float:
        """Return the seconds that are left, never less than a moment."""
        return max(0.01, self.at - time.monotonic())

    def covers(self, connection: socket.socket) -> None:
        """Let the deadline hold for a connection, also after TLS has taken it over."""
        with self._lock:
            self._release()
            self._twin = connection.dup()
            if self.expired:
                self._cut()

    def expire(self) -> None:
        """End the connection now."""
        with self._lock:
            self.expired = True
            self._cut()

    def close(self) -> None:
        """Forget the connection."""
        with self._lock:
            self._release()

    def _cut(self) -> None:
        if self._twin is not None:
            with contextlib.suppress(OSError):
                self._twin.shutdown(socket.SHUT_RDWR)

    def _release(self) -> None:
        if self._twin is not None:
            self._twin.close()
            self._twin = None


class Watchdog:
    """One thread that ends what has passed its deadline."""

    def __init__(self) -> None:
        self._waiting: list[tuple[float, int, Deadline]] = []
        self._numbers = itertools.count()
        self._changed = threading.Condition()
        self._closed = False
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()

    def start(self, seconds: float) -> Deadline:
        """Return a deadline so many seconds from now."""
        deadline = Deadline(time.monotonic() + seconds)
        with self._changed:
            heapq.heappush(self._waiting, (deadline.at, next(self._numbers), deadline))
            self._changed.notify()
        return deadline

    def close(self) -> None:
        """Stop watching."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    def _watch(self) -> None:
        while True:
            with self._changed:
                if self._closed:
                    return
                now = time.monotonic()
                if not self._waiting or self._waiting[0][0] > now:
                    pause = self._waiting[0][0] - now if self._waiting else None
                    self._changed.wait(pause)
                    continue
                _, _, deadline = heapq.heappop(self._waiting)
            deadline.expire()
