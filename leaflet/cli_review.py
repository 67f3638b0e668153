"""The commands of the sign-off: approve, and what a reviewer needs before and after."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from leaflet.arguments import JsonOption, WorkspaceOption, locales_there, medicines_there
from leaflet.errors import ExitCode, Problem, UsageError
from leaflet.naming import DEFAULT_LOCALE

MedicineArgument = Annotated[str, typer.Argument(autocompletion=medicines_there)]
LocaleOption = Annotated[
    str,
    typer.Option("--locale", "-l", metavar="L", help="Language and region.",
                 autocompletion=locales_there),
]  # fmt: skip


def add_to(app: typer.Typer) -> None:
    """Make these commands part of the command line."""
    for command in (approve, diff, review):
        app.command()(command)


def approve(
    medicine: MedicineArgument,
    locale: LocaleOption,
    name: Annotated[str, typer.Option(help="Your name, as it is printed.")] = "",
    role: Annotated[str, typer.Option(help="Your role, as it is printed.")] = "",
    registration: Annotated[
        str, typer.Option(help="Professional register and your number in it; not printed.")
    ] = "",
    date: Annotated[str, typer.Option(metavar="DATE", help="Day of your approval.")] = "",
    next_review: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="By when it is read again; the file's, if left out."),
    ] = None,
    digest: Annotated[
        str | None,
        typer.Option(metavar="D", help="Digest on the paper you reviewed: it must be that text."),
    ] = None,
    sign: Annotated[
        Path | None, typer.Option(metavar="KEY", help="Sign it with this SSH key (Ed25519).")
    ] = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Write nothing: tell who approved, and if it holds.")
    ] = False,
    workspace: WorkspaceOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Approve a leaflet's text, as the professional who answers for it."""
    from leaflet.commands.approve import Word
    from leaflet.commands.approve import approve as approve_text
    from leaflet.commands.day import today

    if verify:
        raise typer.Exit(_verify(workspace, medicine, locale, as_json=as_json))
    typed = {"--name": name, "--role": role, "--registration": registration, "--date": date}
    missing = [option for option, value in typed.items() if not value.strip()]
    if missing:
        hint = "only a named professional can approve a text"
        raise UsageError(Problem(None, f"missing: {', '.join(missing)}", hint))
    word = Word(
        medicine=medicine, locale=locale, name=name, role=role, registration=registration,
        date=date, next_review=next_review, digest=digest, key=sign,
    )  # fmt: skip
    done = approve_text(workspace, word, today(), _passphrase)
    if as_json:
        facts = {
            "file": done.file.as_posix(), "kept": done.kept.as_posix(), "digest": done.digest,
            "reviewed": done.standing.reviewed, "reviewed_by": done.printed or None,
            "draft_because": done.standing.why or None,
            "next_review": done.standing.next_review.isoformat(), "notes": list(done.notes),
        }  # fmt: skip
        typer.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        typer.echo(done.file.as_posix())
        typer.echo(done.kept.as_posix())
    stands = done.printed or f"still DRAFT: {done.standing.why}"
    typer.echo(f"  {stands}. Next review: {done.standing.next_review}.", err=True)
    for note in done.notes:
        typer.echo(f"  note: {note}", err=True)


def diff(
    medicine: MedicineArgument,
    old: Annotated[
        str, typer.Argument(metavar="[OLD]", help="File, git revision, locale, or: approved, now.")
    ] = "approved",
    new: Annotated[str, typer.Argument(metavar="[NEW]", help="Likewise.")] = "now",
    locale: LocaleOption = DEFAULT_LOCALE,
    pdf: Annotated[
        Path | None, typer.Option("--pdf", metavar="FILE", help="Write it as a PDF, to print.")
    ] = None,
    workspace: WorkspaceOption = Path(),
    as_json: JsonOption = False,
) -> None:
    """Show what changed in a leaflet's words, statement by statement, the dangerous first."""
    from leaflet.commands.diff import run

    run(workspace, medicine, locale, (old, new), pdf=pdf, as_json=as_json)


def review(
    medicine: MedicineArgument,
    locale: LocaleOption = DEFAULT_LOCALE,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="The PDF; below output/, if left out."),
    ] = None,
    workspace: WorkspaceOption = Path(),
) -> None:
    """Make the reviewer's pack: every statement with its sources, a box to tick, sign-off."""
    from leaflet.commands.review import review as make_pack

    typer.echo(make_pack(workspace, medicine, locale, out).file.as_posix())


def _passphrase() -> str:
    return str(typer.prompt("Passphrase of the key", hide_input=True, err=True))


def _verify(workspace: Path, medicine: str, locale: str, *, as_json: bool) -> int:
    from leaflet.commands.approve import verify
    from leaflet.commands.day import today
    from leaflet.review.text import in_short

    found = verify(workspace, medicine, locale, today())
    stands = found.standing
    if as_json:
        facts = {
            "reviewed": stands.reviewed, "draft_because": stands.why or None,
            "digest": stands.digest, "next_review": stands.next_review.isoformat(),
            "approvals": list(found.lines),
        }  # fmt: skip
        typer.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        state = f"DRAFT: {stands.why}" if stands.why else "reviewed"
        typer.echo(f"{medicine}.{locale} {in_short(stands.digest)}: {state}")
        for line in found.lines:
            typer.echo(f"  {line}")
    return int(ExitCode.FINE if stands.reviewed else ExitCode.FINDINGS)
