"""Dockerfile, compose file and what they name: valid strictly, complete, and known to the programs."""

import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

import downloads
import promtool
import tools
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("BATON_BIN") or ROOT / "build/bin")
COMPOSE = ROOT / "docker-compose.yml"
SERVICES = ("detector", "packager", "router", "switchboard", "learner", "gateway")
OURS = (*SERVICES, "topics", "setup", "demo")
# What the programs load, by the packages' names, of which Debian 12 and 13 have different ends.
LIBRARIES = (
    "libavro",
    "libcurl",
    "libjansson",
    "liblmdb",
    "libmicrohttpd",
    "librdkafka",
    "libutf8proc",
    "zlib",
)


def run(*words, check=True):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, cwd=ROOT)
    if check and done.returncode:
        raise AssertionError(f"{words[0]}: {done.stdout}{done.stderr}")
    return done


def compose(file):
    """The compose file as its reference implementation reads it."""
    done = run(tools.folder() / "bin/compose", "-format", "json", file)
    return json.loads(done.stdout)


class ComposeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.services = compose(COMPOSE)["services"]

    def test_a_field_that_does_not_exist_is_found(self):
        text = (
            COMPOSE.read_text()
            .replace("    read_only:", "    readonly:")
            .replace("  read_only: true", "  read_onyl: true")
        )
        with tempfile.NamedTemporaryFile("w", suffix=".yml") as file:
            file.write(text)
            file.flush()
            done = run(tools.folder() / "bin/compose", file.name, check=False)
        self.assertNotEqual(0, done.returncode)
        self.assertIn("read_onyl", done.stdout + done.stderr)

    def test_all_of_baton_is_there_and_watched(self):
        for name in SERVICES:
            service = self.services[name]
            self.assertEqual([name], service["command"])
            self.assertEqual(["CMD", "ready"], service["healthcheck"]["test"])
            self.assertEqual({"setup"}, set(service["depends_on"]))
        self.assertLessEqual(set(SERVICES), set(self.services["demo"]["depends_on"]))
        for name in self.services.keys() - set(OURS):
            self.assertIn("test", self.services[name].get("healthcheck", {}), name)
        by_default = {name for name, service in self.services.items() if "profiles" not in service}
        self.assertEqual({*OURS, "kafka", "registry"}, by_default)

    def test_containers_of_ours_are_read_only_and_without_rights(self):
        for name in OURS:
            self.assertTrue(self.services[name]["read_only"], name)
            self.assertEqual(["ALL"], self.services[name]["cap_drop"], name)
            self.assertNotIn("user", self.services[name], "the image's: nobody")

    def test_nothing_is_published_beyond_this_machine(self):
        for name, service in self.services.items():
            for port in service.get("ports", []):
                self.assertEqual("127.0.0.1", port["host_ip"], name)

    def test_images_are_of_one_version(self):
        for name, service in self.services.items():
            self.assertRegex(service["image"], r":v?\d+\.\d+\.\d+$", name)
        pinned = (ROOT / "tests/support/versions").read_text()
        for key, image in (("kafka", "kafka"), ("apicurio", "registry")):
            wanted = re.search(rf"^{key}=(.*)$", pinned, re.M)[1]
            self.assertTrue(self.services[image]["image"].endswith(f":{wanted}"), image)

    def test_a_service_takes_its_settings(self):
        for name in SERVICES:
            table = run(BIN / name, "--options-table").stdout
            options = set(re.findall(r"^\| `\w+` \| `(BATON_\w+)` \|", table, re.M))
            given = self.services[name]["environment"]
            self.assertLessEqual(set(given), options, name)
            done = subprocess.run(
                [BIN / name, "--check-config"], capture_output=True, text=True, env=given
            )
            self.assertEqual(0, done.returncode, done.stderr)

    def test_files_that_are_mounted_or_played_exist(self):
        for name, service in self.services.items():
            for volume in service.get("volumes", []):
                if volume["type"] == "bind":
                    self.assertTrue(pathlib.Path(volume["source"]).exists(), name)
        played = {pathlib.Path(word).name for word in self.services["demo"]["command"][3:]}
        there = {file.name for file in (ROOT / "tests/conversations").glob("*.jsonl")}
        self.assertEqual(there, played)

    def test_prometheus_takes_its_configuration_and_asks_every_service(self):
        file = ROOT / "docker/prometheus.yml"
        run(promtool.program(), "check", "config", file)
        jobs = [job["job_name"] for job in yaml.safe_load(file.read_text())["scrape_configs"]]
        self.assertEqual(list(SERVICES), jobs)


class DockerfileTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.text = (ROOT / "Dockerfile").read_text()
        cls.build, cls.image = cls.text.split("FROM ${BASE}\n")

    def test_hadolint_finds_nothing(self):
        run(tools.folder() / "bin/hadolint", "--failure-threshold", "style", "Dockerfile")

    def test_it_installs_what_the_build_needs(self):
        not_here = {"ccache", "git", "liblz4-dev", "python3"}  # for developers, tests and benchmarks
        for version, package in downloads.packages("build"):
            if version in ("any", "13") and package not in not_here:
                self.assertRegex(self.build, rf"\b{re.escape(package)}\b")

    def test_every_program_is_built_and_what_it_is_built_from_is_sent(self):
        for name in (*SERVICES, "baton"):
            self.assertRegex(self.build, rf"--quiet .*\b{name}\b")
        sent = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(), re.M)
        self.assertEqual({"CMakeLists.txt", "libcommon", "services", "docker"}, set(sent))

    def test_what_is_sent_can_be_built(self):
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / "src"
            source.mkdir()
            for name in re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(), re.M):
                (source / name).symlink_to(ROOT / name)
            build = pathlib.Path(folder) / "build"
            run("cmake", "-S", source, "-B", build, "-G", "Ninja")
            targets = run("ninja", "-C", build, "-t", "targets", "all").stdout
        for name in (*SERVICES, "baton"):
            self.assertRegex(targets, rf"(?m)^{name}: phony")

    def test_it_runs_as_nobody_in_particular(self):
        self.assertRegex(self.image, r"(?m)^USER 65532:65532$")
        self.assertNotIn("ENTRYPOINT", self.image)
        for label in ("title", "version", "revision", "source", "licenses", "created", "base.name"):
            self.assertIn(f"org.opencontainers.image.{label}=", self.image)
        (base,) = re.findall(r"^ARG BASE=(.+)$", self.build, re.M)
        self.assertRegex(base, r"^docker\.io/library/debian:13-slim$")
        self.assertRegex(self.image, r'(?m)^ARG BASE$(.|\n)*image\.base\.name="\$\{BASE\}"')

    def wrong_spdx(self, document):
        """What SPDX's own tools find wrong with a document."""
        with tempfile.NamedTemporaryFile("w", suffix=".spdx.json") as file:
            json.dump(document, file)
            file.flush()
            done = run(tools.folder() / "bin/pyspdxtools", "-i", file.name, check=False)
        return done.stdout + done.stderr if done.returncode else ""

    def test_the_bill_of_materials_is_spdx(self):
        made = json.loads(run("docker/sbom", "1.2.3", BIN).stdout)
        self.assertEqual("", self.wrong_spdx(made))
        self.assertEqual("SPDX-2.3", made["spdxVersion"])
        packages = {package["name"]: package for package in made["packages"]}
        self.assertEqual("1.2.3", packages["baton"]["versionInfo"])
        (reference,) = packages["librdkafka1"]["externalRefs"]
        self.assertRegex(reference["referenceLocator"], r"^pkg:deb/debian/librdkafka1@\d")
        names = [package["SPDXID"] for package in made["packages"]]
        self.assertEqual(len(names), len(set(names)))
        loaded = {
            row["relatedSpdxElement"]
            for row in made["relationships"]
            if (row["spdxElementId"], row["relationshipType"]) == ("SPDXRef-baton", "DEPENDS_ON")
        }
        for name in LIBRARIES:
            found = [id for id in loaded if re.match(rf"SPDXRef-{name}[\d-]", id)]
            self.assertEqual(1, len(found), name)

    def test_a_wrong_bill_is_found(self):
        made = json.loads(run("docker/sbom", "1.2.3", BIN).stdout)
        made["relationships"][1]["relatedSpdxElement"] = "SPDXRef-nothing"
        self.assertIn("nothing", self.wrong_spdx(made))
        del made["creationInfo"]
        self.assertNotEqual("", self.wrong_spdx(made))


if __name__ == "__main__":
    unittest.main()
