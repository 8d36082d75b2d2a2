"""A person's settings: ``settings.yaml`` in the configuration folder."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

from localkit.errors import InputError, MachineError
from localkit.model.limits import Limits
from localkit.syntax.yaml import YamlError, parse


def read_limits(folder: Path) -> Limits:
    """The limits, those raised by ``limits:`` in settings.yaml included.

    Raises:
        InputError: settings.yaml is not as it should be.
        MachineError: It cannot be read.
    """
    path = folder / "settings.yaml"
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return Limits()
    except UnicodeDecodeError as error:
        raise InputError("not UTF-8 text", path=str(path), hint="Save the file as UTF-8.") from error
    except OSError as error:
        raise MachineError(f"cannot read the settings: {error.strerror}", path=str(path)) from error
    try:
        source = parse(text)
    except YamlError as error:
        raise InputError(error.message, path=str(path), line=error.line, hint="Mend this line.") from error
    data = source.data if source.data is not None else {}
    stated = data.get("limits", {}) if isinstance(data, dict) else None
    if not isinstance(data, dict) or set(data) - {"limits"} or not isinstance(stated, dict):
        raise InputError(
            'settings.yaml can have one key, "limits", with keys and values below it',
            path=str(path),
            line=1,
            hint="For example: limits: {seconds: 60}",
        )
    known = {field.name for field in fields(Limits)}
    for name, value in stated.items():
        good = isinstance(value, int | float) and not isinstance(value, bool) and value > 0
        if name not in known or not good or (name != "seconds" and not isinstance(value, int)):
            raise InputError(
                f'limits: "{name}: {value}" is not a limit',
                path=str(path),
                line=source.line(f"/limits/{name}"),
                hint=f"Limits are whole numbers: {', '.join(sorted(known))}.",
            )
    return replace(Limits(), **stated)
