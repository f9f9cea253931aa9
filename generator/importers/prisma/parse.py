"""Prisma text → its blocks."""

from __future__ import annotations

from typing import Any

from generator.importers.kinds import number
from generator.importers.prisma.syntax import Attribute, Block, Call, FieldSyntax, Name
from generator.importers.refusals import refuse
from generator.importers.scan import PRISMA, Word, scan


def parse(text: str, file: str) -> list[Block]:
    """The blocks of a schema. SchemaProblems: a block, bracket or quote is not closed."""
    return _Parser(scan(text, file, PRISMA), file).blocks()


class _Parser:
    def __init__(self, words: list[Word], file: str) -> None:
        self.words = words
        self.file = file
        self.at = 0

    @property
    def word(self) -> Word:
        return self.words[self.at]

    @property
    def sign(self) -> str:
        return self.word.text if self.word.kind == "sign" else ""

    def take(self) -> Word:
        word = self.word
        self.at = min(self.at + 1, len(self.words) - 1)
        return word

    def stop(self, word: Word, message: str, hint: str = "") -> None:
        refuse(self.file, word.line, message, hint, column=word.column)

    def lines(self) -> None:
        while self.word.kind == "line":
            self.take()

    def rest_of_line(self) -> None:
        while self.word.kind not in ("line", "end") and self.sign != "}":
            self.take()

    def blocks(self) -> list[Block]:
        found: list[Block] = []
        while True:
            self.lines()
            if self.word.kind == "end":
                return found
            first = self.take()
            if first.kind != "name" or self.word.kind != "name":
                hint = "a schema holds model, enum, type, view, datasource and generator"
                self.stop(first, f"'{first.text[:40]}' begins no block", hint)
            block = Block(first.text, self.take().text, first.line, first.doc)
            self.lines()
            if self.sign != "{":
                self.stop(self.word, f"'{{' is expected after {block.kind} {block.name[:40]}")
            self.body(block, self.take())
            found.append(block)

    def body(self, block: Block, start: Word) -> None:
        while True:
            self.lines()
            if self.word.kind == "end":
                self.stop(start, f"the block {block.kind} {block.name[:40]} is not closed")
            if self.sign == "}":
                self.take()
                return
            if self.sign == "@@":
                self.take()
                block.attributes.append(self.attribute())
            elif self.word.kind == "name" and block.kind in ("model", "view", "type"):
                block.fields.append(self.field())
            elif self.word.kind in ("name", "number"):
                block.values.append(self.value())
            else:
                self.stop(
                    self.word,
                    f"'{self.word.text[:40]}' begins no line of {block.kind} {block.name[:40]}",
                )

    def value(self) -> FieldSyntax:
        word = self.take()
        made = FieldSyntax(word.text, "", word.line, word.doc)
        while self.sign == "@":
            self.take()
            made.attributes.append(self.attribute())
        if self.sign == "=":
            self.take()
            made.type = self.word.text
            self.skip_value()
        return made

    def skip_value(self) -> None:
        """A setting may be a list over several lines."""
        depth = 0
        while self.word.kind != "end":
            depth += (self.sign in ("[", "(")) - (self.sign in ("]", ")"))
            if depth <= 0 and self.word.kind == "line":
                return
            if depth <= 0 and self.sign == "}":
                return
            self.take()

    def field(self) -> FieldSyntax:
        name = self.take()
        made = FieldSyntax(name.text, "", name.line, name.doc)
        if self.sign == ":":
            self.take()  # Prisma 1
        if self.sign == "[":
            self.take()
            made.is_list = True
        if self.word.kind != "name":
            self.stop(self.word, f"the type of '{name.text[:40]}' is expected")
        made.type = self.take().text
        if made.is_list and self.sign == "]":
            self.take()
        if self.sign == "(":
            inner = self.bracket()
            made.unsupported = str(inner[0][0]) if inner[0] else made.type
        while self.sign in ("[", "]", "?", "!"):
            sign = self.take().text
            made.is_list |= sign == "["
            made.is_optional |= sign == "?"
        while self.sign == "@":
            self.take()
            made.attributes.append(self.attribute())
            # Attributes may go on in the next line.
            ahead = self.at
            while self.words[ahead].kind == "line":
                ahead += 1
            if self.words[ahead].text == "@" and self.words[ahead].kind == "sign":
                self.at = ahead
        made.doc = made.doc or (self.word.doc if self.word.doc_line == name.line else "")
        if self.word.kind not in ("line", "end") and self.sign != "}":
            self.stop(
                self.word, f"'{self.word.text[:40]}' is not expected after '{name.text[:40]}'"
            )
        return made

    def attribute(self) -> Attribute:
        word = self.take()
        if word.kind != "name":
            self.stop(word, "the name of an attribute is expected after @")
        name = word.text
        while self.sign == ".":
            self.take()
            name += f".{self.take().text}"
        made = Attribute(name, word.line)
        if self.sign == "(":
            made.given, made.named = self.bracket()
        return made

    def bracket(self) -> tuple[list[Any], dict[str, Any]]:
        start = self.take()
        given: list[Any] = []
        named: dict[str, Any] = {}
        while True:
            self.lines()
            if self.sign == ")":
                self.take()
                return given, named
            if self.word.kind == "end":
                self.stop(start, "the bracket ( is not closed")
            if self.sign == ",":
                self.take()
                continue
            following = self.words[self.at + 1]
            if self.word.kind == "name" and following.kind == "sign" and following.text == ":":
                key = self.take().text
                self.take()
                self.lines()
                named[key] = self.argument(start)
            else:
                given.append(self.argument(start))

    def argument(self, start: Word) -> Any:
        word = self.take()
        if word.kind == "text":
            return word.text
        if word.kind == "number":
            return number(word.text)
        if word.kind == "sign" and word.text == "[":
            found: list[Any] = []
            while True:
                self.lines()
                if self.sign == "]":
                    self.take()
                    return found
                if self.word.kind == "end":
                    self.stop(word, "the bracket [ is not closed")
                if self.sign == ",":
                    self.take()
                else:
                    found.append(self.argument(start))
        if word.kind == "sign" and word.text == "{":
            while self.sign != "}" and self.word.kind != "end":
                self.take()
            self.take()
            return Name("{…}")
        if word.kind != "name":
            self.stop(word, f"'{word.text[:40]}' is no value")
        if word.text in ("true", "false"):
            return word.text == "true"
        text = word.text
        while self.sign == ".":
            self.take()
            self.take()
        if self.sign == "(":
            given, named = self.bracket()
            return Call(text, [*given, *named.values()])
        return Name(text)
