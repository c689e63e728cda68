"""The next version of the schemas, each record with one field more, and the C of them: what the
programs *_next are built from (CMakeLists.txt).

    next_version.py FOLDER      writes schemas and generated sources to FOLDER
"""

import json
import pathlib
import shutil
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LATER = {"name": "later", "type": "string", "default": "none", "doc": "Of the next version"}
# Written by the runtime, which is not built anew.
AS_IT_WAS = "DeadLetter.avsc"


def newer(text):
    schema = json.loads(text)
    return json.dumps({**schema, "fields": [*schema["fields"], LATER]})


def write_schemas(folder):
    """Types that others hold, such as Holding, stay: a struct grows at its end alone."""
    shared = ROOT / "libcommon/conversation/state"
    for source in (ROOT / "schemas", shared, *ROOT.glob("services/*/state")):
        target = folder / source.relative_to(ROOT)
        target.mkdir(parents=True, exist_ok=True)
        for file in source.glob("*.avsc"):
            text = file.read_text()
            same = source == shared or file.name == AS_IT_WAS
            (target / file.name).write_text(text if same else newer(text))


def main(folder):
    folder = pathlib.Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    write_schemas(folder)
    (folder / "libcommon/wire").mkdir()
    sys.path.insert(0, str(ROOT / "schemas"))
    import generate

    generate.ROOT = folder
    files, wrong = generate.generate()
    for path, text in files.items():
        path.write_text(text)
    if wrong:
        sys.exit(f"next_version: {wrong[0]}")


if __name__ == "__main__":
    main(sys.argv[1])
