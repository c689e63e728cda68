"""The image, really built and run: read-only, without rights, as nobody in particular."""

import json
import re
import unittest

import engine
from cluster import ROOT, Cluster, http_status
from process import free_port, wait_until

PROGRAMS = ("detector", "packager", "router", "switchboard", "learner", "gateway")
MIB = 1 << 20
VERSION = re.search(r"\(baton VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text())[1]
RESTRICTED = (
    "--read-only",
    "--read-only-tmpfs=false",
    "--cap-drop=all",
    "--security-opt=no-new-privileges",
    # Podman would raise them, which a machine that is a container itself may not.
    "--ulimit=nofile=4096:4096",
    "--ulimit=nproc=4096:4096",
)


def run(*words, options=(), check=True):
    return engine.podman(
        "run", "--rm", "--network=host", *RESTRICTED, *options, engine.IMAGE, *words, check=check
    )


class ImageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.base = engine.ensure_base()
        engine.build(cls.base)

    def test_each_program_is_there_and_tells_its_version(self):
        for name in PROGRAMS:
            self.assertIn(VERSION, run(name, "--version").stdout, name)
        self.assertIn("conversation-events", run("baton", "topics").stdout)

    def test_it_is_nobody_in_particular(self):
        self.assertEqual("65532", run("id", "-u").stdout.strip())
        self.assertNotEqual(0, run("touch", "/usr/local/bin/x", check=False).returncode)

    def test_it_adds_less_than_60_mb(self):
        def used(image):
            return int(engine.podman("image", "inspect", "--format={{.Size}}", image).stdout)

        self.assertLess(used(engine.IMAGE) - used(self.base), 60 * MIB)

    def test_it_says_what_it_holds(self):
        bill = json.loads(run("cat", "/usr/share/sbom/baton.spdx.json").stdout)
        versions = {package["name"]: package["versionInfo"] for package in bill["packages"]}
        self.assertTrue(versions["librdkafka1"].startswith("2.8."))
        labels = json.loads(
            engine.podman("image", "inspect", "--format={{json .Labels}}", engine.IMAGE).stdout
        )
        self.assertEqual(VERSION, labels["org.opencontainers.image.version"])

    def test_a_service_gets_ready_and_stops_with_0(self):
        with Cluster() as cluster:
            cluster.start()
            cluster.create_topics()
            port = free_port()
            env = {**cluster.env(), "BATON_HTTP_PORT": port, "BATON_HTTP_HOST": "127.0.0.1"}
            options = [f"--env={name}={value}" for name, value in env.items()]
            container = engine.podman(
                "run", "--detach", "--network=host", *RESTRICTED, *options, engine.IMAGE, "detector"
            ).stdout.strip()
            try:
                url = f"http://127.0.0.1:{port}/readyz"
                self.assertTrue(wait_until(lambda: http_status(url) == 200, 60))
                engine.podman("exec", container, "ready")
                engine.podman("stop", "--time", 20, container)
                state = engine.podman("inspect", "--format={{.State.ExitCode}}", container).stdout
                self.assertEqual("0", state.strip())
            finally:
                engine.podman("rm", "--force", container, check=False)


if __name__ == "__main__":
    unittest.main()
