"""The process that looks into a PDF somebody has sent: reads it from standard input, writes one word about it.

A file can be made so that it swells or never ends when it is opened. It is therefore opened in a process that limits
itself and that nobody misses if it is ended. Started as a script by `pdf_files.py`; knows nothing of Django.
"""

import io
import re
import resource
import sys

import pikepdf

CPU_SECONDS = 15
MEMORY_BYTES = 1024 * 1024 * 1024
FINE, NOT_PDF, LOCKED, RUNS, CARRIES = "fine", "not_pdf", "locked", "runs", "program"
# What an action may not be: it runs something, sends what was filled in, or fetches a file from elsewhere.
RUNNING = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE"}
SCRIPTS = ("/JS", "/XFA")  # where a script stands, whatever the action is called
FILE_NAMES = ("/F", "/UF", "/DOS", "/Unix", "/Mac")
PROGRAM = re.compile(
    r"\.(app|apk|bat|bin|cmd|com|cpl|dll|dmg|exe|hta|iso|jar|jse?|lnk|msc|msi|pif|ps1|py|reg|scr|sh|vb[es]?|wsf"
    r"|do[ct]m|xl[st]m|pptm|html?|svg)[.\s]*$",
    re.IGNORECASE,
)
BEGINNINGS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa")


def look(content: bytes) -> str:
    """What the file is, in one word."""
    if not content[:1024].lstrip().startswith(b"%PDF-"):
        return NOT_PDF
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                return LOCKED
            return _worst_of(pdf) if len(pdf.pages) else NOT_PDF
    except pikepdf.PasswordError:
        return LOCKED
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        return NOT_PDF


def _worst_of(pdf: pikepdf.Pdf) -> str:
    """Every object of the file is looked at, also those that no page leads to."""
    waiting = [*pdf.objects, pdf.trailer]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Dictionary | pikepdf.Stream):
            if fault := _fault_of(node):
                return fault
            children = [value for _name, value in node.items()]
        else:
            children = list(node) if isinstance(node, pikepdf.Array) else []
        # What stands elsewhere in the file is among its objects already: to follow it would go in circles.
        waiting += [one for one in children if isinstance(one, pikepdf.Object) and not one.is_indirect]
    return FINE


def _fault_of(node: pikepdf.Object) -> str:
    if str(node.get("/S", "")) in RUNNING or any(name in node for name in SCRIPTS):
        return RUNS
    if "/EF" in node:
        carried = [one for _name, one in node["/EF"].items() if isinstance(one, pikepdf.Stream)]
        if any(one.read_bytes().startswith(BEGINNINGS) for one in carried):
            return CARRIES
        if any(_ends_like_a_program(node.get(name)) for name in FILE_NAMES):
            return CARRIES
    if isinstance(node, pikepdf.Stream) and str(node.get("/Type", "")) == "/EmbeddedFile":
        return CARRIES if node.read_bytes().startswith(BEGINNINGS) else ""
    return ""


def _ends_like_a_program(name: pikepdf.Object | None) -> bool:
    return isinstance(name, pikepdf.String) and PROGRAM.search(str(name)) is not None


def main() -> int:
    """Read, look, answer."""
    for kind, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    sys.stdout.write(look(sys.stdin.buffer.read()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
