"""The image, really built and run: read-only, without rights, as nobody in particular."""

import json
import unittest

import engine
from cluster import Cluster, http_status
from process import wait_until

SERVICES = ("detector", "packager", "router", "switchboard", "learner", "gateway")
MB = 1_000_000
LIBRARIES = {"libavro24", "libcurl4t64", "libmicrohttpd12t64", "librdkafka1", "libssl3t64"}
RESTRICTED = (
    "--network=host",
    "--read-only",
    "--read-only-tmpfs=false",
    "--cap-drop=all",
    "--security-opt=no-new-privileges",
)


def run(*words, options=(), check=True):
    """What a container of its own prints for a command."""
    words = ("run", "--rm", *RESTRICTED, *options, engine.IMAGE, *words)
    return engine.podman(*words, check=check)


def inspect(image, form):
    return engine.podman("image", "inspect", f"--format={form}", image).stdout


class ImageTest(unittest.TestCase):
    def test_hadolint_finds_nothing(self):
        hadolint = engine.python_folder() / "bin/hadolint"
        engine.call([hadolint, "--failure-threshold", "style", "Dockerfile"])

    def test_each_program_is_there_and_tells_its_version(self):
        for name in SERVICES:
            self.assertIn(engine.VERSION, run(name, "--version").stdout, name)
            self.assertIn("--brokers", run(name, "--help").stdout, name)
        self.assertIn("conversation-events", run("baton", "topics").stdout)

    def test_it_is_nobody_in_particular(self):
        self.assertEqual("65532", run("id", "-u").stdout.strip())
        for path in ("/usr/local/bin/x", "/tmp/x", "/x"):
            self.assertNotEqual(0, run("touch", path, check=False).returncode, path)
        run("touch", "/var/lib/baton/x")

    def test_it_adds_less_than_60_mb(self):
        sizes = [int(inspect(image, "{{.Size}}")) for image in (engine.IMAGE, engine.base())]
        print(f"   image: {(sizes[0] - sizes[1]) / MB:.1f} MB beyond the base", flush=True)
        self.assertLess(sizes[0] - sizes[1], 60 * MB)

    def test_it_says_what_it_holds(self):
        bill = json.loads(run("cat", "/usr/share/sbom/baton.spdx.json").stdout)
        versions = {package["name"]: package["versionInfo"] for package in bill["packages"]}
        self.assertTrue(versions["librdkafka1"].startswith("2.8."))
        self.assertEqual(engine.VERSION, versions["baton"])
        installed = run("dpkg-query", "-W", "-f", "${Package}\n").stdout.split()
        self.assertEqual({"baton", *installed}, set(versions))
        names = {package["SPDXID"]: package["name"] for package in bill["packages"]}
        loaded = {
            names[row["relatedSpdxElement"]]
            for row in bill["relationships"]
            if row["relationshipType"] == "DEPENDS_ON"
        }
        self.assertLessEqual(LIBRARIES, loaded)
        self.assertNotIn("bash", loaded)

    def test_it_has_the_usual_labels(self):
        labels = json.loads(inspect(engine.IMAGE, "{{json .Labels}}"))
        prefix = "org.opencontainers.image."
        self.assertEqual(engine.VERSION, labels[f"{prefix}version"])
        self.assertEqual("test", labels[f"{prefix}revision"])
        self.assertEqual(engine.base(), labels[f"{prefix}base.name"])
        for name in ("title", "description", "source", "licenses", "created"):
            self.assertTrue(labels[prefix + name], name)


class ServicesTest(unittest.TestCase):
    """Each service on a real broker and registry, its container restricted as on Kubernetes."""

    @classmethod
    def setUpClass(cls):
        cls.cluster = cls.enterClassContext(Cluster())
        cls.cluster.start()
        cls.cluster.create_topics()

    def start(self, name):
        env = {
            **self.cluster.env(),
            "BATON_HTTP_PORT": self.cluster.port(name),
            "BATON_HTTP_HOST": "127.0.0.1",
        }
        options = [f"--env={name}={value}" for name, value in env.items()]
        words = ("run", "--detach", "--name", name, *RESTRICTED, *options, engine.IMAGE, name)
        self.addCleanup(engine.podman, "rm", "--force", "--volumes", name, check=False)
        engine.podman(*words)

    def said(self, name):
        log = engine.podman("logs", "--tail=20", name)
        return f"{name}: {log.stdout}{log.stderr}"

    def test_each_gets_ready_and_stops_with_0(self):
        for name in SERVICES:
            self.start(name)
        for name in SERVICES:
            url = f"http://127.0.0.1:{self.cluster.port(name)}/readyz"
            self.assertTrue(wait_until(lambda: http_status(url) == 200, 120), self.said(name))
            port = f"--env=BATON_HTTP_PORT={self.cluster.port(name)}"
            engine.podman("exec", port, name, "ready")
        for name in SERVICES:
            engine.podman("stop", "--time", 30, name)
            code = engine.podman("inspect", "--format={{.State.ExitCode}}", name).stdout.strip()
            self.assertEqual("0", code, self.said(name))


if __name__ == "__main__":
    unittest.main()
