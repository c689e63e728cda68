"""A broker that lets nobody in without a name and enforces what each may do; programs and clients
that come with certificates, passwords and tokens; and who gives out the tokens."""

import base64
import hashlib
import http.server
import json
import os
import subprocess
import threading
import time
import unittest

import clients
import rights
from certificates import Certificates
from cluster import BIN, Cluster
from confluent_kafka.admin import AdminClient
from gateway_bed import message
from process import wait_until
from wire import Wire

SEED = int(os.environ.get("BATON_SEED", "20250322"))

SASL = "org.apache.kafka.common.security"
LOGIN = "listener.name.login"
# The broker's, in its settings; another one is shown after a restart.
KEYSTORE, TRUSTSTORE = "ssl.keystore.location", "ssl.truststore.location"
PASSWORDS = {"plain": "of-plain", "plain2": "of-plain-two"}


def settings(made, tokens):
    users = " ".join(f'user_{name}="{word}"' for name, word in PASSWORDS.items())
    return {
        "listener.security.protocol.map": (
            "PLAINTEXT:PLAINTEXT,MTLS:SSL,LOGIN:SASL_SSL,CONTROLLER:PLAINTEXT"
        ),
        "ssl.keystore.type": "PEM",
        "ssl.truststore.type": "PEM",
        KEYSTORE: made.broker(made.first),
        TRUSTSTORE: made.ca,
        "listener.name.mtls.ssl.client.auth": "required",
        "listener.name.login.ssl.client.auth": "none",
        "ssl.principal.mapping.rules": "RULE:^CN=([^,]*).*$/$1/,DEFAULT",
        f"{LOGIN}.sasl.enabled.mechanisms": "PLAIN,SCRAM-SHA-512,OAUTHBEARER",
        f"{LOGIN}.plain.sasl.jaas.config": f"{SASL}.plain.PlainLoginModule required {users};",
        f"{LOGIN}.scram-sha-512.sasl.jaas.config": f"{SASL}.scram.ScramLoginModule required;",
        f"{LOGIN}.oauthbearer.sasl.jaas.config": (
            f"{SASL}.oauthbearer.OAuthBearerLoginModule required;"
        ),
        f"{LOGIN}.oauthbearer.sasl.server.callback.handler.class": (
            f"{SASL}.oauthbearer.OAuthBearerValidatorCallbackHandler"
        ),
        "sasl.oauthbearer.jwks.endpoint.url": tokens.keys_url,
        "sasl.oauthbearer.expected.audience": "kafka",
        "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "super.users": "User:ANONYMOUS",  # the broker itself and the tests' own clients
    }


class SecureCluster(Cluster):
    """By PLAINTEXT one may do all. `certificates`: `first` and `second` are authorities, both
    trusted by all; `tokens`: who gives out tokens."""

    def __init__(self):
        super().__init__(doors=("MTLS", "LOGIN"))
        made = self.certificates = Certificates(self.folder / "certificates")
        made.first, made.second = made.authority("first"), made.authority("second")
        made.trust(made.first, made.second)
        self.tokens = Tokens(made)
        self.broker.settings.update(settings(made, self.tokens))
        self.users = {}

    def user(self, name):
        """The librdkafka settings of one who comes with a certificate."""
        if name not in self.users:
            key, certificate = self.certificates.signed(self.certificates.first, name)
            self.users[name] = {
                "bootstrap.servers": self.broker.door("MTLS"),
                "security.protocol": "ssl",
                "ssl.ca.location": str(self.certificates.ca),
                "ssl.certificate.location": str(certificate),
                "ssl.key.location": str(key),
            }
        return self.users[name]

    def login(self, mechanism, **more):
        """The librdkafka settings of one who comes with a word."""
        return {
            "bootstrap.servers": self.broker.door("LOGIN"),
            "security.protocol": "sasl_ssl",
            "ssl.ca.location": str(self.certificates.ca),
            "sasl.mechanism": mechanism,
            **{name.replace("_", "."): str(value) for name, value in more.items()},
        }

    def stop(self, seconds=30):
        try:
            return super().stop(seconds)
        finally:
            self.tokens.close()


def environment(settings):
    """The same, for a program of Baton's."""
    more = {n: v for n, v in settings.items() if n != "bootstrap.servers"}
    named = {f"BATON_KAFKA_{n.upper().replace('.', '_')}": v for n, v in more.items()}
    return {"BATON_BROKERS": settings["bootstrap.servers"], **named}


class UserWire(Wire):
    """As one who has a certificate. `bot`: by whom events are sent; by himself when None."""

    def __init__(self, cluster, prefix, user, bot=None):
        super().__init__(cluster, prefix)
        self.own, self.bot = cluster.user(user), bot
        self.admin = AdminClient(clients.settings(cluster, self.own))

    def producer(self, **more):
        if self.bot:
            self.bots = self.bot.producer()
        return super().producer(**{**self.own, **more})

    def send(self, producer, topic, key, value, **more):
        by_bot = self.bot and topic == "conversation-events"
        super().send(self.bots if by_bot else producer, topic, key, value, **more)

    def reader(self, group="reader", **more):
        return super().reader(f"{self.prefix}{group}", **{**self.own, **more})


def base64url(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


class Tokens:
    """A token endpoint: a client whose secret is right gets a token, signed, for a few seconds; and
    the keys that its signatures are checked by."""

    LIFE_S = 20

    def __init__(self, made):
        self.key = made.folder / "tokens.key"
        made.openssl("genrsa", "-out", self.key, "2048")
        self.secrets = {}
        self.given = self.refused = 0
        tokens = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                tokens.answer(self, 200, tokens.keys())

            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                _, _, word = self.headers.get("Authorization", "").partition(" ")
                client, _, secret = base64.b64decode(word).decode().partition(":")
                if secret and tokens.secrets.get(client) == secret:
                    tokens.given += 1
                    tokens.answer(self, 200, tokens.token(client))
                else:
                    tokens.refused += 1
                    tokens.answer(self, 401, {"error": "invalid_client"})

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/token"
        self.keys_url = self.url.replace("/token", "/keys")
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def openssl(self, *words, data=b""):
        done = subprocess.run(
            ["openssl", *map(str, words)], input=data, capture_output=True, check=True
        )
        return done.stdout

    def keys(self):
        modulus = self.openssl("rsa", "-in", self.key, "-noout", "-modulus").decode()
        number = bytes.fromhex(modulus.strip().partition("=")[2])
        key = {"kty": "RSA", "kid": "1", "use": "sig", "alg": "RS256", "e": "AQAB"}
        return {"keys": [{**key, "n": base64url(number)}]}

    def token(self, client):
        now = int(time.time())
        claims = {"sub": client, "aud": "kafka", "iat": now, "exp": now + self.LIFE_S}
        claims["jti"] = hashlib.sha256(f"{client} {self.given}".encode()).hexdigest()
        head = {"alg": "RS256", "kid": "1", "typ": "JWT"}
        signed = ".".join(base64url(json.dumps(part).encode()) for part in (head, claims))
        by = self.openssl("dgst", "-sha256", "-sign", self.key, data=signed.encode())
        whole = f"{signed}.{base64url(by)}"
        return {"access_token": whole, "token_type": "bearer", "expires_in": self.LIFE_S}

    def answer(self, request, status, body):
        data = json.dumps(body).encode()
        request.send_response(status)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        request.wfile.write(data)

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class SecureCase(unittest.TestCase):
    """One cluster for all; an installation, with its users, for each test."""

    @classmethod
    def setUpClass(cls):
        print(f"  seed {SEED}", flush=True)
        cls.cluster = SecureCluster()
        os.environ["BATON_BROKER_JAVA"] = (
            f"-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls={cls.cluster.tokens.keys_url}"
        )
        try:
            cls.cluster.start()
        finally:
            del os.environ["BATON_BROKER_JAVA"]
        cls.admin = clients.admin(cls.cluster)

    @classmethod
    def tearDownClass(cls):
        cls.cluster.stop()

    def install(self, prefix):
        """Rights and topics of an installation; the topics are made with the setup's rights, which are
        given last: brokers learn of rights one after the other, soon after they were given."""
        self.prefix, self.rights = prefix, rights.printed(prefix)
        principals = {right.principal for right in self.rights}
        for principal in sorted(principals, key=lambda name: name == "setup"):
            own = [right for right in self.rights if right.principal == principal]
            rights.grant(self.admin, own, prefix + principal)
        words = ["topics", "--create", "--partitions", "4"]
        setup = self.cluster.user(f"{prefix}setup")
        self.assertTrue(wait_until(lambda: self.runs_baton(words, prefix, setup), 30), self.said)

    def runs_baton(self, words, prefix, settings):
        env = {**os.environ, **self.cluster.env(), **environment(settings)}
        done = subprocess.run(
            [str(BIN / "baton"), *words],
            env={**env, "BATON_PREFIX": prefix},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        self.said = done.stderr + done.stdout
        return done.returncode == 0

    def service(self, name, settings, instance=0, **env):
        service = self.cluster.service(
            name,
            f"{self.prefix}{instance}".replace(".", "-"),
            {**environment(settings), "BATON_PREFIX": self.prefix, **env},
        )
        self.addCleanup(service.kill)
        return service

    def gateway(self, settings, **env):
        gateway = self.service("gateway", settings, **env)
        gateway.start()
        return gateway

    def text(self, service):
        return service.log.read_text(errors="replace")

    def has_line(self, service, fits, begin, seconds):
        """Whether within so many seconds a line behind `begin` of its log is one that `fits`."""
        return wait_until(
            lambda: any(fits(line) for line in self.text(service)[begin:].splitlines()), seconds
        )

    def says(self, service, *words, seconds=60):
        """That there is a line with all these words."""
        found = self.has_line(service, lambda line: all(w in line for w in words), 0, seconds)
        self.assertTrue(found, f"no line says {words}:{service.log_end()}")

    def grant_to(self, principal, user):
        own = [right for right in self.rights if right.principal == principal]
        rights.grant(self.admin, own, user)

    def right(self, principal, name, operation):
        wanted = (principal, self.prefix + name, operation)
        (right,) = [r for r in self.rights if (r.principal, r.name, r.operation) == wanted]
        return right

    def post(self, client, number):
        tenant = {"tenant": "acme"}
        return client.post("/v1/events", {**message("c1", number), **tenant}).status

    def secret(self, name, word):
        """A file that holds it."""
        path = self.cluster.folder / name
        new = path.with_suffix(".new")
        new.write_text(f"{word}\n")
        new.rename(path)
        return path
