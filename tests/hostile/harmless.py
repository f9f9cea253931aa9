"""Texts and names that look dangerous and are allowed: as labels, helps, messages, defaults, values, names of SQL."""

from __future__ import annotations

import json
from typing import Final

from tests.hostile.watch import CANARY

CALL: Final = f"{CANARY}()"
TEXTS: Final = (
    "'''", '"""', f'"""\'\'\' + {CALL} + \'\'\'"""', f"'); {CALL} #", f'"); {CALL} #', "\\", "\\\\'", "\\n\\x41\\u0041\\N{BULLET}",
    "{{ 7*7 }}", f"{{{{ {CALL} }}}}", "{% raw %}", "{% for x in y %}", "{%- set x = 1 -%}", "{# note #}", "{{ config.SECRET_KEY }}",
    "{0}", "{}", "{", "}", "{x.__class__}", "{0!r:>9999999}", "%s %(x)s %d", "%", "100 %n", "${x}", "$(id)", "`id`", "#{x}",
    "<script>alert(1)</script>", "</script><script>alert(2)</script>", "<img src=x onerror=alert(3)>", '" onmouseover=alert(4) x="',
    "' onfocus=alert(5) '", "<!-- note", "--><b>x</b>", "]]>", "</title>", "</textarea><svg onload=alert(6)>", "</option><b>y</b>",
    "&lt;b&gt;", "&amp;", "&#60;", "&nbsp;x", "javascript:alert(7)", "=1+1", "@SUM(A1)", "+1", "-1", "=HYPERLINK(\"x\")",
    "'; DROP TABLE sheet0; --", "' OR '1'='1", '"; DELETE FROM ab_user; --', ":x :name", "?", "/* x */", "-- x", "\u00e9 e\u0301",
    "مرحبا", "🐍👩‍🔧".replace("\u200d", ""), "𝕏", "yes", "no", "null", "~", "true", "NaN", "0o17", "12:30", "1e3", "2026-01-31",
    "- x", "# x", "a: b", "&x", "*x", "!x", "| x", "> x", "@x", "`x", "[x", "{x", "? x", "<<", "---", "...", "%YAML", "__proto__",
    f"__import__('{CANARY}')", "f'{x}'", "lambda: 1", "import os; os.system('id')", "../../etc/passwd", "\\\\host\\x", "C:\\x", "x" * 120,
)  # fmt: skip
WORDS: Final = (
    # of SQL
    "select", "order", "group", "where", "table", "index", "check", "values", "primary", "column", "union", "join", "having",
    "by", "like", "case", "end", "user", "date", "time", "timestamp", "offset", "references", "default", "current_user", "all",
    "any", "between", "key_", "foreign", "unique", "constraint", "trigger", "view", "with_", "window", "row", "rows",
    "analyze", "array", "both", "cast", "collate", "desc", "asc", "distinct", "do", "except_", "fetch", "grant", "ilike",
    # of Python, Jinja, Flask, SQLAlchemy and scripts
    "self", "cls", "print", "type", "super", "property", "len", "datetime", "decimal", "mapped", "loop", "config", "request",
    "session", "g", "url_for", "items", "keys", "get", "pop", "update", "copy", "clear", "count", "url", "page", "form",
    "next", "filter", "action", "submit", "method", "length", "name", "target", "record", "view_", "ctx", "entity_", "label",
    "text", "columns", "relationship", "column_property", "hybrid_property", "declared_attr", "mapper", "engine", "relation",
    "tostring", "valueof", "then", "self_", "class_", "match", "soft", "eval_", "exec", "open", "input", "help", "object_",
)  # fmt: skip
ENTITIES: Final = (
    "Order", "Group", "Select", "Table", "Where", "Index", "Check", "Values", "Column", "Primary", "Union", "Session", "Model",
    "Base", "Form", "View", "Policy", "Field", "Type", "Exception", "Request", "Flask", "Record", "Resource",
)  # fmt: skip
CHUNK: Final = 20
SHEETS: Final = [TEXTS[start : start + CHUNK] for start in range(0, len(TEXTS), CHUNK)]


def quoted(text: str) -> str:
    """As a text in double quotes in a YAML file."""
    return json.dumps(text, ensure_ascii=False)


def both(text: str) -> str:
    return f"{{zh: {quoted(text)}, en: {quoted(text)}}}"


def schema() -> str:
    """Sheets full of TEXTS, a table with a column for each of WORDS, and the entities."""
    lines = [
        "version: 1",
        f"app: {{name: desk, label: {both(TEXTS[2])}, languages: [zh, en], timezone: Asia/Shanghai, currency: CNY}}",
        f"roles: {{agent: {both(TEXTS[28])}, sysadmin: {both('Administrator')}}}",
        f"modules: {{main: {{label: {both(TEXTS[9])}, icon: box}}}}",
        "entities:",
    ]
    for number, texts in enumerate(SHEETS):
        lines += _sheet(f"Sheet{number}", texts)
    lines += _entity("Words", "Words", [f"{w}: {{type: string, label: {both(w)}}}" for w in WORDS])
    for name in ENTITIES:
        lines += _entity(name, name, [f"{name.lower()}: {{type: string, label: {both('x')}}}"])
    return "\n".join(lines) + "\n"


def _entity(name: str, label: str, fields: list[str]) -> list[str]:
    return [
        f"  {name}:",
        "    module: main",
        f"    label: {both(label)}",
        "    fields:",
        *(f"      {field}" for field in fields),
        "    permissions: {read: {agent: all}, create: {agent: all}, update: {agent: all}, delete: {agent: all}}",
        "    api: {methods: [list, get, create, update]}",
    ]


def _sheet(name: str, texts: tuple[str, ...]) -> list[str]:
    fields = []
    for number, text in enumerate(texts):
        is_call = text.rstrip().endswith(")") and "(" in text
        default = "" if is_call else f"default: {quoted(text)}, "
        fields.append(
            f"f{number}: {{type: string, {default}help: {both(text)}, label: {both(text)}}}"
        )
    values = ", ".join(f"v{number}: {both(text)}" for number, text in enumerate(texts))
    fields.append(
        f"choice: {{type: enum, default: v0, values: {{{values}}}, label: {both(texts[0])}}}"
    )
    states = ", ".join(f"s{number}: {both(text)}" for number, text in enumerate(texts[:-1]))
    last = f"{{zh: {quoted(texts[-1])}, en: {quoted(texts[-1])}, final: true}}"
    steps = [
        f"        t{n}: {{from: s{n}, to: {f's{n + 1}' if n + 2 < len(texts) else 'end'}, by: [agent], when: f0 == {quoted('x')},"
        f" message: {both(text)}, label: {both(text)}}}"
        for n, text in enumerate(texts[:-1])
    ]
    own = _entity(name, texts[1], fields)
    sections = ", ".join(
        f"{{section: {both(text)}, fields: [f{n}]}}" for n, text in enumerate(texts)
    )
    return [
        *own,
        f"    help: {both(texts[-1])}",
        "    workflow:",
        f"      states: {{{states}, end: {last}}}",
        "      transitions:",
        *steps,
        "    checks:",
        *(f"      c{n}: {{test: f{n} != 'x', message: {both(text)}}}" for n, text in enumerate(texts)),
        f"    screens: {{form: [{sections}]}}",
    ]  # fmt: skip
