"""Runs the quality test of packages (services/cli/quality_test.c) on the labelled conversations.

    quality.py [--data DIR] [--test FILE]    over those that are worked on, of all sources; none of the kept ones

Without one of its facts, attempts or promises each package is worse, and a summary with a wrong
number or name is not clear.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import choose

sys.path.insert(0, str(choose.ROOT / "services/packager"))
import score


def worked_on(source):
    """Ids of the labelled conversations but the kept ones, whose lines are not read."""
    lines = (choose.ROOT / f"tests/packages/labels/{source}.jsonl").read_text("utf-8").splitlines()
    return {json.loads(line)["id"] for line in lines if '"kept": true' not in line}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, default=choose.DATA)
    parser.add_argument(
        "--test", type=pathlib.Path, default=choose.ROOT / "build/tests/cli_quality_test"
    )
    args = parser.parse_args()
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        for source in score.FILES:
            ids = worked_on(source)
            lines = [
                line
                for line in score.conversations(args.data, source)
                if json.loads(line)["id"] in ids
            ]
            if len(lines) != len(ids):
                sys.exit(f"{source}: {len(ids)} are labelled, {len(lines)} are there")
            file.write(b"".join(line + b"\n" for line in lines))
        file.flush()
        environment = {**os.environ, "BATON_CONVERSATIONS": file.name}
        done = subprocess.run([args.test], cwd=choose.ROOT, env=environment, check=False)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
