"""The version stands in CMakeLists.txt; wherever else a file names Baton's, it is the same one."""

import json
import re
import subprocess
import unittest

from cluster import BIN, ROOT

PROGRAMS = ("detector", "packager", "router", "switchboard", "learner", "gateway", "baton")
NUMBER = r"\d+\.\d+\.\d+"
# File: how it names the version. A file that no longer does is found too.
NAMED = {
    "Dockerfile": rf"^ARG VERSION=({NUMBER})$",
    "docker-compose.yml": rf"^ *image: baton:({NUMBER})$",
    "k8s/base/kustomization.yaml": rf"^ *newTag: ({NUMBER})$",
    "README.md": rf"baton:({NUMBER})\b",
    "CHANGELOG.md": rf"\A(?:.|\n)*?^## \[?({NUMBER})\b",  # the newest that is not [Unreleased]
}
# Any text that names an image or a tag of Baton.
ANYWHERE = re.compile(rf"\bbaton:({NUMBER})\b|name: baton, .*newTag: ({NUMBER})")


def version():
    return re.search(rf"^project\(baton VERSION ({NUMBER}) ", read("CMakeLists.txt"), re.M)[1]


def read(name):
    return (ROOT / name).read_text()


class VersionTest(unittest.TestCase):
    def test_each_file_that_names_the_version_names_the_same(self):
        for name, form in NAMED.items():
            self.assertEqual({version()}, set(re.findall(form, read(name), re.M)), name)
        self.assertEqual(version(), json.loads(read("schemas/asyncapi.json"))["info"]["version"])

    def test_no_text_names_another(self):
        for pattern in ("*.md", "*.yml", "*.yaml"):
            for path in ROOT.rglob(pattern):
                if "build" in path.relative_to(ROOT).parts:
                    continue
                for found in ANYWHERE.finditer(path.read_text()):
                    self.assertEqual(version(), found[1] or found[2], f"{path}: {found[0]}")

    def test_each_program_tells_it(self):
        for name in PROGRAMS:
            said = subprocess.run([BIN / name, "--version"], capture_output=True, text=True)
            self.assertEqual(f"{name} {version()}\n", said.stdout)

    def test_the_changelog_is_in_the_usual_form(self):
        lines = read("CHANGELOG.md").splitlines()
        self.assertEqual("# Changelog", lines[0])
        kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
        sections = [line[3:] for line in lines if line.startswith("## ")]
        self.assertEqual("[Unreleased]", sections[0])
        numbers = []
        for section in sections[1:]:
            found = re.fullmatch(rf"\[?({NUMBER})\]?( - \d{{4}}-\d\d-\d\d)?", section)
            self.assertTrue(found, section)
            numbers.append(tuple(int(part) for part in found[1].split(".")))
        self.assertEqual(sorted(numbers, reverse=True), numbers)
        self.assertLessEqual({line[4:] for line in lines if line.startswith("### ")}, kinds)


if __name__ == "__main__":
    unittest.main()
