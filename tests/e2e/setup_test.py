"""What a deployment sets up (topics, schemas) is all that services need which may not register."""

import unittest

from cluster import Cluster
from process import Failed

SERVICES = ("detector", "packager", "router", "switchboard", "learner", "gateway")


class SetupTest(unittest.TestCase):
    def test_services_only_look_up_what_the_setup_registered(self):
        with Cluster() as cluster:
            cluster.start()
            cluster.baton("topics", "--create", "--partitions", 1)
            with self.assertRaisesRegex(Failed, "schemas: .*escalation-signals-value"):
                cluster.baton("schemas")
            registered = cluster.baton("schemas", "--register")
            self.assertEqual([f"registered  {name}" for name in SERVICES], registered.splitlines())
            known = cluster.baton("schemas")
            self.assertEqual([f"known  {name}" for name in SERVICES], known.splitlines())
            started = [
                cluster.service(name, env={"BATON_REGISTER_SCHEMAS": "false"}) for name in SERVICES
            ]
            for service in started:
                service.launch()
            for service in started:
                service.wait()


if __name__ == "__main__":
    unittest.main()
