"""Serve a site on a free port of this machine for as long as a test needs it."""

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: str


@dataclass(frozen=True)
class Served:
    port: int

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def ask(self, path: str, *, method: str = "GET", host: str | None = None) -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        line.request(method, path, headers={"Host": host or f"localhost:{self.port}"})
        answer = line.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        told = Answer(answer.status, headers, answer.read().decode())
        line.close()
        return told


@contextmanager
def served(app: ASGIApp) -> Iterator[Served]:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", server_header=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]})
        thread.start()
        try:
            yield Served(door.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join(timeout=10)
