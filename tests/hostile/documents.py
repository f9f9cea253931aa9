"""Files that are no plain UTF-8 YAML, or far too much of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tests.hostile.base import Case, schema
from tests.hostile.watch import CANARY

GOOD: Final = schema()
UNREADABLE: Final[dict[str, bytes]] = {
    "UTF-16 with a mark": GOOD.encode("utf-16"),
    "UTF-16 big endian": GOOD.encode("utf-16-be"),
    "UTF-32": GOOD.encode("utf-32"),
    "GBK": GOOD.encode("gbk"),
    "a NUL at the end": GOOD.encode() + b"\0",
    "a NUL at the beginning": b"\0" + GOOD.encode(),
    "two byte order marks": b"\xef\xbb\xbf\xef\xbb\xbf" + GOOD.encode(),
    "an overlong slash": GOOD.encode().replace(b"Desk", b"\xc0\xaf"),
    "a surrogate": GOOD.encode().replace(b"Desk", b"\xed\xa0\x80"),
    "a byte 0xff": GOOD.encode().replace(b"Desk", b"\xff"),
    "half a character": GOOD.encode() + "服".encode()[:2],
    "a form feed": GOOD.encode().replace(b"Desk", b"De\x0csk"),
    "an escape": GOOD.encode().replace(b"Desk", b"De\x1b[31msk"),
    "C1 control": GOOD.replace("Desk", "De\x9bsk").encode(),
    "a line separator": GOOD.replace("Desk", "De\u2028sk").encode(),
    "a right-to-left mark": GOOD.replace("Desk", "De\u200fsk").encode(),
    "only old Mac lines": GOOD.replace("\n", "\r").encode(),
    "tabs as indentation": GOOD.replace("  ", "\t").encode(),
    "random bytes": bytes(range(256)),
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "an archive": b"PK\x03\x04\x14\0\0\0",
    "a program": b"\x7fELF\x02\x01\x01\0",
    "a pickle": b"\x80\x04\x95\x0b\0\0\0\0\0\0\0\x8c\x02os\x94.",
}
NO_SCHEMA: Final[dict[str, str]] = {
    "nothing": "",
    "a note": "# nothing\n",
    "a text": "schema\n",
    "a number": "1\n",
    "null": "~\n",
    "a list": "- a\n- b\n",
    "an empty mapping": "{}\n",
    "an empty list": "[]\n",
    "JSON of another kind": '{"swagger": "2.0"}',
    "HTML": "<html><script>alert(1)</script></html>\n",
    "Python": f"import os\n{CANARY}()\n",
    "a template": "{{ config }}\n{% for x in y %}\n",
    "two documents": GOOD + "---\na: 1\n",
    "an ended document": GOOD + "...\na: 1\n",
    "the schema in a list": "- " + GOOD.replace("\n", "\n  "),
    "a directive of 1.1": "%YAML 1.1\n---\nyes: no\n",
    "a directive of 9.9": "%YAML 9.9\n---\na: 1\n",
    "a directive of nonsense": "%YAML x.y\n---\na: 1\n",
    "a directive without a document": "%YAML 1.2\n",
    "a huge version": "%YAML " + "9" * 5_000 + ".1\n---\na: 1\n",
    "a tag directive": "%TAG ! tag:evil.example,2000:\n---\n!x\n",
    "a tab": "\t" + GOOD,
    "an open quote": GOOD + "a: 'x\n",
    "an open bracket": GOOD + "a: [x\n",
    "an open brace": GOOD + "a: {x\n",
    "a wrong bracket": GOOD + "a: [x}\n",
    "a reserved sign": GOOD + "a: @x\n",
    "a backtick": GOOD + "a: `x`\n",
    "an unknown escape": GOOD + 'a: "\\q"\n',
    "a too large escape": GOOD + 'a: "\\UFFFFFFFF"\n',
    "an escape beyond Unicode": GOOD + 'a: "\\U00110000"\n',
    "half an escape": GOOD + 'a: "\\x4',
    "a block without text": GOOD + "a: |99\n",
    "a block of wrong indentation": GOOD + "a: |0\n  x\n",
    "a key of a list": GOOD + "? [a, b]\n: c\n",
    "a key of a mapping": GOOD + "? {a: b}\n: c\n",
    "a key in two lines": GOOD + "'a\n  b': c\n",
    "an empty key": GOOD + ": c\n",
    "a question": GOOD + "?\n",
    "a null key": GOOD + "null: 1\n",
    "a boolean key": GOOD + "yes: 1\n",
    "a numeric key": GOOD + "1: 1\n",
    "a sexagesimal key": GOOD + "12:30:45: 1\n",
    "a merge": GOOD + "<<: {a: 1}\n",
    "a quoted merge": GOOD + '"<<": {a: 1}\n',
    "a merge in an entity": GOOD + "    <<: {ledger: true}\n",
    "a merged anchor": "x: &x {a: 1}\n" + GOOD + "<<: *x\n",
    "an anchor": GOOD.replace("version: 1", "version: &v 1"),
    "an alias": GOOD.replace("version: 1", "version: *v"),
    "an anchor of a key": "&k " + GOOD,
    "a recursive alias": "a: &a [*a]\n",
    "a recursive mapping": "a: &a {b: *a}\n",
    "laughs": "a: &a [x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{f'*{chr(97 + n)}, ' * 9}]\n" for n in range(9)),
    "a key given twice": GOOD + "version: 1\n",
    "a section given twice": GOOD + "roles: {other: {zh: 甲, en: A}}\n",
    "an entity given twice": GOOD + "  Part: {module: main}\n",
    "the same key in quotes": GOOD + '"version": 1\n',
    "the same key by escapes": GOOD + '"\\x76ersion": 1\n',
    "__proto__": GOOD + "__proto__: {admin: true}\n",
    "constructor": GOOD + "constructor: {prototype: {admin: true}}\n",
    "an unknown section": GOOD + "hooks: {a: b}\n",
    "a section that is a list": GOOD + "reports: [a]\n",
    "a section that is a text": GOOD + "reports: a\n",
    "a section that is null": GOOD + "reports:\n",
}  # fmt: skip
TAGS: Final = (
    f"!!python/object/apply:builtins.{CANARY} []", "!!python/object/apply:os.system ['id']", "!!python/name:os.system",
    "!!python/module:os", "!!python/object:os.path {}", "!!python/object/new:os.path []", "!!python/tuple [a]",
    "!!js/function 'function(){}'", "!!ruby/object:Gem::Requirement {}", "!!java.net.URL ['http://localhost']", "!!str x",
    "!!int 1", "!!float 1", "!!binary aGk=", "!!set {a}", "!!omap [a: 1]", "!!timestamp 2026-01-01", "!!merge x", "!!null x",
    "!env HOME", "!include /etc/passwd", "!x y", "! y", "!<tag:yaml.org,2002:python/name:os.system> x",
    "!<tag:yaml.org,2002:str> x", "!!" + "x" * 5_000 + " y", "!%zz x", "!<> x", "!!",
)  # fmt: skip
DEEP: Final = 100_000
BOMBS: Final[dict[str, str]] = {
    "lists": "a: " + "[" * DEEP,
    "closed lists": "a: " + "[" * 5_000 + "]" * 5_000,
    "mappings": "a: " + "{a: " * DEEP,
    "dashes": "- " * DEEP,
    "dashes in lines": "a:\n" + "".join(" " * depth + "-\n" for depth in range(1, 2_000)),
    "keys in lines": "".join(" " * depth + "a:\n" for depth in range(2_000)),
    "questions": "? " * 50_000,
    "colons": ": " * 50_000,
    "backslashes": "a: '" + "\\" * DEEP,
    "quotes": "a: " + "'" * DEEP,
    "double quotes": 'a: "' + '\\"' * DEEP,
    "commas": "a: [" + "," * DEEP + "]",
    "notes": "#" * DEEP + "\n" + "# x\n" * 50_000,
    "empty lines": "\n" * 500_000,
    "spaces": " " * 1_000_000,
    "a long key": "k" * 300_000 + ": 1\n",
    "a long text": "a: " + "x " * 300_000 + "\n",
    "a long block": "a: |\n" + "  x\n" * 100_000,
    "a folded text": "a: >\n" + "  x\n\n" * 50_000,
    "a quoted text in lines": "a: 'x\n" + "  x\n" * 50_000 + "'\n",
    "a plain text in lines": "a: x\n" + "  x\n" * 50_000,
    "escapes": 'a: "' + "\\u4e00" * 50_000 + '"\n',
    "a huge number": GOOD.replace("version: 1", "version: " + "9" * 9_000),
    "a huge decimal": GOOD.replace("version: 1", "version: 1." + "9" * 9_000),
    "a huge exponent": GOOD.replace("version: 1", "version: 1e999999999"),
    "many keys": "".join(f"k{number}: 1\n" for number in range(8_000)),
    "many equal keys": "k: 1\n" * 8_000,
    "many documents": "---\na: 1\n" * 8_000,
    "many directives": "%X y\n" * 20_000,
    "many anchors": "".join(f"k{number}: &a{number} 1\n" for number in range(20_000)),
    "many tags": "a: [" + "!!str x, " * 20_000 + "]",
    "many roles": GOOD.replace("roles:\n", "roles:\n" + "".join(f"  r{n}: {{zh: 甲, en: {n}x, x: y}}\n" for n in range(2_000))),
    "many unknown fields in a form": GOOD.replace("fields: [summary, day]", "fields: [" + ", ".join(f"sumary{n}" for n in range(600)) + "]"),
    "many unknown keys": GOOD + "".join(f"entitie{number}: 1\n" for number in range(1_000)),
    "many unknown names in one condition": schema(test='"' + " or ".join(f"sise{n} > 0" for n in range(30)) + '"'),
    "a circle of many formulas": GOOD.replace(
        "    children: {parts",
        "".join(f"      f{n}: {{type: decimal, scale: 4, formula: f{(n + 1) % 300} * 1, label: {{zh: 甲, en: F{n}}}}}\n" for n in range(300))
        + "    children: {parts",
    ),
}  # fmt: skip


def cases() -> Iterator[Case]:
    for name, data in UNREADABLE.items():
        yield Case(f"file: {name}", data, frozenset({"S010", "S002"}))
    for name, text in NO_SCHEMA.items():
        yield Case(f"document: {name}", text.encode(), frozenset({"S"}))
    for tag in TAGS:
        for before in ("tagged: ", "tagged: [", "? "):
            data = f"{GOOD}{before}{tag}{']' if '[' in before else ''}\n".encode()
            name = f"tag after '{before}': {tag[:40]}"
            yield Case(name, data, frozenset({"S006", "S002", "S103"}))
    for name, text in BOMBS.items():
        yield Case(f"bomb: {name}", text.encode(), frozenset({"S"}))
