"""The only writer to standard error, and the owner of the exit status."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from localkit.cli import output
from localkit.errors import InputError, KitError, LocalkitError, MachineError, SafetyError

if TYPE_CHECKING:
    from localkit.workspace import Workspace

DONE = 0
WAITING = 1
WRONG_INPUT = 2
REFUSED = 3
MACHINE_FAILED = 4
INTERRUPTED = 130

_STATUS: tuple[tuple[type[LocalkitError], int], ...] = (
    (SafetyError, REFUSED),
    (MachineError, MACHINE_FAILED),
    (InputError, WRONG_INPUT),
)

_USUAL_HINTS: tuple[tuple[type[LocalkitError], str], ...] = (
    (KitError, "Ask the kit's authors to change this."),
    (SafetyError, "Nothing was written. Ask whoever gave you this."),
    (MachineError, "Nothing was changed. Mend what the system complains about, then try again."),
)


_BEFORE_THE_VERB = ("-p", "--plugins-dir", "--no-plugins", "--color", "--no-color")


def note(text: str) -> None:
    """Tell a person something on standard error."""
    click.echo(output.harmless(text), err=True)


def after_plugins(workspace: Workspace) -> int:
    """Name the plugins that failed. Returns the exit status of a command that was done otherwise."""
    for text in workspace.plugin_notes:
        note(text)
    for failure in workspace.plugin_failures:
        if failure.error is not None and _details_wanted():
            import traceback

            traceback.print_exception(failure.error)
        note(f"The plugin {failure.plugin} failed: {failure.reason}")
    return WAITING if workspace.plugin_failures else DONE


def _details_wanted() -> bool:
    context = click.get_current_context(silent=True)
    return bool(context and getattr(context.find_root().obj, "debug", False))


def exit_status(error: LocalkitError) -> int:
    """The exit status that an error ends a command with."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), WRONG_INPUT)


def tell(error: LocalkitError, arguments: Sequence[str]) -> int:
    """Tell of an error: what is wrong, where, what to do. Returns the exit status."""
    if _debug(arguments):
        import traceback  # few errors are looked into, and every command would wait for this

        traceback.print_exception(error)
    hint = error.hint or _usual_hint(error)
    if _wants_json(arguments):
        where = {"file": error.path, "line": error.line}
        output.document({"format": 1, "error": {"message": error.message, "hint": hint, **where}})
    place = ":".join(str(part) for part in (error.path, error.line) if part is not None)
    head = click.style("error:", fg="red", bold=True)
    click.echo(
        f"{head} {output.harmless(f'{place}: ' if place else '')}{output.harmless(error.message)}", err=True
    )
    click.echo(f"{click.style('hint:', fg='cyan')} {output.harmless(hint)}", err=True)
    return exit_status(error)


def _usual_hint(error: LocalkitError) -> str:
    """What to do about an error that brings no hint of its own."""
    return next((hint for kind, hint in _USUAL_HINTS if isinstance(error, kind)), "See `localkit --help`.")


def tell_usage(error: click.ClickException, arguments: Sequence[str]) -> int:
    """Tell of a command line that cannot be read. Returns the exit status."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "localkit"
    hint = f"`{path} --help` tells what can be said."
    if getattr(error, "option_name", None) in _BEFORE_THE_VERB:
        hint = f"It stands before the verb: localkit {getattr(error, 'option_name', '')} …"
    return tell(InputError(error.format_message().rstrip("."), hint=hint), arguments)


def tell_mistake(error: Exception, arguments: Sequence[str]) -> int:
    """Tell of a mistake in localkit itself. Returns the exit status."""
    found = MachineError(
        f"localkit itself made a mistake ({type(error).__name__}: {error})",
        hint="Nothing of yours was changed. Run it again with --debug and send what it prints to localkit's makers.",
    )
    found.__cause__ = error
    return tell(found, arguments)


def tell_plugin_mistake(plugin: str, error: Exception, arguments: Sequence[str]) -> int:
    """Tell of a plugin's verb that failed. Returns the exit status."""
    if _debug(arguments):
        import traceback

        traceback.print_exception(error)
    note(f"The plugin {plugin} failed: {type(error).__name__}: {error}")
    return WAITING


def interrupted(told: str = "Nothing was changed.") -> int:
    """Tell that a person stopped the command, and what that left. Returns the exit status."""
    click.echo(f"\nStopped. {told}", err=True)
    return INTERRUPTED


def _debug(arguments: Sequence[str]) -> bool:
    return "--debug" in arguments


def _wants_json(arguments: Sequence[str]) -> bool:
    pairs = zip(arguments, [*arguments[1:], ""], strict=True)
    return any(one == "--format=json" or (one == "--format" and two == "json") for one, two in pairs)
