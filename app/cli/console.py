"""What commands say: every text in both languages, problems on standard error, exit codes 0, 1, 2."""

from __future__ import annotations

from typing import NoReturn

import click

PROBLEM = 1
"""Exit code: the command worked and found a problem, or refused. 2 is wrong usage, as click gives it."""


def say(zh: str, en: str) -> None:
    """One line for people: `中文 / English`."""
    click.echo(both(zh, en))


def both(zh: str, en: str) -> str:
    return f"{zh} / {en}"


def complain(text: str) -> None:
    """Problem text on standard error."""
    click.echo(text, err=True)


def refuse(zh: str, en: str) -> NoReturn:
    """Say why and leave with exit code 1."""
    refuse_with(both(zh, en))


def refuse_with(text: str) -> NoReturn:
    """The same with a text that is bilingual already, or a list of problems."""
    complain(text)
    raise SystemExit(PROBLEM)
