"""What the server does once, before anybody asks for a page."""

import os
import subprocess
import sys

from django.conf import settings

LOADED = "import brapp.wsgi, gc, sys; print(gc.get_freeze_count(), 'followup.views.overview' in sys.modules)"


def test_pages_are_loaded_at_the_start_and_set_aside_from_what_is_looked_through_for_rubbish(tmp_path):
    environment = {**os.environ, "BRAPP_DATA_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path}/b.sqlite3"}
    done = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )
    number, is_loaded = done.stdout.split()
    assert int(number) > 100_000 and is_loaded == "True", done.stderr
