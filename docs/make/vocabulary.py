"""docs/reference/vocabulary.md, from FRAME's lists as they ship."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from localkit.model.frame import FrameField
from localkit.store.vocabularies import frame

_HEAD: Final = """\
# Vocabulary

<!-- Generated from the vocabulary file by `make docs`; please don't edit it here. -->

What can be said of a change, in the codes of FRAME, the Framework for Reporting Adaptations and
Modifications-Enhanced (Stirman, Baumann and Miller 2019, Implementation Science 14:58). `localkit record` asks in plain
words and writes these codes into `.localkit/adaptations.yaml`; `localkit log --format csv` exports them under FRAME's
own column names. The words beside the codes are localkit's. Each source says where a list was read; what is *to be
checked* was not read in the paper itself, so look there before you quote it.

A kit can add codes to `who` and `reasons`, and so can a plugin:

```yaml kit-part
vocabulary:
  who: {parish_council: the parish council}
  reasons: {flood_plain: the hall floods}
```

A code is small letters, digits and underscores, a letter first. Nobody can take one of FRAME's away or give it other
words; `localkit kit lint` says where a kit tries. Reasons about people are for groups, never for a person.
"""


def page() -> str:
    """The whole page."""
    lines = [_HEAD]
    for field in frame().fields:
        lines.extend(_field(field))
    return "\n".join(lines).rstrip("\n") + "\n"


def _field(field: FrameField) -> Iterator[str]:
    yield f"## {field.name}"
    yield ""
    many = "a list of codes" if field.many else "one code"
    yield f"{field.title}: {many}. Column in a table: *{field.column}*"
    yield ""
    yield f"Source: {field.source}."
    yield ""
    grouped = any(code.groups for code in field.codes)
    yield "| code | words |" + (" about |" if grouped else "")
    yield "|---|---|" + ("---|" if grouped else "")
    for code in field.codes:
        about = f" {', '.join(code.groups).replace('_', ' ')} |" if grouped else ""
        yield f"| `{code.code}` | {code.words} |{about}"
    yield ""
