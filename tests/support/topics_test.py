"""What `baton topics` says of an installation."""

import collections
import subprocess
import unittest

from cluster import BIN

STAGES = ("detector", "packager", "router", "switchboard", "learner")


class TopicsTest(unittest.TestCase):
    def test_each_program_has_the_rights_that_it_needs_and_no_outsider_more(self):
        done = subprocess.run(
            [BIN / "baton", "topics", "--acls"], capture_output=True, text=True, check=True
        )
        rights = collections.defaultdict(set)
        for line in done.stdout.splitlines()[1:]:
            principal, resource, _, name, operations = line.split()
            rights[principal, resource, name].update(operations.split(","))
        writers = collections.defaultdict(set)
        for (principal, resource, name), operations in rights.items():
            if resource == "topic" and "Write" in operations:
                writers[name].add(principal)
        # The forwarder mends what came under a wrong partitioner.
        self.assertLessEqual({"switchboard", "gateway", "bot"}, writers["conversation-events"])
        self.assertEqual({"switchboard", "gateway", "crm"}, writers["resolutions"])
        self.assertEqual({"router", "gateway", "crm"}, writers["agent-events"])
        self.assertEqual({"router"}, writers["assignments"])
        for outsider in ("bot", "crm"):
            self.assertEqual({"Read", "Describe"}, rights[outsider, "group", f"{outsider}-"])
        for stage in STAGES:
            self.assertIn("Write", rights[stage, "transactionalId", f"baton-{stage}-"])


if __name__ == "__main__":
    unittest.main()
