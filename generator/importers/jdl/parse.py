"""JDL text → its statements. What is no statement of the language is passed over and remembered."""

from __future__ import annotations

from typing import Final

from generator.importers.jdl.syntax import (
    Annotation,
    Document,
    EntitySyntax,
    EnumSyntax,
    FieldSyntax,
    Option,
    Relationship,
    Side,
    Validation,
)
from generator.importers.refusals import refuse
from generator.importers.scan import JDL, Word, scan

KINDS: Final = {
    "onetoone": "OneToOne",
    "onetomany": "OneToMany",
    "manytoone": "ManyToOne",
    "manytomany": "ManyToMany",
}


def parse(text: str, file: str) -> Document:
    """The document. SchemaProblems: a bracket or quote is not closed, or a declaration breaks off."""
    words = [word for word in scan(text, file, JDL) if word.kind != "line"]
    parser = _Parser(words, file)
    parser.document_()
    return parser.document


class _Parser:
    def __init__(self, words: list[Word], file: str) -> None:
        self.words = words
        self.file = file
        self.at = 0
        self.document = Document()
        self.constants: dict[str, str] = {}

    @property
    def word(self) -> Word:
        return self.words[self.at]

    @property
    def text(self) -> str:
        return self.word.text if self.word.kind != "text" else ""

    def after(self, steps: int = 1) -> str:
        return self.words[min(self.at + steps, len(self.words) - 1)].text

    def take(self) -> Word:
        word = self.word
        self.at = min(self.at + 1, len(self.words) - 1)
        return word

    def expect(self, sign: str, where: str) -> Word:
        if self.text != sign:
            self.stop(f"'{sign}' is expected {where}")
        return self.take()

    def stop(self, message: str) -> None:
        shown = self.word.text[:40] or "the end of the file"
        refuse(
            self.file,
            self.word.line,
            f"{message}, not {shown}",
            "look at the line before too",
            column=self.word.column,
        )

    def name(self, what: str) -> Word:
        if self.word.kind != "name":
            self.stop(f"{what} is expected")
        return self.take()

    def document_(self) -> None:
        while self.word.kind != "end":
            self.statement()

    def statement(self) -> None:
        first = self.at
        annotations = self.annotations()
        word, lowered = self.word, self.text.lower()
        if lowered == "entity" and self.words[self.at + 1].kind == "name":
            self.entity(annotations, self.leading(first) or self.leading(self.at))
        elif lowered == "enum" and self.words[self.at + 1].kind == "name":
            self.enum()
        elif lowered == "relationship":
            self.relationships()
        elif lowered in ("application", "deployment") and self.after() == "{":
            self.application()
        elif word.kind == "name" and self.after() == "=":
            self.take()
            self.take()
            self.constants[word.text] = self.take().text
        elif word.kind == "name":
            self.option()
        else:
            self.take()
            if word.text not in (",", ";"):
                self.document.unknown.append((word.text, word.line))

    def annotations(self) -> list[Annotation]:
        found: list[Annotation] = []
        while self.text == "@":
            line = self.take().line
            name = self.name("the name of an annotation").text
            value = ""
            if self.text == "(":
                value = self.bracket()
            found.append(Annotation(name, value, line))
        return found

    def bracket(self) -> str:
        """The text between brackets, which are taken; they may hold others."""
        start = self.expect("(", "here")
        depth, parts = 1, []
        while depth:
            word = self.take()
            if word.kind == "end":
                refuse(self.file, start.line, "the bracket ( is not closed", column=start.column)
            depth += (word.text == "(") - (word.text == ")") if word.kind == "sign" else 0
            if depth:
                parts.append(word.text)
        return " ".join(parts)

    def leading(self, at: int) -> str:
        """The comment that explains the word at `at`: not one that stands behind the word before, on its line."""
        word = self.words[at]
        behind = at > 0 and word.doc_line == self.words[at - 1].line
        return "" if behind else word.doc

    def trailing(self) -> str:
        """A comment behind the last word, on its line."""
        return self.word.doc if self.word.doc_line == self.words[self.at - 1].line else ""

    def entity(self, annotations: list[Annotation], doc: str) -> None:
        line = self.take().line
        made = EntitySyntax(self.name("the name of an entity").text, "", line, doc, [], annotations)
        if self.text == "(":
            made.table = self.bracket()
        if self.text == "{":
            start = self.take()
            while self.text != "}":
                self.unclosed(start)
                self.field(made)
            self.take()
        self.document.entities.append(made)

    def unclosed(self, start: Word) -> None:
        if self.word.kind == "end":
            refuse(self.file, start.line, "the block { is not closed", column=start.column)

    def field(self, entity: EntitySyntax) -> None:
        first = self.at
        annotations = self.annotations()
        if self.word.kind != "name":
            word = self.take()
            if word.text not in (",", ";"):
                self.document.unknown.append((word.text, word.line))
            return
        doc = self.leading(first) or self.leading(self.at)
        name = self.take()
        if self.word.kind != "name" or self.word.line != name.line:
            self.stop(f"the type of '{name.text[:40]}' is expected")
        made = FieldSyntax(name.text, self.take().text, name.line, doc, [], annotations)
        while self.word.kind == "name" and self.is_validation(made):
            word = self.take()
            value = ""
            if self.text == "(":
                value = self.bracket()
            made.validations.append(
                Validation(word.text, self.constants.get(value, value), word.line)
            )
        made.doc = made.doc or self.trailing()
        if self.text == ",":
            self.take()
            made.doc = made.doc or self.trailing()
        entity.fields.append(made)

    def is_validation(self, made: FieldSyntax) -> bool:
        """A name on the same line, or one with brackets, still belongs to the field."""
        same = self.word.line == self.words[self.at - 1].line
        return same or self.after() in ("(", ",", "}") or self.text in ("required", "unique")

    def enum(self) -> None:
        word = self.take()
        made = EnumSyntax(self.name("the name of an enum").text, word.line, word.doc)
        start = self.expect("{", f"after enum {made.name[:40]}")
        while self.text != "}":
            self.unclosed(start)
            self.annotations()
            if self.word.kind not in ("name", "number"):
                self.take()
                continue
            value = self.take()
            said = self.bracket() if self.text == "(" else ""
            made.values.append((value.text, said, value.doc, value.line))
        self.take()
        self.document.enums.append(made)

    def relationships(self) -> None:
        self.take()
        word = self.name("OneToOne, OneToMany, ManyToOne or ManyToMany")
        kind = KINDS.get(word.text.lower())
        if kind is None:
            refuse(
                self.file,
                word.line,
                f"'{word.text[:40]}' is no kind of relationship",
                "known: " + ", ".join(KINDS.values()),
                column=word.column,
            )
        start = self.expect("{", f"after relationship {kind}")
        while self.text != "}":
            self.unclosed(start)
            if self.text in (",", ";"):
                self.take()
                continue
            self.relationship(kind or "")
        self.take()

    def relationship(self, kind: str) -> None:
        line = self.word.line
        source = self.side()
        if self.text.lower() != "to":
            self.stop("'to' is expected between two entities")
        self.take()
        target = self.side()
        made = Relationship(kind, source, target, line)
        while self.text.lower() == "with":
            self.take()
            made.options.append(self.name("an option").text)
            while self.text == "," and self.after().startswith(("builtIn", "jpaDerived")):
                self.take()
                made.options.append(self.take().text)
        self.document.relationships.append(made)

    def side(self) -> Side:
        first = self.at
        annotations = self.annotations()
        doc = self.leading(first) or self.leading(self.at)
        word = self.name("the name of an entity")
        made = Side(word.text, word.line, doc=doc, annotations=annotations)
        if self.text != "{":
            return made
        start = self.take()
        while self.text != "}":
            self.unclosed(start)
            made.annotations += self.annotations()
            said = self.take()
            if said.text == "required":
                made.required = True
            elif self.text == "(":
                made.field, made.display = said.text, self.bracket()
                made.doc = made.doc or said.doc
            elif said.kind == "name":
                made.field = said.text
                made.doc = made.doc or said.doc
        self.take()
        return made

    def application(self) -> None:
        kind = self.take().text
        start = self.take()
        while self.text != "}":
            self.unclosed(start)
            if self.text == "config" and self.after() == "{":
                self.take()
                self.config(kind)
            elif kind == "deployment":
                self.setting(kind)
            elif self.word.kind == "name":
                self.option()
            else:
                self.take()
        self.take()

    def config(self, kind: str) -> None:
        start = self.take()
        while self.text != "}":
            self.unclosed(start)
            self.setting(kind)
        self.take()

    def setting(self, kind: str) -> None:
        word = self.take()
        values: list[str] = []
        if self.text in ("[", "("):
            end = {"[": "]", "(": ")"}[self.take().text]
            while self.text != end and self.word.kind != "end":
                values.append(self.take().text)
            self.take()
        else:
            while self.word.line == word.line and self.text not in ("}", ","):
                if self.word.kind == "end":
                    break
                values.append(self.take().text)
        if self.text == ",":
            self.take()
        if word.kind in ("name", "text"):
            self.document.settings.append(
                Option(word.text, " ".join(values), [kind], [], word.line)
            )

    def option(self) -> None:
        """`name [values for] entities [with value] [except entities]`, whatever the name is."""
        word = self.take()
        made = Option(word.text, "", [], [], word.line)
        into = made.entities
        expecting = True
        while self.word.kind in ("name", "sign", "text") and self.text not in ("}", "{", "@"):
            lowered = self.text.lower()
            if lowered in ("with", "except", "for") and self.word.kind == "name":
                self.take()
                if lowered == "with":
                    made.value = self.take().text
                    expecting = False
                elif lowered == "for":
                    made.value = ", ".join(made.entities)
                    made.entities.clear()
                    expecting = True
                else:
                    into, expecting = made.excluded, True
            elif self.text == ",":
                self.take()
                expecting = True
            elif (expecting and self.word.kind in ("name", "text")) or self.text == "*":
                into.append(self.take().text)
                expecting = False
            else:
                break
        if self.text == "{":
            # A block that nothing here knows, such as one of a later version.
            self.block()
        self.document.options.append(made)

    def block(self) -> None:
        start, depth = self.take(), 1
        while depth:
            self.unclosed(start)
            word = self.take()
            depth += (word.text == "{") - (word.text == "}") if word.kind == "sign" else 0
