"""What a person has decided of an update so far: kept in memory until it is applied."""

from __future__ import annotations

from collections.abc import Mapping

from localkit import wording
from localkit.actions.take_update import Settlement
from localkit.actions.update_looking import LookedAt
from localkit.model.merging import Choice
from localkit.model.open_update import UpdateKind, WaitingPassage
from localkit.model.update_plan import PassagePlan


class UpdateDraft:
    """Decisions by passage, and what was written for them.

    Args:
        seen: The update as it was shown.
    """

    def __init__(self, seen: LookedAt) -> None:
        self.seen = seen
        self.settlements: dict[str, Settlement] = {}
        self.texts: dict[str, str] = {}
        self.troubles: dict[str, str] = {}

    @property
    def waiting(self) -> tuple[WaitingPassage, ...]:
        """What needs a decision, decided or not."""
        return self.seen.waiting

    @property
    def open(self) -> list[WaitingPassage]:
        """What nobody decided yet."""
        return [item for item in self.waiting if item.address not in self.settlements]

    @property
    def others(self) -> tuple[PassagePlan, ...]:
        """What comes, or stays, without a decision."""
        return (
            ()
            if self.seen.plan is None
            else tuple(item for item in self.seen.plan.passages if not item.waits)
        )

    @property
    def chosen(self) -> list[Settlement]:
        """The decisions in the order in which they are shown."""
        found = (self.settlements.get(item.address) for item in self.waiting)
        return [item for item in found if item is not None]

    def kind(self, item: WaitingPassage) -> UpdateKind:
        """What a passage waits since: of one update, some may wait since a decision was undone."""
        return "undo" if item.instead_of is not None else self.seen.kind

    def word(self, item: Settlement) -> str:
        """A decision in a few words."""
        if item.choice.take != "core":
            return wording.SETTLED_WORD[item.choice.take]
        if item.passage.core is None:
            return "taken out"
        undone = self.kind(item.passage) == "undo"
        return wording.SETTLED_BACK_WORD if undone else wording.SETTLED_WORD["core"]

    def passage(self, address: str) -> WaitingPassage | None:
        """What needs a decision at an address."""
        return next((item for item in self.waiting if item.address == address), None)

    def other(self, address: str) -> PassagePlan | None:
        """What needs none at an address."""
        return next((item for item in self.others if item.address == address), None)

    def next_open(self, address: str) -> str | None:
        """The next passage that nobody decided, after this one and round again; None where all are decided."""
        names = [item.address for item in self.waiting]
        at = names.index(address) + 1 if address in names else 0
        undecided = {item.address for item in self.open}
        return next((name for name in (*names[at:], *names[:at]) if name in undecided), None)

    def text_for(self, item: WaitingPassage) -> str:
        """What an own text begins with: what was written before, else the place's words, else the core's."""
        return next(
            text for text in (self.texts.get(item.address), item.local, item.core, "") if text is not None
        )

    def settle(self, item: WaitingPassage, choice: Choice, reason: str | None = None) -> None:
        """Decide."""
        self.settlements[item.address] = Settlement(item, choice, reason)
        self.troubles.pop(item.address, None)

    def take_back(self, address: str) -> bool:
        """Let it be undecided again; says whether it was decided."""
        return self.settlements.pop(address, None) is not None

    def look_again(self, seen: LookedAt, troubles: Mapping[str, str]) -> list[str]:
        """Go on with the update as it is now. A decision about words that are others by now is taken back.

        Args:
            seen: The update as it is now.
            troubles: What could not be settled just now, and why; it stays undecided.

        Returns:
            The addresses of what has to be decided again.
        """
        self.seen = seen
        self.troubles = {address: told for address, told in troubles.items() if self.passage(address)}
        again: list[str] = []
        for address, item in list(self.settlements.items()):
            now = self.passage(address)
            same = now is not None and (now.core, now.local) == (item.passage.core, item.passage.local)
            if now is None or not same or address in troubles:
                del self.settlements[address]
                again += [address] if now is not None else []
            else:
                self.settle(now, item.choice, item.reason)
        return again
