"""The `dougong` command. Each group of commands is a file here, imported only when it is used."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

COMMANDS = {
    "generate": (
        "app.cli.generate",
        "schema.yaml → app/generated 与下一个迁移 / code and migration",
    ),
    "check": ("app.cli.check", "代码、迁移、schema、数据库是否一致 / do they all agree"),
    "plan": ("app.cli.plan", "schema 改了什么，会动到什么 / what changed and what it touches"),
    "migrate": ("app.cli.migrate", "备份并升级数据库 / back up and upgrade the database"),
    "publish": (
        "app.cli.publishing",
        "工作室的发布：中断后的处理 / publications of the studio: mend what broke off",
    ),
    "trash": ("app.cli.trash", "已删除的字段与实体 / what was dropped: list, restore, purge"),
    "sync": ("app.cli.migrate", "同步角色与权限 / roles and permissions into the database"),
    "backup": ("app.cli.backup", "备份数据库与附件 / an archive of database and attachments"),
    "restore": ("app.cli.restore", "从备份恢复 / put a backup back"),
    "assets": ("app.cli.assets", "样式、脚本与图标 / styles, scripts and icons of the pages"),
    "demo": ("app.cli.demo", "写入演示数据 / fill in demo data"),
    "run": ("app.cli.serve", "启动服务 / serve on 127.0.0.1:$PORT (8000)"),
    "web": ("app.cli.web", "代理之后的服务进程 / serve behind a proxy"),
    "worker": ("app.cli.worker", "执行任务的进程 / a process that runs jobs"),
    "jobs": ("app.cli.worker", "查看、重试、取消任务 / list, retry, cancel jobs"),
    "tick": ("app.cli.serve", "执行到期的任务 / do whatever is due now"),
    "user": ("app.cli.user", "账号：新建、链接、解锁、退出 / accounts: add, link, unlock, logout"),
    "clients": ("app.cli.clients", "接口客户端 / API clients: list, new, rotate, revoke"),
    "explain": ("app.cli.explain", "为什么可以或不可以 / why somebody may or may not"),
    "test-permissions": (
        "app.cli.expectations",
        "schema 的 tests: 对数据库是否成立 / do the schema's permission tests hold",
    ),
    "openapi": ("app.cli.describe", "OpenAPI 3.1 文档 / the REST document"),
    "hooks": ("app.cli.describe", "列出手写规则 / list the hand-written rules"),
    "workflow": ("app.cli.describe", "流程图 / the diagram of a workflow"),
    "audit": ("app.cli.audit", "审计日志：封存与校验 / seal and verify the audit log"),
    "events": ("app.cli.events", "流程事件日志：导出 XES / event logs of processes as XES"),
    "keys": ("app.cli.keys", "数据密钥 / the keys of sensitive data"),
    "privacy": (
        "app.cli.privacy",
        "个人信息：到期、导出、删除 / personal data: due, export, erase",
    ),
    "doctor": ("app.cli.doctor", "检查运行环境 / look at the machine and the data"),
    "import": ("app.cli.importing", "由外部模型生成 schema / a schema from a foreign model"),
    "new": ("app.cli.new", "新建空白应用 / make an empty application"),
}
"""Command → the module that defines it, and its line in the help."""
COLLECT_AFTER = (20_000, 20, 20)
"""How many new objects, and younger collections, the collector waits for; Python's own are 700, 10 and 10."""


def commands() -> dict[str, tuple[str, str]]:
    """Ours, and those of the application: `COMMANDS` of `app/custom/__init__.py`, written in the same way."""
    try:
        own = getattr(import_module("app.custom"), "COMMANDS", {})
    except ModuleNotFoundError as error:
        if error.name != "app.custom":
            raise
        own = {}
    return {**own, **COMMANDS}


class _Commands(click.Group):
    """Looks commands up by name, so that `dougong --help` imports nothing of the application."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(commands())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        known = commands()
        if cmd_name not in known:
            return None
        if cmd_name not in COMMANDS:
            # Its module may sit among hooks, which want all entities to be there.
            import_module("app.cli.application").load_code()
        command: click.Command = getattr(
            import_module(known[cmd_name][0]),
            cmd_name.replace("-", "_") + "_" * iskeyword(cmd_name),
        )
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令 / Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in commands().items()])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and args[0] not in commands():
            from difflib import get_close_matches

            near = get_close_matches(args[0], commands(), n=1)
            hint = f"；是否 {near[0]}？ / did you mean {near[0]}?" if near else ""
            ctx.fail(f"没有命令 {args[0]} / no command {args[0]}{hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option("0.1.0", prog_name="dougong")
@click.pass_context
def dougong(ctx: click.Context) -> None:
    """从 schema.yaml 到可运行的后台 / From schema.yaml to a running back office."""
    # Commands of the application know nothing of this package: what loads code and database is handed to them.
    ctx.obj = _load


def _load() -> None:
    from app.cli.application import load_with_database

    load_with_database()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code: 0 fine, 1 problem found, 2 wrong usage."""
    # What a command imports stays: the collector would look through all of it, thirty times until it is there.
    gc.set_threshold(*COLLECT_AFTER)
    # A terminal in another encoding shows question marks instead of stopping the command.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        dougong(args=list(arguments) if arguments is not None else None, prog_name="dougong")
    except Exception as error:
        from app.cli.console import refuse_with
        from app.cli.trouble import told

        text = told(error)
        if text is None:  # a bug: its traceback is what helps
            raise
        refuse_with(text)
