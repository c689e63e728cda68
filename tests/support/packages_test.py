"""The packages of the group `build` are all that a build needs: a header that comes from another one
is there on a developer's machine by chance, and missing on a fresh one."""

import functools
import re
import subprocess
import unittest

import downloads
from cluster import ROOT

BUILD = ROOT / "build/sanitize"


def lines_of(*command):
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout.splitlines()


def of_group(group):
    return {package for _, package in downloads.packages(group)}


def with_dependencies(names):
    """They, and what is installed of all that they depend on."""
    form = "${Package}\t${Depends}, ${Pre-Depends}\n"
    depends = {}
    for line in lines_of("dpkg-query", "-W", "-f", form):
        name, _, needs = line.partition("\t")
        depends[name] = set(re.findall(r"(?:^|[,|]) *([a-z0-9][a-z0-9.+-]+)", needs))
    found, new = set(), set(names)
    while new:
        found |= new
        new = set().union(*(depends.get(name, set()) for name in new)) - found
    return found


@functools.cache
def packages_of(folder):
    """{package: a header of it} of the headers in `folder` that were compiled."""
    headers = sorted(
        {line.strip() for line in lines_of("ninja", "-C", str(BUILD), "-t", "deps")
         if line.strip().startswith(folder)}
    )  # fmt: skip
    found = {}
    for line in lines_of("dpkg-query", "-S", *headers):
        packages, _, header = line.partition(": ")
        for package in packages.split(", "):
            found.setdefault(package.partition(":")[0], header)
    return found


class PackagesTest(unittest.TestCase):
    def test_each_header_comes_from_a_package_of_the_build(self):
        found = packages_of("/usr/include/")
        self.assertIn("librdkafka-dev", found)
        known = with_dependencies(of_group("build"))
        self.assertEqual({}, {name: found[name] for name in found.keys() - known})

    def test_a_package_that_is_not_named_is_found(self):
        known = with_dependencies(of_group("build") - {"liblz4-dev"})
        self.assertIn("liblz4-dev", packages_of("/usr/include/").keys() - known)


if __name__ == "__main__":
    unittest.main()
