"""Amounts in words (大写金额) as receipts and cheques want them (支付结算办法, annex 1). Pure."""

from __future__ import annotations

from decimal import Decimal

from app.runtime import money

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("仟", "佰", "拾", "")
GROUPS = ("", "万", "亿", "万亿")
MOST = Decimal(10) ** 16


def in_words(amount: Decimal) -> str:
    """107000.53 → 壹拾万零柒仟元伍角叁分; 1409.5 → 壹仟肆佰零玖元伍角整; below zero 负. Raises ValueError from 10^16 yuan on."""
    if abs(amount) >= MOST:
        raise ValueError(f"{amount} has no words.")
    fen = money.to_fen(amount)
    yuan, rest = divmod(abs(fen), 100)
    jiao, cents = divmod(rest, 10)
    text = "负" if fen < 0 else ""
    if yuan or not rest:
        text += (_whole(yuan) or "零") + "元"
    if not rest:
        return text + "整"
    if jiao:
        text += DIGITS[jiao] + "角"
    elif yuan:
        text += "零"
    return text + (DIGITS[cents] + "分" if cents else "整")


def _whole(number: int) -> str:
    """Groups of four digits, the highest first; one 零 wherever digits are left out between others."""
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    text = ""
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            continue
        # 零 where the group begins with one, or the one before it ended with one or was empty.
        below = text and (group < 1000 or groups[place + 1] % 10 == 0)
        text += ("零" if below else "") + _group(group) + GROUPS[place]
    return text


def _group(group: int) -> str:
    text = ""
    gap = False
    for digit, place in zip(f"{group:04d}", PLACES, strict=True):
        if digit == "0":
            gap = bool(text)
            continue
        text += ("零" if gap else "") + DIGITS[int(digit)] + place
        gap = False
    return text
