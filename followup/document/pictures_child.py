"""The process in which drawings become pictures: reads SVG strings as JSON, writes PNG pictures (base64) as JSON.

As `typst_child.py`: it limits itself, nobody misses it if it is ended, and it knows nothing of Django or the project.
"""

import base64
import json
import resource
import sys
from pathlib import Path

import typst

HERE = Path(__file__).parent
PER_INCH = 180
CPU_SECONDS = 60
MEMORY_BYTES = 1536 * 1024 * 1024  # address space, which is several times what is really used
# One drawing on each page, and each page as large as its drawing.
TEMPLATE = b"""
#set page(width: auto, height: auto, margin: 0pt)
#for (number, svg) in json(bytes(sys.inputs.d)).enumerate() {
  if number > 0 { pagebreak() }
  image(bytes(svg), format: "svg")
}
"""


def limit_resources() -> None:
    """Processor time, memory, core dumps and files."""
    for kind, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def pictures(svgs: list[str]) -> list[bytes]:
    """A picture of each drawing, in their order."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE / "fonts"])
    compiler = typst.Compiler(TEMPLATE, root=HERE, font_paths=fonts)
    made = compiler.compile(format="png", ppi=PER_INCH, sys_inputs={"d": json.dumps(svgs)})
    return made if isinstance(made, list) else [made]


def main() -> int:
    """Read, draw, write."""
    limit_resources()
    svgs = json.load(sys.stdin.buffer)
    try:
        made = pictures(svgs)
    except typst.TypstError as error:
        sys.stderr.write(error.message)
        return 1
    json.dump([base64.b64encode(png).decode() for png in made], sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
