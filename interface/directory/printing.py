"""What the import commands print, and how they end."""

from collections.abc import Callable

from django.core.management.base import BaseCommand, CommandError

from interface.directory.importing import ImportRefused, Report

MOST_ROWS = 50


def report_import(command: BaseCommand, run: Callable[[], Report]) -> None:
    """Run an import and print its counts; a refused file ends the command with exit code 1."""
    try:
        report = run()
    except ImportRefused as refusal:
        rejected = refusal.report.rejected
        for rejection in rejected[:MOST_ROWS]:
            command.stderr.write(str(rejection))
        if len(rejected) > MOST_ROWS:
            command.stderr.write(f"… and {len(rejected) - MOST_ROWS:,} more rows.")
        if rejected:
            command.stderr.write(f"{len(rejected):,} rejected.")
        raise CommandError(str(refusal)) from refusal
    command.stdout.write(f"{report}.")
