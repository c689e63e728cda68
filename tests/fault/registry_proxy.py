"""What stands between the services and the registry, and answers as badly as it is told.

    proxy.mode = "error"          # from now on; MODES
    proxy.delay_s = 0.1           # before each answer
    proxy.lies["7"] = "{...}"     # the text that is given for schema 7, whatever the mode
    proxy.counts["error"]         # requests that were answered so; "lie" for the lies
"""

import collections
import http.server
import json
import socketserver
import threading
import time
import urllib.error
import urllib.request

JSON = "application/vnd.schemaregistry.v1+json"
HUGE_BYTES = 100 * 1000 * 1000
SLOW_S = 8  # in which a byte comes now and then; longer than the services wait
PAGE = b"<!doctype html><html><title>Sign in</title><body>Please sign in.</body></html>"


class Handler(http.server.BaseHTTPRequestHandler):
    def answer(self):
        self.proxy = self.server.proxy
        size = int(self.headers.get("Content-Length") or 0)
        self.sent = self.rfile.read(size) if size else None
        text = self.proxy.lies.get(self.path.rpartition("/schemas/ids/")[2])
        word = "lie" if text is not None else self.proxy.mode
        self.proxy.counts[word] += 1
        time.sleep(self.proxy.delay_s)
        try:
            if text is not None:
                self.send(200, JSON, json.dumps({"schema": text}).encode())
            else:
                getattr(self, word)()
        except OSError:
            pass  # the client had enough

    do_GET = do_POST = do_PUT = answer

    def send(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def good(self):
        url = self.proxy.target + self.path
        kind = {"Content-Type": self.headers.get("Content-Type") or JSON}
        request = urllib.request.Request(url, self.sent, kind, method=self.command)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                self.send(answer.status, JSON, answer.read())
        except urllib.error.HTTPError as error:
            self.send(error.code, JSON, error.read())
        except OSError:
            self.hang_up()  # the target is away, so we are

    def hang_up(self):
        self.close_connection = True

    def error(self):
        self.send(500, JSON, b'{"error_code":50001,"message":"Error in the backend data store"}')

    def page(self):
        self.send(200, "text/html", PAGE)

    def slow(self):
        """The head at once, the body byte by byte."""
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _ in range(int(SLOW_S / 0.2)):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.2)

    def huge(self):
        """A schema that has no end, from a registry that says its length, and so means it."""
        self.send_response(200)
        self.send_header("Content-Type", JSON)
        self.send_header("Content-Length", str(HUGE_BYTES))
        self.end_headers()
        self.wfile.write(b'{"schema":"')
        for _ in range(HUGE_BYTES // 1_000_000):
            self.wfile.write(b"x" * 1_000_000)

    def log_message(self, *_):
        pass


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 64


# In all but the first a registry does not do its work.
MODES = ("good", "hang_up", "error", "page", "slow", "huge")


class RegistryProxy:
    def __init__(self, target):
        scheme, _, rest = target.partition("://")
        host, _, self.path = rest.partition("/")
        self.target = f"{scheme}://{host}"
        self.delay_s = 0
        self.mode, self.lies, self.counts = "good", {}, collections.Counter()
        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.proxy = self
        threading.Thread(target=self.server.serve_forever, args=(0.1,), daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_port}/{self.path}"

    def close(self):
        self.server.shutdown()
        self.server.server_close()
