"""Options of entities: what has a meaning here, what steers only the code of JHipster, what nobody knows."""

from __future__ import annotations

from typing import Final

from generator.importers.jdl.syntax import Document, Option
from generator.importers.model import Model
from generator.importers.places import Place
from generator.importers.report import Report

_ALWAYS: Final = {
    "dto": "REST has shapes of its own", "mapstruct": "REST has shapes of its own",
    "service": "the write path is `records`", "serviceclass": "the write path is `records`", "serviceimpl": "the write path is `records`",
    "paginate": "every list has pages", "pagination": "every list has pages", "pager": "every list has pages", "infinite-scroll": "every list has pages",
    "filter": "every list has filters", "jpametamodelfiltering": "every list has filters",
    "entities": "all of them are imported",
}  # fmt: skip
"""What is so here without being said: carried."""
_CODE: Final = {
    "skipclient": "pages are made for every entity", "skipserver": "the database is made for every entity",
    "nofluentmethod": "it steers the code of JHipster", "angularsuffix": "it steers the code of JHipster",
    "clientrootfolder": "it steers the code of JHipster", "microservice": "there is one application",
    "embedded": "an entity has a table of its own", "databasetype": "SQLite and PostgreSQL only",
    "changelogdate": "migrations are numbered", "gatling": "it steers the code of JHipster",
}  # fmt: skip


def read(document: Document, file: str, model: Model, report: Report) -> None:
    """What is said about entities, in options and in annotations; settings of application and deployment."""
    for syntax in document.entities:
        for annotation in syntax.annotations:
            said = Option(annotation.name, annotation.value, [syntax.name], [], annotation.line)
            _option(said, file, model, report, annotation=True)
    for option in document.options:
        if option.name.lower() == "use":
            for word in option.value.split(", "):
                said = Option(word, "", option.entities, option.excluded, option.line)
                _option(said, file, model, report)
            continue
        _option(option, file, model, report)
    for option in document.settings:
        kind = f"{option.entities[0]} setting"
        if option.name == "baseName":
            report.carried(kind)
            continue
        report.lost(
            kind,
            Place(file, option.line),
            option.name,
            option.value or option.name,
            "it steers the code or the servers of JHipster",
            "nothing to do",
        )
    for text, line in document.unknown:
        report.lost(
            "statement",
            Place(file, line),
            text,
            text,
            "JDL has no such statement",
            "look at the line",
        )


def _option(
    option: Option, file: str, model: Model, report: Report, *, annotation: bool = False
) -> None:
    place = Place(file, option.line)
    name = option.name.lower()
    who = ", ".join(option.entities) or "*"
    shown = f"{option.name} {option.value}".strip()
    kind = "annotation" if annotation else "option"
    chosen = [
        one for one in model.entities
        if (one.name in option.entities or {"*", "all"} & set(option.entities) or not option.entities)
        and one.name not in option.excluded
    ]  # fmt: skip
    if name == "readonly":
        for entity in chosen:
            entity.read_only = True
        report.carried(kind)
    elif name in ("search", "elasticsearch", "couchbase"):
        if option.value.lower() not in ("no", "false"):
            for entity in chosen:
                for one in entity.fields:
                    one.search = one.search or one.type in ("string", "text")
        report.carried(kind)
    elif name in _ALWAYS:
        report.carried(kind)
    elif name in _CODE:
        report.lost(kind, place, who, shown, _CODE[name], "nothing to do")
    else:
        report.lost(
            kind, place, who, shown, "it is not known here", "look whether something is to be done"
        )
