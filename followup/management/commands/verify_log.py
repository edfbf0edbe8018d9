"""`manage.py verify_log`: has anybody changed the audit log behind the application's back?"""

import json
import re
import sys
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError

from councils.models import Council
from councils.verifying import SITE, Head, verify
from councils.wall import outside
from followup.models import Summary

HEAD = re.compile(r"([\w@-]+):([1-9]\d{0,17}):([0-9a-f]{64})")


class Command(BaseCommand):
    help = (
        "Går igenom logghändelsernas kedjor och säger vad som inte stämmer. Slutar med kod 1 om något fel finns. "
        "Godkända sammanställningar bär loggens kontrollsumma och jämförs."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--council", action="append", metavar="SLUG", help=f"bara rådet ({SITE}: webbplatsens egen)"
        )
        parser.add_argument(
            "--head",
            action="append",
            default=[],
            metavar="SLUG:NR:SHA256",
            help="en rad som är känd från annat håll, till exempel från en utskrift",
        )
        parser.add_argument("--json", action="store_true", help="skriv svaret som JSON")

    @outside("log check")
    def handle(self, *, council, head, json, **options):
        _require_known(council)
        report = verify(slugs=council, heads=[*map(_head, head), *_frozen_heads()])
        self.stdout.write(_as_json(report) if json else _as_text(report))
        if report.faults:
            sys.exit(1)


def _require_known(slugs):
    known = {SITE, *Council.objects.values_list("slug", flat=True)}
    if unknown := sorted(set(slugs or ()) - known):
        raise CommandError(f"Rådet finns inte: {', '.join(unknown)}.")


def _head(text):
    match = HEAD.fullmatch(text)
    if not match:
        raise CommandError(f"Skriv --head som SLUG:NR:SHA256, inte {text!r}.")
    slug, sequence, sha256 = match.groups()
    return slug, Head(int(sequence), sha256, source="--head")


def _frozen_heads():
    """What approved summaries know of their council's log."""
    rows = Summary.objects.filter(snapshot__has_key="log_head").values_list(
        "promise_set__council__slug", "promise_set__slug", "snapshot__log_head"
    )
    for council, promise_set, head in rows.iterator():
        yield council, Head(head["sequence"], head["sha256"], source=f"sammanställningen {promise_set}")


def _as_json(report):
    chains = [{"chain": slug, "length": length, "head": head} for slug, length, head in report.chains]
    faults = [{**asdict(fault), "text": fault.text} for fault in report.faults]
    return json.dumps({"chains": chains, "faults": faults}, ensure_ascii=False, indent=2)


def _as_text(report):
    lines = [f"{slug}:{length}:{head}" for slug, length, head in report.chains]
    for fault in report.faults:
        place = fault.chain if fault.sequence is None else f"{fault.chain}, rad {fault.sequence}"
        source = f" ({fault.source})" if fault.source else ""
        lines.append(f"FEL: {place}: {fault.text}{source}")
    return "\n".join([*lines, "" if report.faults else "Alla kedjor håller."])
