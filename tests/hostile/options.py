"""Options, labels and expressions that are code, too much, or another thing than they seem."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tests.hostile.base import Case, at
from tests.hostile.watch import CANARY

CALL: Final = f"{CANARY}()"
EXPRESSIONS: Final = (
    CALL, f"{CANARY}", "__import__('os').system('id')", "().__class__.__bases__[0].__subclasses__()",
    "summary.__class__ == summary", "person.__dict__ == null", "person.__class__.__mro__ == null", "summary.upper()",
    "open('/etc/passwd') == null", "eval('1')", "exec('1')", "compile('1', '', 'eval')", "getattr(person, 'name') == ''",
    "globals()", "lambda: 1", "(lambda: 1)()", "[x for x in summary]", "{1, 2}", "{'a': 1}", "f'{summary}' == ''",
    f"f'{{{CALL}}}' == ''", "b'x' == summary", "'''x''' == summary", "'a' 'b' == summary", "size ** 999999999 > 0",
    "size // 2 > 0", "size % 2 > 0", "size @ 2", "size << 99999 > 0", "size | 1 > 0", "~size > 0", "(size := 1) > 0",
    "size = 1", "size; size", "import os", "await size", "yield size", "*size", "summary[0] == ''", "size is true",
    "0 < size < 5", "size == 1e999", "size == 0x1F", "size == 0o17", "size == 1_000", "size == 1j",
    "size == " + "9" * 400, "size == " + "9" * 5_000, "ｓize == 1", "s\u0456ze == 1", "size == ５", "size == 1 # note",
    "size == 1 \\", "size > 0 and " * 30 + "size > 0", "not " * 110 + "(size > 0)", "(" * 240 + "size" + ")" * 240 + " > 0",
    "-" * 400 + "size > 0", "size + " * 99 + "size > 0", "size in [" + "1, " * 60 + "1]", "summary == '" + "x" * 600 + "'",
    "person.login.person.login.person.name == ''", "person.owner.name == ''", "nobody == 1", "user.password == ''",
    "user.__class__ == null", "user.id.real == 1", "today().year == 1", "now().__class__ == null", "{{ size }}",
    "{% if size %}", "size > 0; DROP TABLE thing", "summary == '' or '1'='1'", "size > 0 --", "1", "null", "summary", "''",
    "days(size, size) > 1", "len(1) > 0", "len() > 0", "len(*summary) > 0", "len(x=summary) > 0", "print(1)", "hours",
    "print", "...", "size == True", "size == None", "size == NaN", "size == inf", "if", "", "   ", "((", "'", '"',
)  # fmt: skip
"""Not one is a condition of the entity Thing."""

INVISIBLE: Final = (
    '"a\\u200bb"', '"a\\u202eb"', '"a\\u2066b"', '"a\\ufeffb"', '"a\\x00b"', '"a\\x1bb"', '"a\\u00adb"', '"\\U000e0041"',
    '"\\ud800"', '"a\\u2028b"', '"a\\x85b"', '"a\\x7fb"', "a\u200bb", "a\u202eb", "a\ufeffb", "a\x1bb", "a\x00b",
)  # fmt: skip
LABELS: Final = (
    '"a\\nb"', '"a\\tb"', '""', '"  "', "null", "~", "[a]", "{a: b}", "x" * 700, "x" * 10_001,
    '"\\u3000"', '"\\u00a0"', '"\\r"', '"a\\rb"', '"\\u2003"',
)  # fmt: skip
LABEL_PLACES: Final = (
    "app label", "role label", "module label", "value label", "entity label", "label", "state label", "transition label",
    "section", "help", "message", "check message",
)  # fmt: skip

CONDITION_PLACES: Final = ("when", "test", "scope condition", "required")
PATTERNS: Final = (
    "(a+)+", "(a*)*b", "(a|aa)+", "(a|b|ab)*c", "(.*,)*x", "((a{1,200})*)", "(a+){2,}", "((a+)b?)+", "(?:a*)+", "(?:(?:a)*)*",
    "(?=a)", "(?<!a)b", "(?<=a)b", r"(a)\1", "(?P<x>a)(?P=x)", "(?(1)a|b)", "(", "[", "*", "a**", "(?i)+", "x" * 205, "(?>(a+)+b)", "a++", "(?>a)",
    "(?z)", "a{99999999999}", "(a{1,1000}){1,1000}", "(?P<class>a+)+", "([a-z]+)*$", r"(\d+|\w+)+", "(x?){200}(x+)+",
    "(a{0,60}){0,60}b", "a?" * 40 + "a" * 40, r"(\d{1,3})*x", "(a|aa){90}", "((a?){50}){50}", "(((a{1,40}){1,40}){1,40})",
    "a*a*a*a*a*a*a*a*a*a*b", ".*.*.*.*.*.*=.*",
)  # fmt: skip
# place → problems that must be among those told → texts as they stand in the file
TABLE: Final[dict[str, dict[tuple[str, ...], tuple[str, ...]]]] = {
    "title": {
        ("S312", "S402", "S707", "S010", "S105", "S708"): (
            "'{summary.__class__}'", "'{summary.__init__.__globals__}'", "'{summary!r}'", "'{summary:>99999999}'",
            "'{summary:{size}}'", "'{0}'", "'{}'", "'{'", "'}'", "'{summary'", "'{summary[0]}'", f"'{{{CALL}}}'",
            "'{person.login.password}'", "'{person.__dict__}'", "'{user.password}'", "'{nobody}'", "'{{summary}'",
            "'{ summary }'", "'{summary.upper}'", "'{person.name.x}'", "'{summary}" + "x" * 3_000 + "'",
        ),
    },
    "numbering": {
        ("S306", "S402", "S303", "S010"): (
            "'{seq:99999999}'", "'{seq:-1}'", "'{seq:6}{seq:6}'", "'{seq:0x6}'", "'{yy.__class__}{seq:6}'", "'T'",
            "'{scope.__class__}{seq:6}'", "'{seq:6!r}'", "'{0}{seq:6}'", "'{x}{seq:6}'", f"'{{{CALL}}}{{seq:6}}'", "'{seq:6'",
            "'" + "x" * 90 + "{seq:6}'", "'{seq:{seq:6}}'", "'{%d}{seq:6}'", "''",
        ),
    },
    "number default": {
        ("S305", "S703", "S704", "S402", "S705", "S107", "S103", "S701", "S105"): (
            CALL, "1.5", "-1", "0x10", "0o17", "1e3", ".inf", ".nan", "-.inf", "1_000", "12:30", "null", "[1]", "{a: 1}",
            "{custom: f}", "true", "9" * 30, "9" * 9_000, "list", "dict()", "'lambda: 1'", "uuid4()", "random()", "2026-01-31",
            "{expression: lambda}", "{expression: [1]}", f"{{expression: {CALL}}}", "yes", "'\"'",
        ),
    },
    "date default": {
        ("S305", "S703", "S704", "S402", "S705", "S103", "S107", "S706"): (
            "2026-02-30", "0000-00-00", "99999-01-01", "2026-1-1", "'01/02/2026'", "today", "today().replace()", "date.today()",
            "now()", "datetime.now", CALL, "12:30", "true", "[]", "2026-01-31T00:00:00Z", "２０２６-01-31",
        ),
    },
    "text default": {
        ("S305", "S105", "S010", "S103", "S107"): (
            CALL, "today()", "null", "[a]", "{a: b}", "x" * 61, "x" * 10_001, '"a\\u202eb"', "f()",
        ),
    },
    "max": {
        ("S103", "S105", "S304", "S107", "S305"): (
            "-1", "0", "1.5", "'60'", "99999999999999999999", "1e3", ".inf", ".nan", "true", "[1]", "{a: 1}", "null", "0x10",
            CALL, "12:30", "yes",
        ),
    },
    "min": {("S103", "S105", "S304", "S107", "S305"): ("'0'", "1e3", ".inf", ".nan", "true", "[1]", "0x1", CALL, "9" * 40)},
    "scale": {("S103", "S105"): ("-1", "9", "1.5", "'2'", "true", "1e1", "9" * 30, "[2]", CALL)},
    "version": {
        ("S106", "S103", "S105", "S102"): ("2", "0", "-1", "'1'", "1.0", "true", "null", "1e0", "0x1", "0o1", "[1]", "9" * 30),
    },
    "type": {
        ("S301", "S103", "S302", "S303", "S105", "S107"): (
            "strin", "object", "__class__", "sqlalchemy.String", CALL, "string()", "'str; import os'", "[string]", "null",
            "ｓtring", "String", "ref", "enum", "number", "''", "yes",
        ),
    },
    "of": {("S404", "S103", "S107"): ("__class__", "level", "Levеl", "Ｌevel", CALL, "Person", "[Level]", "null", "'Level '")},
    "to": {("S403", "S103"): ("__class__", "person", "Реrson", "object", CALL, "Level", "[Person]", "'Person '", "'../x'")},
    "target": {("S406", "S103"): ("__class__", "Done", "dоne", CALL, "[done]", "null", "'done '")},
    "lookup": {
        ("S307", "S402", "S103", "S707", "S708"): (
            "person.__class__", "person", "person.login.password", "person..name", ".name", "person.", CALL, "[person.name]",
            "person.name.upper", "ｐerson.name", "person.login",
        ),
    },
    "column": {("S402", "S801", "S707", "S103"): ("__class__", "person.__dict__", "summary;DROP", CALL, "'*'", "'1'", "person..name")},
    "sort": {
        ("S402", "S801", "S103", "S707", "S107"): (
            "'-day; DROP TABLE thing'", "--day", "-__class__", CALL, "'day desc'", "'1'", "'-'", "''", "'-day,size'", "+day",
        ),
    },
    "grant": {("S407", "S103"): ("__class__", "Mine", "mіne", CALL, "'*'", "[mine]", "true", "'1=1'", "yes")},
    "method": {("S104", "S805", "S103", "S109"): ("__init__", "PATCH", "get", "'*'", CALL, "eval", "null")},
    "color": {("S104", "S103"): ("url(x)", "'red;}'", "'#f00'", "javascript:x", CALL, "[red]", "null")},
    "language": {("S201", "S105", "S204", "S109", "S206", "S103"): ("'../en'", "zh", "EN", "e", "'{{x}}'", CALL, "yes", "no", "null", "'en\\0'")},
    "timezone": {("S104", "S105", "S103", "S107"): (
        "../../etc/passwd", "/etc/passwd", "Mars/Olympus", "''", "'.'", "'..'", "Asia", "'Asia/'", "'Asia/Shanghai '", CALL,
        '"Asia\\\\Shanghai"', "asia/Shanghai", "tzdata.zi", "zone.tab", "posixrules/x", "x" * 5_000, "12:30", "null", "[UTC]",
    )},
    "currency": {("S104", "S105", "S103", "S201", "S107"): ("cny", "'$'", "'CN'", "CNYX", "''", "'<b>'", CALL, "'{x}'", "Ｃny", "null")},
    "icon": {("S104", "S105", "S103", "S201"): ("'<svg onload=alert(1)>'", "'../x'", "'\" onload=x'", "'{{x}}'", CALL, "[x]", "'a b'")},
    "process": {("S103", "S105", "S010"): ("[x]", "{a: b}", '"a\\u202eb"', "x" * 10_001)},
    "retain": {("S317", "S103", "S105", "S107"): (
        "3 centuries", "-3 years", "0 days", "999999999 years", "'3'", "3", "1e3 years", "３ years", CALL, "'3 years; x'", "''", "null",
    )},
}  # fmt: skip
CUSTOM: Final = (
    "os.system",
    "__import__",
    "a b",
    "'x(); y'",
    "'../x'",
    "eval('x')",
    "class",
    "None",
    "''",
    "null",
    "[f]",
    "ｆ",
    "__class__",
)


def _escaped(text: str) -> str:
    """As a text in double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def cases() -> Iterator[Case]:
    told = (
        "S40",
        "S70",
        "S71",
        "S002",
        "S103",
        "S105",
        "S107",
        "S304",
        "S308",
        "S309",
        "S310",
        "S410",
    )
    for place in CONDITION_PLACES:
        for expression in EXPRESSIONS:
            yield at(place, _escaped(expression), *told)
    for place in ("when", "scope condition", "formula"):
        for name in CUSTOM:
            yield at(place, f"{{custom: {name}}}", "S711", "S103", "S105", "S107", "S002")
    for place in LABEL_PLACES:
        for label in INVISIBLE:
            yield at(place, label, "S010", "S002")
        for label in LABELS:
            yield at(place, label, "S205", "S105", "S103", "S010", "S204")
    for pattern in PATTERNS:
        yield at("pattern", _escaped(pattern), "S311", "S105")
    for place, rows in TABLE.items():
        for codes, texts in rows.items():
            for text in texts:
                yield at(place, text, *codes)
