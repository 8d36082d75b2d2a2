"""The command ``localkit``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from localkit import __version__
from localkit.cli import diagnostics, output
from localkit.cli.lazy import NobodyReadsError
from localkit.cli.opening import PluginChoice
from localkit.cli.plugin_verbs import MainGroup
from localkit.errors import InputError, LocalkitError

_HERE = "localkit.cli.commands"

VERBS = {
    "adapt": (f"{_HERE}.adapt", "Make a local version from a kit."),
    "adopt": (f"{_HERE}.adopt", "Make a local version of a folder that was copied and edited by hand."),
    "status": (f"{_HERE}.status", "What this place changed, element by element."),
    "diff": (f"{_HERE}.diff", "The changed words, core and local side by side."),
    "check": (f"{_HERE}.check", "All rules: what to settle, where, why, and how."),
    "record": (f"{_HERE}.record", "Say why something was changed, in under a minute."),
    "log": (f"{_HERE}.log", "The adaptation log: what was recorded, why, by whom."),
    "exception": (
        f"{_HERE}.exception",
        "Agreed exceptions: ask for one, note what was agreed, see which are live.",
    ),
    "observe": (f"{_HERE}.observe", "Report an outcome: how many, in which period."),
    "bundle": (f"{_HERE}.bundle", "One file to send to those who follow you; it shows what leaves."),
    "report": (f"{_HERE}.report", "One page about this place, to show to its board."),
    "export": (f"{_HERE}.export", "The place's own documents in one file, to print or hand over."),
    "refresh": (f"{_HERE}.refresh", "See whether the core has moved on, and what is new."),
    "update": (f"{_HERE}.update", "Take a later release; nobody's words are lost."),
    "resolve": (f"{_HERE}.resolve", "Settle what core and place both changed."),
    "decide": (f"{_HERE}.decide", "Say what became of a core change here."),
    "undo": (f"{_HERE}.undo", "Go one step back; what you wrote since stays."),
    "set": (f"{_HERE}.set", "Say how far this place is, or where its kit is now."),
    "repair": (f"{_HERE}.repair", "Put the core as received back, from the same release."),
    "tui": (f"{_HERE}.tui", "Look around in the terminal: one place, many places, a kit."),
    "kit": (f"{_HERE}.kit", "For those who publish a kit: check it, try it."),
    "portfolio": (f"{_HERE}.portfolio", "Follow many places: add them, measure them, see where each is."),
    "rehearse": (f"{_HERE}.rehearse", "For those who publish a kit: what a release would do to each place."),
    "plugins": (f"{_HERE}.plugins", "Plugins: what is active; start a new one."),
    "trust": (f"{_HERE}.trust", "Let a place's own rules, or a kit's own code, run on this machine."),
    "demo": (f"{_HERE}.demo", "Make six invented places and show what each changed."),
    "schema": (f"{_HERE}.schema", "Print the JSON Schema of a file format."),
}

_WRITING = frozenset(
    ("record", "exception", "refresh", "update", "resolve", "decide", "undo", "set", "repair", "trust")
)
"""Verbs that may have written when somebody stops them; the others write last, and beside what is there."""


# The mark keeps click from filling the three examples into one paragraph.
_HELP = """Many locally adapted versions of one programme.

A national team publishes a kit. Each place makes its own local version, edits it in any editor, and sees what it
changed against the core.

\b
A first look:      localkit demo
Your own version:  localkit adapt mend-together my-cafe
What you changed:  localkit status my-cafe
"""


def _set_color(context: click.Context, _parameter: click.Parameter, value: bool | None) -> None:
    if value is None and os.environ.get("NO_COLOR"):
        value = False
    context.color = value


def _switched_off(
    _context: click.Context, _parameter: click.Parameter, said: tuple[str, ...]
) -> frozenset[str]:
    for item in said:
        if not item.startswith("no:") or item == "no:":
            raise click.BadParameter(f'"{item}" is not no:NAME')
    return frozenset(item.removeprefix("no:") for item in said)


@click.command(
    cls=MainGroup,
    verbs=VERBS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=_HELP,
)
@click.version_option(__version__, prog_name="localkit")
@click.option("--debug", is_flag=True, expose_value=False, help="Show the technical details of an error.")
@click.option(
    "--color/--no-color",
    default=None,
    callback=_set_color,
    expose_value=False,
    is_eager=True,
    help="Colours, even in a pipe, or none. NO_COLOR is honoured.",
)
@click.option(
    "--plugins-dir",
    "folders",
    multiple=True,
    type=click.Path(file_okay=False),
    metavar="DIR",
    is_eager=True,  # before --help, which lists what plugins bring
    help="Use the single-file plugins in a folder, too.",
)
@click.option(
    "-p",
    "switches",
    multiple=True,
    metavar="no:NAME",
    callback=_switched_off,
    is_eager=True,
    help="Leave a plugin out. `localkit plugins list` names them.",
)
@click.option(
    "--no-plugins", is_flag=True, is_eager=True, help="Leave all plugins out; localkit's own rules stay."
)
@click.pass_obj
def main(choice: PluginChoice, folders: tuple[str, ...], switches: frozenset[str], no_plugins: bool) -> None:
    """Everything happens in the verbs."""
    choice.enabled, choice.folders, choice.off = not no_plugins, folders, switches


def run(arguments: Sequence[str] | None = None, plugins: Sequence[object] = ()) -> int:
    """Run the command line.

    Args:
        arguments: What was typed behind ``localkit``; None for what the system has.
        plugins: Plugin objects beside the installed ones.

    Returns:
        The exit status.
    """
    output.prepare()
    typed = list(sys.argv[1:] if arguments is None else arguments)
    choice = PluginChoice(given=tuple(plugins), debug="--debug" in typed)
    try:
        _stand_somewhere()
        # Whoever is asked for the details says --debug at the end of the line, wherever it belongs.
        status = main.main(
            args=[item for item in typed if item != "--debug"],
            prog_name="localkit",
            standalone_mode=False,
            obj=choice,
        )
        return status if isinstance(status, int) else choice.after_verbs()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return diagnostics.DONE
    except click.exceptions.Exit as error:
        return error.exit_code or choice.after_verbs()
    except (click.Abort, KeyboardInterrupt) as error:
        return _interrupted(error, typed)
    except click.ClickException as error:
        return diagnostics.tell_usage(error, typed)
    except LocalkitError as error:
        choice.tell_failures()
        return diagnostics.tell(error, typed)
    except NobodyReadsError:
        # Nobody reads on: end without a word.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return diagnostics.DONE
    except Exception as error:
        if choice.running is not None:
            return diagnostics.tell_plugin_mistake(choice.running, error, typed)
        return diagnostics.tell_mistake(error, typed)


def _interrupted(error: BaseException, typed: Sequence[str]) -> int:
    """Tell what a stopped command left: who stops at a question stops before anything is written."""
    asked = isinstance(error, click.Abort) and not isinstance(error.__cause__, KeyboardInterrupt)
    if asked or not _WRITING.intersection(typed):
        return diagnostics.interrupted()
    return diagnostics.interrupted(
        "Either all of it is written or nothing; `localkit status` tells how it stands."
    )


def _stand_somewhere() -> None:
    """Refuse to work in a folder that was removed: nothing that a path leads to could be found from there."""
    try:
        os.getcwd()
    except FileNotFoundError:
        raise InputError(
            "the folder you are in is not there any more", hint="Go to one that is: cd .."
        ) from None
