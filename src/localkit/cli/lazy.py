"""A group whose verbs are imported only when used."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class NobodyReadsError(Exception):
    """Whoever was to read the output has gone, as in ``localkit demo | head``."""


class LazyGroup(click.Group):
    """A click group that knows each verb's module and one-line help beforehand.

    Args:
        verbs: Verb to (module, one-line help); the module has a click command named ``command``.
    """

    def __init__(self, *args: Any, verbs: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verbs = verbs

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's own signature
        """Every verb, in the order of the table."""
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's own signature
        """Import a verb."""
        if cmd_name not in self.verbs:
            return None
        command = import_module(self.verbs[cmd_name][0]).command
        assert isinstance(command, click.Command)  # noqa: S101  a slip in the table, not of a user
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; click itself would end the process with status 1 where nobody reads on."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise NobodyReadsError from error

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb; say what was meant where there is none."""
        name = args[0]
        if name not in self.verbs and not name.startswith("-"):
            import difflib

            close = difflib.get_close_matches(name, self.verbs, 1)
            meant = f' Did you mean "{close[0]}"?' if close else ""
            raise click.UsageError(f'there is no command "{name}".{meant}', ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  click's own signature
        """List verbs by their one-line help, importing none."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in self.verbs.items()])
