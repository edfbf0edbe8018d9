"""The project as a whole, checked by the tools that know: migrations, deployment settings, style, types."""

import os
import string
import subprocess
import sys
from pathlib import Path

import pytest
from django.db.migrations.loader import MigrationLoader

pytestmark = pytest.mark.pure

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent
OUR_APPS = {"councils", "promises", "followup"}
PRODUCTION = {
    "BRAPP_MODE": "production",
    "SECRET_KEY": string.ascii_letters + string.digits,
    "ALLOWED_HOSTS": "brapp.overkalix.example",
    "BRAPP_BASE_URL": "https://brapp.overkalix.example",
    "TRUSTED_PROXY_COUNT": "1",
    "DATABASE_URL": "postgres://brapp:secret@localhost/brapp",
    "EMAIL_URL": "smtp+tls://mail.example:587",
}


def run(*command: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ if environment is None else environment,
        capture_output=True,
        text=True,
        check=False,
    )


def manage(*arguments: str, **environment: str | None) -> subprocess.CompletedProcess[str]:
    """manage.py with only this environment on top of where Python and the tests' own folders are."""
    base = {name: os.environ[name] for name in ("PATH", "HOME", "BRAPP_DATA_DIR", "STATIC_ROOT") if name in os.environ}
    given = {name: value for name, value in environment.items() if value is not None}
    return run(sys.executable, "manage.py", *arguments, environment=base | given)


def assert_clean(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, f"{' '.join(done.args)}\n{done.stdout}{done.stderr}"


# Django


def test_every_step_of_every_migration_can_be_taken_back():
    steps = {
        f"{app}.{name}: {step.describe()}": step.reversible
        for (app, name), migration in MigrationLoader(None).disk_migrations.items()
        if app in OUR_APPS
        for step in migration.operations
    }
    assert len(steps) > 100
    assert [name for name, reversible in steps.items() if not reversible] == []


def test_no_migration_is_missing():
    assert_clean(run(sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"))


def test_deployment_settings_give_no_warning():
    assert_clean(manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION))


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "BRAPP_BASE_URL", "DATABASE_URL"])
def test_production_does_not_start_without(missing):
    done = manage("check", **{**PRODUCTION, missing: None})
    assert done.returncode != 0
    assert missing in done.stderr, f"the message does not name {missing}:\n{done.stderr}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "*.overkalix.example"),
        ("ALLOWED_HOSTS", "brapp.overkalix.example,*"),
        ("ALLOWED_HOSTS", ""),
        ("BRAPP_BASE_URL", "http://brapp.overkalix.example"),
        ("BRAPP_BASE_URL", "https://annan.example"),
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("BRAPP_MODE", "prod"),
        ("BRAPP_MFA_REQUIRED", "false"),
    ],
)
def test_production_does_not_start_with(name, value):
    done = manage("check", **{**PRODUCTION, name: value})
    assert done.returncode != 0
    assert name in done.stderr, f"the message does not name {name}:\n{done.stderr}"


# Style and types


def test_ruff_finds_nothing():
    assert_clean(run(str(TOOLS / "ruff"), "check", "--no-cache", "--output-format=concise", "."))


def test_python_files_are_formatted():
    assert_clean(run(str(TOOLS / "ruff"), "format", "--no-cache", "--check", "."))


def test_the_types_of_pure_files_hold():
    assert_clean(run(str(TOOLS / "mypy")))


def test_templates_are_formatted():
    apps = ("brapp", "councils", "promises", "followup")
    folders = [ROOT / "templates", *(ROOT / app / "templates" for app in apps)]
    templates = sorted(str(path.relative_to(ROOT)) for folder in folders for path in folder.rglob("*.html"))
    assert templates
    assert_clean(run(str(TOOLS / "djade"), "--check", "--target-version", "5.2", *templates))
