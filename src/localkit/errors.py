"""What can stop a command, each with words a person can act on.

A problem in somebody's content is a finding (a value). An exception is only for "cannot go on".
The exit status of each kind is the command line's business, see ``localkit.cli.diagnostics``.
"""

from __future__ import annotations


class LocalkitError(Exception):
    """Something went wrong that a person can do something about.

    Args:
        message: One line: what is wrong.
        hint: One line: what to do about it.
        path: The file or folder concerned, as the person knows it.
        line: Line in that file, counted from 1.
    """

    def __init__(
        self, message: str, *, hint: str | None = None, path: str | None = None, line: int | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.path = path
        self.line = line

    def __reduce__(self) -> tuple[object, ...]:
        """Keep every field when the error crosses from a child process."""
        return (_rebuild, (type(self), self.message, self.hint, self.path, self.line))


def _rebuild(
    kind: type[LocalkitError], message: str, hint: str | None, path: str | None, line: int | None
) -> LocalkitError:
    return kind(message, hint=hint, path=path, line=line)


class InputError(LocalkitError):
    """What was asked for cannot be done as asked: wrong usage, no such place."""


class KitError(InputError):
    """The kit is not as the format asks, or its template cannot be rendered."""


class AnswersError(InputError):
    """An answer is not one that the kit allows."""


class LocalVersionError(InputError):
    """A local version cannot be read."""


class CoreError(LocalVersionError):
    """The core as received is missing, damaged, or not the one that was received."""


class HookFailedError(InputError):
    """A hook of the kit failed."""


class LimitError(KitError):
    """A limit on size, number or time was reached."""


class SafetyError(LocalkitError):
    """Refused: untrusted code, or a path outside the folder."""


class UntrustedError(SafetyError):
    """Refused: a kit's own code, and nobody said that it may run. The message names it."""


class MachineError(LocalkitError):
    """The machine failed: disk, network, permission, a file that another program holds."""
