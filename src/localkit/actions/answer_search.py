"""Answers that fit a folder best: read back where the text shows them, tried out where it only follows from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from localkit import render
from localkit.actions.interview import Making, refusal
from localkit.actions.making_core import rendered
from localkit.engine.agreement import Agreement
from localkit.engine.answers import list_separator, property_schema, typed
from localkit.engine.answers_allowed import as_allowed, options_of
from localkit.engine.applying import is_given_once
from localkit.engine.fitting import Fitting, Held
from localkit.engine.reading_back import marks, read_back
from localkit.errors import AnswersError, KitError, LimitError, SafetyError
from localkit.model.rendering import Question, Rendering
from localkit.model.tree import File, Tree
from localkit.store.kit_values import kit_from

_ROUNDS: Final = 3
"""How often reading and trying out take turns: what is tried out may bring text that shows more."""
_VOTED: Final = 3
"""Readings of one answer that are tried out, those with most votes first."""
_LOOKED_AT: Final = 50
"""Readings of one answer that are held against the schema."""
_MOST_RENDERINGS: Final = 120
"""For one release; what is not tried by then is asked."""


@dataclass(frozen=True)
class FoundAnswers:
    """What a folder tells of a release's answers.

    Attributes:
        told: Answers that the text tells.
        guesses: What may be the answer, where the text does not decide.
        tree: The rendering with these.
        held: What the folder holds of it.
    """

    told: Mapping[str, Any]
    guesses: Mapping[str, Any]
    tree: Tree
    held: Held


@dataclass
class AnswerSearch:
    """Looks for the answers with which one release fits a folder best.

    Attributes:
        making: The release, and what it is rendered with.
        given: Answers that are known; they are not looked for.
        fitting: Holds renderings against the folder.
        agreement: Asks it about two of them.
    """

    making: Making
    given: Mapping[str, Any]
    fitting: Fitting
    agreement: Agreement
    _current: dict[str, Any] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)
    _tried_out: set[str] = field(default_factory=set)
    _readings: dict[str, list[Any]] = field(default_factory=dict)
    _renderings: int = 0

    def __post_init__(self) -> None:
        """Find out what there is to look for."""
        asked = render.questions(self.making.template)
        self._open = [item for item in asked if item.name not in self.given and item.kind != "dict"]
        self._marked = [item.name for item in self._open if item.kind == "text"]

    def look(self, start: Mapping[str, Any] | None = None) -> FoundAnswers:
        """Read the answers that the text shows.

        Args:
            start: Answers of another release, to begin with where this one allows them.

        Raises:
            KitError: The template cannot be rendered.
            AnswersError: An answer that is known is not one that the kit allows.
        """
        for question in self._open:
            value = (start or {}).get(question.name)
            if value is not None and refusal(self.making, question.name, value) is None:
                self._current[question.name] = value
        try:
            self._read()
            return self._found()
        except AnswersError:
            if not start:
                raise
            self._current.clear()  # what another release allows together, this one does not
            return self.look()

    def settle(self) -> FoundAnswers:
        """Try out what the text does not show, until nothing fits better. Call ``look`` first; raises as that."""
        for _ in range(_ROUNDS):
            before = dict(self._current)
            for question in self._open:
                self._try(question)
            if self._current == before:
                break
            self._read()
        return self._found()

    def _found(self) -> FoundAnswers:
        told = {name: value for name, value in self._current.items() if name in self._told}
        read = {name: found[0] for name, found in self._readings.items() if found}
        guesses = {name: value for name, value in {**read, **self._current}.items() if name not in told}
        rendering = self._rendering(self._current)
        held = self.fitting.held(counted_files(rendering))
        return FoundAnswers(told, guesses, rendering.tree, held)

    def _possible(self, answers: Mapping[str, Any]) -> Rendering | None:
        """The rendering for some answers; None where the kit does not take them together."""
        try:
            return self._rendering(answers)
        except LimitError:
            raise
        except (AnswersError, KitError, SafetyError):
            return None

    def _rendering(self, answers: Mapping[str, Any]) -> Rendering:
        self._renderings += 1
        return rendered(self.making, {**answers, **self.given})

    def _about(self, name: str) -> Mapping[str, Any]:
        return property_schema(self.making.kit.schema, name)

    def _read(self) -> None:
        """Take over what most places in the text say."""
        tree, marked_by = self._with_marks()
        listed = [name for name in marked_by if list_separator(self._about(name)) is not None]
        votes = read_back(tree, self.fitting.local, self.fitting.pairs(tree), marked_by, listed)
        read: dict[str, Any] = {}
        for name in marked_by:
            counted = self._allowed(name, votes.texts.get(name), votes.lists.get(name))
            self._readings[name] = [value for value, _ in counted]
            decided = len(counted) == 1 or (len(counted) > 1 and counted[0][1] > counted[1][1])
            if decided and name not in self._tried_out:
                read[name] = counted[0][0]
        if self._possible({**self._current, **read}) is None:
            read = {name: value for name, value in read.items() if self._takes(name, value)}
        self._current.update(read)
        self._told.update(read)

    def _allowed(
        self, name: str, texts: Counter[str] | None, lists: Counter[tuple[str, ...]] | None
    ) -> list[tuple[Any, int]]:
        """Readings that the kit allows as answers, with their votes, most first."""
        about = self._about(name)
        found: list[tuple[Any, int]] = []
        said: list[tuple[Any, int]] = [*(texts or {}).items()]
        said += [(list(entries), votes) for entries, votes in (lists or {}).items()]
        for text, votes in sorted(said, key=lambda item: -item[1])[:_LOOKED_AT]:
            value = as_allowed(typed(text, about), about)
            if refusal(self.making, name, value) is not None:
                continue
            at = next((at for at, (known, _) in enumerate(found) if known == value), None)
            if at is None:
                found.append((value, votes))
            else:
                found[at] = (value, found[at][1] + votes)
        return sorted(found, key=lambda item: -item[1])[:_VOTED]

    def _with_marks(self) -> tuple[Mapping[str, File], Mapping[str, str]]:
        """The rendering with marks for answers, and the mark of each; one that the template cannot do with is left out.

        A template may count with an answer, or look it up in a table.
        """
        usable = self._marked
        marked_by = marks(usable)
        found = self._possible({**self._current, **marked_by})
        if found is None:
            marked_by = marks(name for name in usable if self._takes(name, marks([name])[name]))
            found = self._possible({**self._current, **marked_by})
        return (found.tree, marked_by) if found else ({}, {})

    def _takes(self, name: str, value: Any) -> bool:
        return self._possible({**self._current, name: value}) is not None

    def _try(self, question: Question) -> None:
        """Try out the alternatives of one answer, and take the one that the folder agrees with most."""
        name = question.name
        now = self._current.get(name, self._default(question))
        others = [value for value in self._alternatives(question) if value != now]
        if not others or self._renderings + len(others) >= _MOST_RENDERINGS:
            return
        tried = [(now, self._rendering(self._current).tree)]
        for value in others:
            other = self._possible({**self._current, name: value})
            if other is not None:
                tried.append((value, other.tree))
        best, alone = self.agreement.preferred([tree for _, tree in tried])
        value = tried[best][0]
        if value is None:
            return  # it follows from other answers, as the kit has it
        if best or alone:
            self._current[name] = value
        if alone:
            self._told.add(name)
            self._tried_out.add(name)

    def _alternatives(self, question: Question) -> list[Any]:
        if question.kind == "choice":
            return [choice for choice in question.raw if _stands_as_it_is(choice)]
        if question.kind == "bool":
            return [not self._default(question), self._default(question)]
        listed = options_of(self._about(question.name))
        readings = [] if question.name in self._told else self._readings.get(question.name, [])
        return [*readings, *(value for value in listed if value not in readings)]

    def _default(self, question: Question) -> Any:
        """What stands for an answer that nobody gave; None where it is rendered first."""
        value = question.raw[0] if question.kind == "choice" else question.raw
        if isinstance(value, str) and not _stands_as_it_is(value):
            return None
        return value if question.kind == "choice" else typed(value, self._about(question.name))


def _stands_as_it_is(value: Any) -> bool:
    return "{{" not in str(value) and "{%" not in str(value)


def counted_files(rendering: Rendering) -> Mapping[str, File]:
    """The files by which a rendering is judged: what is the place's own from the first day does not count."""
    kit = kit_from(rendering.strings)
    return {path: file for path, file in rendering.tree.items() if not is_given_once(kit, path)}
