"""The process in which Typst runs: reads one JSON from standard input, writes one PDF to standard output.

Typst has no time-out of its own. It therefore runs in a process that limits itself and that nobody misses if
it is ended. Started as a script by `pdf.py`; knows nothing of Django or the project, so it starts fast.
Exit codes: 0 a PDF was written (standard error tells why if it is not of archival quality), 1 none was.
"""

import json
import resource
import sys
from pathlib import Path

import typst

HERE = Path(__file__).parent
STANDARDS = ["a-2a", "ua-1"]
WITH_DATA = ["a-3a", "ua-1"]  # PDF/A-2 allows no attachment that is not PDF/A itself
CPU_SECONDS = 60
MEMORY_BYTES = 1536 * 1024 * 1024  # address space, which is several times what is really used


def limit_resources() -> None:
    """Processor time, memory and core dumps; a document that needs more is not a summary."""
    for kind, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def render(order: dict) -> tuple[bytes, str]:
    """The PDF and, if the strict standards could not be kept, the reason why they could not."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE / "fonts"])
    compiler = typst.Compiler(HERE / order["template"], root=HERE, font_paths=fonts)
    try:
        return _compile(compiler, order, True, WITH_DATA if order["attached"] else STANDARDS), ""
    except typst.TypstError as error:
        return _compile(compiler, order, False, []), details(error)


def _compile(compiler: typst.Compiler, order: dict, archival: bool, standards: list) -> bytes:
    data = json.dumps({**order["data"], "archival": archival})
    inputs = {"d": data, "attached": order["attached"]}
    return compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=standards, timestamp=order["timestamp"])


def details(error: typst.TypstError) -> str:
    """Everything Typst says about an error, for the log."""
    return "\n".join([error.message, *(error.hints or []), *(error.trace or [])])


def main() -> int:
    """Read, render, write."""
    limit_resources()
    order = json.load(sys.stdin.buffer)
    try:
        pdf, reason = render(order)
    except typst.TypstError as error:
        print(details(error), file=sys.stderr)
        return 1
    if reason:
        print(reason, file=sys.stderr)
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
