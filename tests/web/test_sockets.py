"""What is written leaves at once: Nagle's delay would cost every click 40 ms."""

import socket

from dashboard.app import send_at_once


def test_every_listening_socket_sends_at_once_and_so_do_its_connections() -> None:
    with socket.socket(socket.AF_INET) as door, socket.socket() as visitor:
        door.bind(("127.0.0.1", 0))
        door.listen()

        send_at_once()

        visitor.connect(door.getsockname())
        inside, _ = door.accept()
        with inside:
            assert inside.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert not visitor.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
