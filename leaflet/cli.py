"""The command line: arguments in, words and exit code out. Commands import what they need."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from leaflet import cli_findings, cli_review
from leaflet.arguments import (
    JsonOption,
    WorkspaceOption,
    clinics_there,
    locales_there,
    medicines_there,
)
from leaflet.errors import ExitCode, LeafletError, UsageError

app = typer.Typer(
    name="leaflet",
    help="Printed two-page leaflets for patients, from structured YAML.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
)
new_app = typer.Typer(
    help="Start a workspace, clinic or medicine of your own.", no_args_is_help=True
)
app.add_typer(new_app, name="new")


class PaperChoice(StrEnum):
    """Paper sizes."""

    a4 = "a4"
    letter = "letter"


class EditionChoice(StrEnum):
    """Editions."""

    standard = "standard"
    large = "large"


class SchemaKind(StrEnum):
    """Kinds of file."""

    medicine = "medicine"
    locale = "locale"
    clinic = "clinic"
    workspace = "workspace"


@app.command()
def build(
    medicines: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MEDICINE]...",
            help="Baclofen, if none is named.",
            autocompletion=medicines_there,
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every medicine there is.")] = False,
    locale: Annotated[
        list[str] | None,
        typer.Option(
            "--locale",
            "-l",
            metavar="L",
            help="Language and region, or all.",
            autocompletion=locales_there,
        ),
    ] = None,
    clinic: Annotated[
        list[str] | None,
        typer.Option(
            "--clinic",
            "-c",
            metavar="C",
            help="Whose brand and covers, or all.",
            autocompletion=clinics_there,
        ),
    ] = None,
    edition: Annotated[
        EditionChoice, typer.Option(help="Two pages, or large print on as many as it takes.")
    ] = EditionChoice.standard,
    paper: Annotated[
        PaperChoice | None, typer.Option(help="The locale's paper, if left out.")
    ] = None,
    cover: Annotated[
        list[Path] | None,
        typer.Option("--cover", metavar="FILE", help="PDF before the leaflet, not the clinic's."),
    ] = None,
    back: Annotated[
        list[Path] | None,
        typer.Option("--back", metavar="FILE", help="PDF behind the leaflet, not the clinic's."),
    ] = None,
    cover_alt: Annotated[
        str | None,
        typer.Option(
            "--cover-alt",
            metavar="TEXT",
            help="What a screen reader says for --cover or --back without tags.",
        ),
    ] = None,
    duplex: Annotated[
        bool, typer.Option("--duplex/--simplex", help="Printed on both sides, or on one.")
    ] = True,
    strict: Annotated[
        bool, typer.Option(help="Refuse a cover that cannot keep its own tags.")
    ] = False,
    out: Annotated[
        str,
        typer.Option(
            "--out", "-o", metavar="DIR", help="Output folder, or an address: s3://bucket/folder."
        ),
    ] = "output",
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", min=1, metavar="N", help="Processes; one a processor, if left out."
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Build what is unchanged, too.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would be built, and build nothing.")
    ] = False,
    dask: Annotated[
        str | None,
        typer.Option("--dask", metavar="ADDRESS", help="Build on the Dask cluster at tcp://…"),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help="DRAFT if the review is past on this day; the text's own, if left out.",
        ),
    ] = None,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.1, metavar="S", help="Seconds for one leaflet.")
    ] = 120,
    patient: Annotated[
        str | None,
        typer.Option(
            "--patient",
            metavar="FILE",
            help="Print one patient's dose, from standard input (-); it is not kept.",
        ),
    ] = None,
    workspace: WorkspaceOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Build leaflets as PDF files."""
    from leaflet.commands.build import run
    from leaflet.commands.day import day_of
    from leaflet.commands.wish import Wish

    wish = Wish(
        medicines=tuple(medicines or ()),
        everything=everything,
        locales=tuple(locale or ()),
        clinics=tuple(clinic or ()),
        paper=paper.value if paper else None,
        edition=edition.value,
        cover=tuple(cover or ()),
        back=tuple(back or ()),
        cover_alt=cover_alt,
        duplex=duplex,
        strict=strict,
        out=out,
        jobs=jobs,
        force=force,
        dry_run=dry_run,
        dask=dask,
        timeout=timeout,
        as_of=day_of("--as-of", as_of),
        patient=patient,
    )
    raise typer.Exit(run(wish, workspace, as_json=as_json))


@app.command("compile")
def compile_content(
    medicines: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MEDICINE]...",
            help="Baclofen, if none is named.",
            autocompletion=medicines_there,
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Every medicine, locale and clinic there is.")
    ] = False,
    locale: Annotated[
        list[str] | None,
        typer.Option("--locale", "-l", metavar="L", autocompletion=locales_there),
    ] = None,
    clinic: Annotated[
        list[str] | None,
        typer.Option("--clinic", "-c", metavar="C", autocompletion=clinics_there),
    ] = None,
    edition: Annotated[
        EditionChoice, typer.Option(help="Two pages, or large print.")
    ] = EditionChoice.standard,
    paper: Annotated[
        PaperChoice | None, typer.Option(help="The locale's paper, if left out.")
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", min=1, metavar="N", help="Processes; one a processor, if left out."
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Compile anew what is there, too.")
    ] = False,
    workspace: WorkspaceOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Make ahead what leaflets are stamped from, so that each is built at once."""
    from leaflet.batch.wishes import Options, Wishes
    from leaflet.commands.compile import run

    every = ("all",) if everything else ()
    wishes = Wishes(
        medicines=tuple(medicines or ()),
        everything=everything,
        locales=tuple(locale or every),
        clinics=tuple(clinic or every),
        options=Options(paper=paper.value if paper else None, edition=edition.value),
    )
    raise typer.Exit(run(wishes, workspace, jobs=jobs, force=force, as_json=as_json))


cli_findings.add_to(app)
cli_review.add_to(app)


@app.command("list")
def list_content(workspace: WorkspaceOption = Path(), as_json: JsonOption = False) -> None:
    """List medicines, locales and clinics."""
    from leaflet.commands.content import listing
    from leaflet.commands.day import today

    typer.echo(listing(workspace, today(), as_json=as_json))


@app.command()
def show(
    medicine: Annotated[str, typer.Argument(autocompletion=medicines_there)],
    locale: Annotated[
        str | None, typer.Option("--locale", "-l", metavar="L", autocompletion=locales_there)
    ] = None,
    workspace: WorkspaceOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Show a leaflet's text in reading order."""
    from leaflet.commands.content import shown_text

    typer.echo(shown_text(workspace, medicine, locale, as_json=as_json))


@app.command()
def schema(kind: Annotated[SchemaKind, typer.Argument(help="Kind of file.")]) -> None:
    """Print the JSON Schema of a kind of file, for editors."""
    from leaflet.reader import schema as schema_of

    typer.echo(json.dumps(schema_of(kind.value), ensure_ascii=False, indent=2))


@new_app.command("workspace")
def new_workspace(
    folder: Annotated[Path, typer.Argument(metavar="NAME", help="The new folder.")],
) -> None:
    """Start a folder for content of your own."""
    from leaflet.commands.new import create_workspace

    _tell_new(create_workspace(folder))


@new_app.command("clinic")
def new_clinic(name: str, workspace: WorkspaceOption = Path()) -> None:
    """Start a clinic: brand, contacts, covers."""
    from leaflet.commands.new import create_clinic

    _tell_new(create_clinic(workspace, name))


@new_app.command("medicine")
def new_medicine(
    name: str,
    locale: Annotated[
        str, typer.Option("--locale", "-l", metavar="L", autocompletion=locales_there)
    ] = "en-GB",
    workspace: WorkspaceOption = Path(),
) -> None:
    """Start a medicine's text."""
    from leaflet.commands.new import create_medicine

    _tell_new(create_medicine(workspace, name, locale))


@app.command()
def serve(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port; 0 for any that is free.")
    ] = 8321,
    host: Annotated[
        str, typer.Option(help="Address to listen on; others than this computer need a word.")
    ] = "127.0.0.1",
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")
    ] = True,
    workspace: WorkspaceOption = Path(),
) -> None:
    """Open the pharmacist's page: choose, look, print."""
    from leaflet.commands.serve import serve as run

    run(workspace, host=host, port=port, browser=browser)


def _tell_new(paths: Sequence[Path]) -> None:
    for path in paths:
        typer.echo(path.as_posix())


def _version(asked: bool) -> None:
    if asked:
        from leaflet import __version__

        typer.echo(f"leaflet {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Tell the version.")
    ] = False,
) -> None:
    """Printed two-page leaflets for patients, from structured YAML."""
    del version


def tell_error(error: LeafletError) -> None:
    """Every problem on the standard error stream, each with where, what, and what next."""
    for problem in error.problems:
        typer.echo(str(problem), err=True)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and leave with its exit code: the one place that catches."""
    try:
        run: Any = typer.main.get_command(app)
        code = run.main(args=arguments, prog_name="leaflet", standalone_mode=False)
    except LeafletError as error:
        tell_error(error)
        code = int(error.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        typer.echo("interrupted", err=True)
        code = int(ExitCode.INTERRUPTED)
    except SystemExit as left:
        # Whoever read the output has left: typer makes an exit code of its own of that, which is
        # ours for findings.
        if not isinstance(left.__context__, BrokenPipeError):
            raise
        code = int(ExitCode.FILE_ACCESS)
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        message: Any = error
        message.show()
        code = int(getattr(error, "exit_code", UsageError.exit_code))
    sys.exit(code if isinstance(code, int) else 0)
