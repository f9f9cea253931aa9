"""The command: reads with the generator, writes two files or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.cli.console import both, refuse, refuse_with, say

if TYPE_CHECKING:
    from generator.importers.report import Report

SHOWN = 12
"""Items of the report that are printed; the file has all of them."""


def _options(command: click.Command) -> click.Command:
    """`--out`, `--report` and `--force`, which every format has."""
    for option in (
        click.Option(["--out"], type=click.Path(path_type=Path, dir_okay=False), default=Path("schema.yaml"), show_default=True, help=both("写出的 schema", "the schema that is written")),
        click.Option(["--report"], type=click.Path(path_type=Path, dir_okay=False), default=Path("loss.json"), show_default=True, help=both("未能带过来的内容", "what was not carried over")),
        click.Option(["--name"], help=both("应用名称", "name of the application")),
        click.Option(["--force"], is_flag=True, help=both("覆盖已有文件", "write over files that are there")),
    ):  # fmt: skip
        command.params.append(option)
    return command


@click.group(
    name="import",
    help=both("由外部模型生成 schema.yaml", "Make a schema.yaml from a foreign model."),
)
def import_() -> None:
    """One command for each format."""


@import_.command(help=both("数据库：SQLite、PostgreSQL", "a database: SQLite or PostgreSQL"))
@click.argument("url")
def db(url: str, **given: Any) -> None:
    from sqlalchemy.exc import ArgumentError

    from app.cli.importing.reflect import catalog_of
    from app.cli.importing.urls import lawful
    from generator.importers import convert
    from generator.importers.db import model_of

    try:
        place = lawful(url)
    except (ArgumentError, ValueError) as error:
        refuse_with(str(error))
    _write(
        lambda report: convert(model_of(catalog_of(place), report), report),
        "db",
        place.render_as_string(),
        **given,
    )


def _of_files(name: str, zh: str, en: str) -> None:
    @click.argument("source", type=click.Path(path_type=Path))
    def run(source: Path, **given: Any) -> None:
        from generator.importers import convert, reader

        _write(
            lambda report: convert(reader(name)(source, report), report), name, str(source), **given
        )

    import_.add_command(_options(click.command(name, help=both(zh, en))(run)))


_options(db)
_of_files("jdl", "JHipster 的 JDL 文件", "a JDL file of JHipster")
_of_files("doctype", "Frappe DocType 的文件夹或 JSON 文件", "a folder or file of Frappe DocTypes")
_of_files("prisma", "Prisma 的 schema 文件或文件夹", "a Prisma schema, or a folder of them")
_of_files("openapi", "OpenAPI 文档（YAML 或 JSON）", "an OpenAPI document in YAML or JSON")
_of_files("xlsx", "工作簿，每张表一个实体", "a workbook, an entity for each sheet")


def _write(
    make: Callable[[Report], str],
    form: str,
    source: str,
    *,
    out: Path,
    report: Path,
    name: str | None,
    force: bool,
) -> None:
    """Read, then write both files, and tell how much was carried over."""
    from generator import SchemaProblems, output
    from generator.importers.report import Report

    for path in (out, report):
        if path.exists() and not force:
            refuse(
                f"{path} 已存在：换一个 --out / --report，或加 --force",
                f"{path} is there already: choose another --out or --report, or add --force",
            )
        if not path.parent.is_dir():
            refuse(f"没有文件夹 {path.parent}", f"there is no folder {path.parent}")
    told = Report(form, source, app=name or "")
    try:
        text = make(told)
    except SchemaProblems as found:
        refuse_with(str(found))
    output.replace(out, text)
    output.replace(report, told.text())
    _tell(told, out, report)


def _tell(told: Report, out: Path, report: Path) -> None:
    from generator.importers.report import CONDITION_KINDS, FIELD_KINDS

    for kind, row in told.totals().items():
        click.echo(
            f"  {kind:<22} {row['carried']:>6} carried {row['changed']:>5} changed {row['lost']:>5} lost"
        )
    fields, conditions = told.share(FIELD_KINDS), told.share(CONDITION_KINDS)
    lost = [item for item in told.in_order() if item.effect == "lost"]
    for item in lost[:SHOWN]:
        click.echo(f"  {item}")
    if len(lost) > SHOWN:
        say(
            f"…… 另有 {len(lost) - SHOWN} 项，见 {report}",
            f"… and {len(lost) - SHOWN} more in {report}",
        )
    say(
        f"已写出 {out}（字段 {fields['percent']}%，条件 {conditions['percent']}%）与 {report}；新应用：dougong new 文件夹 --schema {out}",
        f"wrote {out} (fields {fields['percent']} %, conditions {conditions['percent']} %) and {report}; next: dougong new DIR --schema {out}",
    )
