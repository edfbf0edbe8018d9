"""The drawings of a summary as pictures, for documents that hold no drawings."""

import base64
import json
import logging
import subprocess
import sys
from pathlib import Path

from followup.document.typesetting import FAILED, SECONDS, TIMED_OUT, DocumentError

logger = logging.getLogger(__name__)

CHILD = Path(__file__).with_name("pictures_child.py")


def pictures_of(svgs: list[str]) -> list[bytes]:
    """A PNG of each drawing, in their order; the same drawings give the same bytes. Raises `DocumentError`."""
    if not svgs:
        return []
    command = [sys.executable, "-I", str(CHILD)]
    # Few memory arenas: threads would otherwise reserve address space that the limit counts.
    environment = {"MALLOC_ARENA_MAX": "2"}
    order = json.dumps(svgs).encode()
    try:
        done = subprocess.run(command, input=order, capture_output=True, timeout=SECONDS, env=environment, check=False)
    except subprocess.TimeoutExpired as error:
        logger.error("The pictures were not finished within %s seconds", SECONDS)
        raise DocumentError(TIMED_OUT) from error
    if done.returncode:
        logger.error("The pictures failed with exit code %s: %s", done.returncode, done.stderr[:10_000])
        raise DocumentError(FAILED)
    return [base64.b64decode(picture) for picture in json.loads(done.stdout)]
