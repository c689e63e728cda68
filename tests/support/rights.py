"""The rights that `baton topics --acls` prints, as ACLs of a broker."""

import collections
import os
import subprocess

from cluster import BIN
from confluent_kafka.admin import (
    AclBinding,
    AclBindingFilter,
    AclOperation,
    AclPermissionType,
    ResourcePatternType,
    ResourceType,
)

KINDS = {
    "topic": ResourceType.TOPIC,
    "group": ResourceType.GROUP,
    "transactionalId": ResourceType.TRANSACTIONAL_ID,
}
OPERATIONS = {
    "Read": AclOperation.READ,
    "Write": AclOperation.WRITE,
    "Describe": AclOperation.DESCRIBE,
    "DescribeConfigs": AclOperation.DESCRIBE_CONFIGS,
    "Create": AclOperation.CREATE,
}

Right = collections.namedtuple("Right", "principal kind pattern name operation")


def printed(prefix=""):
    """All of them, one a `Right`."""
    done = subprocess.run(
        [BIN / "baton", "topics", "--acls"],
        env={**os.environ, "BATON_PREFIX": prefix},
        capture_output=True,
        text=True,
        check=True,
    )
    rows = [line.split() for line in done.stdout.splitlines()[1:]]
    found = [Right(*row[:4], operation) for row in rows for operation in row[4].split(",")]
    return list(dict.fromkeys(found))


def binding(right, user, make):
    how, operation = ResourcePatternType[right.pattern.upper()], OPERATIONS[right.operation]
    allow, kind = AclPermissionType.ALLOW, KINDS[right.kind]
    return make(kind, right.name, how, f"User:{user}", "*", operation, allow)


def grant(admin, rights, user=None):
    """To `user`, or each to its principal."""
    made = admin.create_acls([binding(r, user or r.principal, AclBinding) for r in rights])
    for done in made.values():
        done.result(20)


def take_away(admin, rights, user=None):
    """How many there were."""
    gone = admin.delete_acls([binding(r, user or r.principal, AclBindingFilter) for r in rights])
    return sum(len(done.result(20)) for done in gone.values())
