"""The commands that find: lint in content, check in finished PDFs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from leaflet.errors import Problem, UsageError


class FormatChoice(StrEnum):
    """Forms of a report."""

    text = "text"
    json = "json"
    junit = "junit"
    github = "github"
    sarif = "sarif"


FormOption = Annotated[FormatChoice, typer.Option("--format", "-f", help="Form of the report.")]
FailOption = Annotated[bool, typer.Option("--strict", help="Warnings fail, too.")]
DayOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Day to compare dates with; today, else."),
]


def add_to(app: typer.Typer) -> None:
    """Make these commands part of the command line."""
    for command in (lint, check):
        app.command()(command)


def lint(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Files or folders; all content, if left out."),
    ] = None,
    form: FormOption = FormatChoice.text,
    strict: FailOption = False,
    as_of: DayOption = None,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="ID", help="Say what a lint is for.")
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="Name all lints.")] = False,
    grades: Annotated[
        bool, typer.Option("--grades", help="Tell how hard each part is to read.")
    ] = False,
    workspace: Annotated[
        Path | None,
        typer.Option("--workspace", "-w", metavar="DIR", help="Folder with your content/ folder."),
    ] = None,
) -> None:
    """Look over content: wording, doses, sources, dates, telephone numbers."""
    from leaflet import __version__
    from leaflet.commands.lint import print_grades, run
    from leaflet.lints import LINTS

    if explain is not None:
        typer.echo(LINTS[explain].explanation())
    elif list_:
        typer.echo(LINTS.listing())
    elif grades:
        raise typer.Exit(print_grades(paths or [], workspace))
    else:
        code = run(
            paths or [], workspace, form=form.value, strict=strict, as_of=as_of, version=__version__
        )
        raise typer.Exit(code)


def check(
    pdfs: Annotated[
        list[Path] | None, typer.Argument(metavar="PDF...", help="Finished leaflets.")
    ] = None,
    form: FormOption = FormatChoice.text,
    strict: FailOption = False,
    as_of: DayOption = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", min=1, metavar="N", help="Processes; one a processor, if left out."
        ),
    ] = None,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="ID", help="Say what a check is for.")
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="Name all checks.")] = False,
    workspace: Annotated[
        Path | None,
        typer.Option("--workspace", "-w", metavar="DIR", help="Compare with its content/ folder."),
    ] = None,
) -> None:
    """Check finished PDFs: text, warning box, legibility, tags, review."""
    from leaflet import __version__

    if explain is not None or list_:
        from leaflet.checks.rules import CHECKS

        typer.echo(CHECKS[explain].explanation() if explain is not None else CHECKS.listing())
        return
    if not pdfs:
        raise UsageError(Problem(None, "no PDF is named", "leaflet check output/*.pdf"))
    from leaflet.commands.check import run

    code = run(
        pdfs, workspace=workspace, form=form.value, strict=strict, as_of=as_of, jobs=jobs,
        version=__version__,
    )  # fmt: skip
    raise typer.Exit(code)
