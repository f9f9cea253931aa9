"""One form for phones, names, ID and company numbers, so that equals compare equal (1.1)."""

from __future__ import annotations

import re
import unicodedata

MOBILE = re.compile(r"1[3-9]\d{9}")
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECK = "10X98765432"
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"

# Traditional characters that are common in names; the full table would need one more package.
TRADITIONAL = str.maketrans(
    "張陳劉楊黃趙吳孫馬鄭謝韓許鄧馮蕭蔣韋賈鄒範龍萬錢湯嚴賴顧龔羅葉鍾盧葉華國軍偉傑強麗艷寶貴蘭鳳榮興學"
    "東曉慶遠達順義鴻銘鑫輝雲霞靜瑩紅綺緯維績編鐵銀鋒銳錦鎮長門開關陽隱難項順須頡預領頻題顏願類風飛飯館駿驕體魚鮮鳥鶴鵬麥黨齊龐劍",
    "张陈刘杨黄赵吴孙马郑谢韩许邓冯萧蒋韦贾邹范龙万钱汤严赖顾龚罗叶钟卢叶华国军伟杰强丽艳宝贵兰凤荣兴学"
    "东晓庆远达顺义鸿铭鑫辉云霞静莹红绮纬维绩编铁银锋锐锦镇长门开关阳隐难项顺须颉预领频题颜愿类风飞饭馆骏骄体鱼鲜鸟鹤鹏麦党齐庞剑",
)


def phone(text: str | None) -> str | None:
    """The bare number: `+86 138-0000 0000` → `13800000000`; others: digits only; empty → None."""
    if not text:
        return None
    digits = re.sub(r"[^\d+]", "", unicodedata.normalize("NFKC", text))
    for prefix in ("+86", "0086"):
        if digits.startswith(prefix):
            digits = digits[len(prefix) :]
    if len(digits) == 13 and digits.startswith("86") and MOBILE.fullmatch(digits[2:]):
        digits = digits[2:]
    return digits.lstrip("+") or None


def is_mobile(text: str | None) -> bool:
    """Is it a mainland mobile number (`^1[3-9]\\d{9}$` after normalising)?"""
    number = phone(text)
    return number is not None and MOBILE.fullmatch(number) is not None


def masked_phone(text: str | None) -> str | None:
    """`13812345678` → `138****5678`; shorter numbers keep their last two digits."""
    number = phone(text)
    if number is None:
        return None
    if len(number) >= 11:
        return f"{number[:3]}****{number[-4:]}"
    return "*" * max(len(number) - 2, 1) + number[-2:]


def name(text: str | None) -> str:
    """NFKC, no blanks, traditional characters folded, letters casefolded."""
    folded = unicodedata.normalize("NFKC", text or "").translate(TRADITIONAL)
    return re.sub(r"[\s·•.]+", "", folded).casefold()


def id_number(text: str | None) -> str | None:
    """Upper-case, blanks and dashes gone; empty → None."""
    if not text:
        return None
    return re.sub(r"[\s-]+", "", unicodedata.normalize("NFKC", text)).upper() or None


def id_is_valid(text: str | None) -> bool:
    """The GB 11643 check digit of an 18-digit resident identity number (O1.1)."""
    number = id_number(text)
    if number is None or re.fullmatch(r"\d{17}[\dX]", number) is None:
        return False
    return number[17] == id_check_digit(number[:17])


def id_check_digit(first_17: str) -> str:
    """The 18th character that belongs to the first 17 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(first_17, ID_WEIGHTS, strict=True))
    return ID_CHECK[total % 11]


def uscc_check_character(first_17: str) -> str:
    """The 18th character of a unified social credit code (GB 32100: weights 3^i mod 31)."""
    total = sum(
        USCC_ALPHABET.index(character) * pow(3, place, 31)
        for place, character in enumerate(first_17)
    )
    return USCC_ALPHABET[(31 - total % 31) % 31]


def uscc_is_valid(text: str | None) -> bool:
    """Is the unified social credit code well formed, check character included?"""
    code = (text or "").strip().upper()
    if len(code) != 18 or any(character not in USCC_ALPHABET for character in code):
        return False
    return code[17] == uscc_check_character(code[:17])
