"""Amounts as vouchers and receipts write them out: 壹佰贰拾叁元肆角伍分, 叁拾元整 (支付结算办法, annex 1). Pure."""

from __future__ import annotations

from decimal import Decimal

from app.runtime import money

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")
MOST = Decimal(10) ** 16
"""Amounts from here on are refused: nobody writes them out."""


def written_out(amount: Decimal) -> str:
    """Yuan to the 分 in capital numerals; a red amount begins with 负. Raises ValueError from ten thousand 亿亿 on."""
    fen = money.to_fen(abs(amount))
    if money.from_fen(fen) >= MOST:
        raise ValueError(f"{amount} is too large to be written out.")
    yuan, jiao, rest = fen // 100, fen // 10 % 10, fen % 10
    whole = _whole(yuan)
    told = f"{whole}元" if whole else ""
    if not jiao and not rest:
        return _signed(amount, (told or "零元") + "整")
    if jiao:
        told += f"{DIGITS[jiao]}角"
    elif told:
        told += "零"
    # A sum that ends in 角 may end in 整; one that ends in 分 does not.
    return _signed(amount, told + (f"{DIGITS[rest]}分" if rest else "整"))


def _signed(amount: Decimal, told: str) -> str:
    return f"负{told}" if amount < 0 and told != "零元整" else told


def _whole(number: int) -> str:
    """120034 → 壹拾贰万零叁拾肆: groups of four, zeros between digits told once."""
    found, zero = "", False
    for place in range(len(GROUPS) - 1, -1, -1):
        group = number // 10_000**place % 10_000
        if not group:
            zero = zero or bool(found)
            continue
        if found and (zero or group < 1_000):
            found += "零"
        found += _group(group) + GROUPS[place]
        zero = False
    return found


def _group(number: int) -> str:
    found, zero = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            found += ("零" if zero and found else "") + DIGITS[digit] + PLACES[place]
        zero = not digit
    return found
