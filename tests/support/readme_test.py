"""What the README shows of the example bots is what they do, and they are as short as it says."""

import ast
import re
import unittest

from cluster import ROOT

EXAMPLES = [ROOT / "examples" / name for name in ("bot_http.py", "bot_kafka.py")]
ABOUT_THIRTY = 35


def code_lines(text):
    """Lines with code: no docstring, comments or blanks."""
    docstring = ast.parse(text).body[0]
    lines = text.splitlines()
    return [
        line.strip()
        for number, line in enumerate(lines, 1)
        if not docstring.lineno <= number <= docstring.end_lineno
        and line.strip()
        and not line.strip().startswith("#")
    ]


class ReadmeTest(unittest.TestCase):
    def test_the_example_bots_have_about_thirty_lines(self):
        for example in EXAMPLES:
            self.assertLessEqual(len(code_lines(example.read_text())), ABOUT_THIRTY, example.name)

    def test_what_is_shown_of_them_stands_in_them(self):
        readme = (ROOT / "README.md").read_text()
        section = readme[readme.index("A bot that obeys") : readme.index("## The services")]
        blocks = re.findall(r"^```python\n(.*?)^```", section, re.M | re.S)
        self.assertEqual(len(EXAMPLES), len(blocks))
        for example, block in zip(EXAMPLES, blocks):
            lines = code_lines(example.read_text())
            shown = [line.strip() for line in block.splitlines() if line.strip() not in ("", "…")]
            self.assertEqual([], [line for line in shown if line not in lines], example.name)


if __name__ == "__main__":
    unittest.main()
