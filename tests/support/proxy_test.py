"""The proxy that is a bad network."""

import pathlib
import socket
import sys
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from process import free_port  # noqa: E402
from proxy import Proxy  # noqa: E402


def echo(connection):
    try:
        while data := connection.recv(1 << 16):
            connection.sendall(data)
    except OSError:
        pass


def serve(listener):
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=echo, args=(connection,), daemon=True).start()


class ProxyTest(unittest.TestCase):
    def setUp(self):
        listener = self.enterContext(socket.create_server(("127.0.0.1", 0)))
        threading.Thread(target=serve, args=(listener,), daemon=True).start()
        self.port = free_port()
        self.proxy = self.enterContext(Proxy(self.port, listener.getsockname()[1]))

    def connect(self):
        connection = self.enterContext(socket.create_connection(("127.0.0.1", self.port), 5))
        connection.sendall(b"hello")
        self.assertEqual(connection.recv(5), b"hello")
        return connection

    def test_a_delay_keeps_the_order(self):
        connection = self.connect()
        self.proxy.delay_s, self.proxy.jitter_s = 0.2, 0.1
        began, got = time.monotonic(), b""
        for number in range(10):
            connection.sendall(b"%d" % number)
            time.sleep(0.01)
        while len(got) < 10:
            got += connection.recv(10)
        self.assertEqual(got, b"0123456789")
        self.assertGreater(time.monotonic() - began, 0.2)

    def test_silence_is_neither_an_end_nor_an_error_until_it_is_over(self):
        connection = self.connect()
        self.assertEqual(self.proxy.silence(), 1)
        connection.sendall(b"x")
        connection.settimeout(0.5)
        with self.assertRaises(TimeoutError):
            connection.recv(1)
        self.assertEqual(self.proxy.counts["swallowed"], 1)
        self.proxy.calm()
        with self.assertRaises(ConnectionResetError):
            connection.recv(1)

    def test_refused_and_accepted_again(self):
        connection = self.connect()
        self.proxy.refuse()
        with self.assertRaises(ConnectionResetError):
            connection.recv(1)
        with self.assertRaises(ConnectionRefusedError):
            self.connect()
        self.proxy.accept()
        self.connect()

    def test_resets_come_by_lot(self):
        self.proxy.resets = 1.0
        with self.assertRaises(ConnectionResetError):
            self.connect().recv(1)
        self.assertEqual(self.proxy.counts["resets"], 1)


if __name__ == "__main__":
    unittest.main()
