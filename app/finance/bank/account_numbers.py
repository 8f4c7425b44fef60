"""Numbers of accounts: IBAN (ISO 13616), and the German bank code with account number in it."""

from __future__ import annotations

from re import compile as pattern

_IBAN = pattern(r"[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}")
_GERMAN = pattern(r"DE[0-9]{2}([0-9]{8})([0-9]{10})")
_NATIONAL = pattern(r"([0-9]{8})/([0-9]{1,10})")


def iban_in(text: str) -> str | None:
    """The IBAN that the text is, without its spaces; None unless its check digits are right."""
    iban = "".join(text.split()).upper()
    if not _IBAN.fullmatch(iban):
        return None
    digits = "".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])
    return iban if int(digits) % 97 == 1 else None


def national_in(text: str) -> str | None:
    """Bank code and account number as "12345678/1020304050", without leading zeros; else None."""
    match = _NATIONAL.fullmatch("".join(text.split()))
    return f"{match[1]}/{match[2].lstrip('0') or '0'}" if match else None


def account_in(text: str) -> str | None:
    """The IBAN or "bank code/account number" that the text is; else None."""
    return iban_in(text) or national_in(text)


def same_account(number: str) -> str:
    """What an account is recognised by, whichever way it is written.

    A German IBAN holds bank code and account number: the two ways meet there.
    """
    match = _GERMAN.fullmatch(number)
    return f"{match[1]}/{match[2].lstrip('0') or '0'}" if match else number
