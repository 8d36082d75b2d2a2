"""What in a free text looks like it is about one person: numbers and addresses, never names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_NHS = re.compile(r"(?<![\w.-])(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?![\w-]|\.\d)")
# Which letters are in use: HMRC, National Insurance Manual NIM39110. The last letter is often left out.
_NI = re.compile(
    r"(?<!\w)(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]?(?!\w)",
    re.IGNORECASE,
)


_PHONE_DIGITS = 9
"""Fewer are a short code or a decimal fraction."""


@dataclass(frozen=True)
class PersonalDatum:
    """Something that looks like personal data.

    Attributes:
        what: What it looks like, for people.
        text: As it stands there.
    """

    what: str
    text: str

    @property
    def masked(self) -> str:
        """Enough of it to find it by, not to use it."""
        return f"{self.text[:3]}…"


def found_in(text: str) -> list[PersonalDatum]:
    """What looks like personal data in a text, each stretch of it once, in the order in which it stands there.

    NHS numbers by their check digit (modulus 11, NHS Data Dictionary), National Insurance numbers by their letters,
    phone numbers as the library ``phonenumbers`` knows them (the United Kingdom's, and those with a country code),
    e-mail addresses by their form.
    """
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, PersonalDatum]] = []
    for what, start, end in _candidates(text):
        if any(start < behind and first < end for first, behind in taken):
            continue
        taken.append((start, end))
        found.append((start, PersonalDatum(what, text[start:end])))
    return [item for _, item in sorted(found, key=lambda pair: pair[0])]


def _candidates(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _EMAIL.finditer(text):
        yield "an e-mail address", *match.span()
    for match in _NI.finditer(text):
        yield "a National Insurance number", *match.span()
    for match in _NHS.finditer(text):
        if is_nhs_number("".join(match.groups())):
            yield "an NHS number", *match.span()
    yield from _phones(text)


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits have the check digit of an NHS number.

    The first nine are weighted 10 to 2; 11 less the remainder of their sum by 11 is the tenth, 11 counting as 0 and 10
    never being given out (NHS Data Dictionary, NHS NUMBER).
    """
    if len(digits) != 10 or not (digits.isascii() and digits.isdigit()) or len(set(digits)) == 1:
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return (11 - rest) % 11 == int(digits[9])


def _phones(text: str) -> Iterator[tuple[str, int, int]]:
    if sum(sign.isdigit() for sign in text) < 7:
        return
    import phonenumbers  # noqa: PLC0415  only where there are digits

    for match in phonenumbers.PhoneNumberMatcher(text, "GB", leniency=phonenumbers.Leniency.POSSIBLE):
        stands = text[match.start : match.end]
        if stands.startswith(("0", "+", "(0")) and sum(sign.isdigit() for sign in stands) >= _PHONE_DIGITS:
            yield "a phone number", match.start, match.end
