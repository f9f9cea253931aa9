"""Pages drawn in Chromium, several side by side: what they load, how wide they are, what the browser and axe complain of."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from tests.proofs.budgets.crawl import Place
from tests.support import axe

WIDTHS = (1440, 390)
HEIGHT = 900
QUIET = 0.12
"""Seconds without a request in which a page is taken to stand still."""
PATIENCE = 30.0
TABS = 2
FACTS = """() => {
  const files = performance.getEntriesByType("resource").filter((one) => !one.name.includes("/messages/"));
  const size = (one) => one.encodedBodySize;
  return {
    bytes: files.reduce((sum, one) => sum + size(one), 0), requests: files.length + 1,
    nodes: document.getElementsByTagName("*").length, names: files.map((one) => one.name.split("/").pop()),
  };
}"""
NODES = """() => document.getElementsByTagName("*").length"""
OURS_ALONE = "registration blocked by Playwright"
"""What the browser says of us: a worker would answer for pages."""
WIDE = """() => document.documentElement.scrollWidth > innerWidth"""


@dataclass(frozen=True, slots=True)
class Turn:
    """One time that a page is loaded: the theme of the system and the language of the browser."""

    theme: str
    language: str


@dataclass(slots=True)
class Seen:
    """What was found of one place. `problems` are told by face: theme, width, language."""

    key: str
    role: str
    url: str
    bytes: int = 0
    """Compressed, as budgets are: files as they are sent, the page by gzip."""
    page: int = 0
    """Of the page alone."""
    requests: int = 0
    nodes: int = 0
    names: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Job:
    """`is_asked`: axe looks at it too; another page of the same skeleton has not been."""

    role: str
    place: Place
    is_asked: bool
    turns: tuple[Turn, Turn]

    @property
    def key(self) -> str:
        return f"{self.place.route} {self.place.skeleton}"


class Tab:
    """One page of the browser, for one person at a time."""

    def __init__(self, browser: Any, site: str, cookies: dict[str, list[dict[str, Any]]]) -> None:
        self.browser, self.site, self.cookies = browser, site, cookies
        self.contexts: dict[tuple[str, str], Any] = {}
        self.complaints: list[str] = []
        self.under_way: set[Any] = set()

    async def look(self, job: Job) -> Seen:
        seen = Seen(job.key, job.role, job.place.url)
        for turn in job.turns:
            page = await self._page(job.role, turn)
            try:
                await self._turn(page, job, turn, seen)
            except Exception as problem:
                seen.problems.append(
                    f"{turn.theme}: {type(problem).__name__}: {str(problem)[:300]}"
                )
            finally:
                await page.close()
        return seen

    async def _turn(self, page: Any, job: Job, turn: Turn, seen: Seen) -> None:
        place = job.place
        answer = await page.goto(self.site + (place.opener if place.is_dialog else place.url))
        await self._still()
        if place.is_dialog:
            # What is loaded is the budget of the page below.
            await self._open(page, place.url)
            seen.nodes = await page.evaluate(NODES)
        elif not seen.nodes:
            for name, value in (await page.evaluate(FACTS)).items():
                setattr(seen, name, value)
            seen.page = len(gzip.compress(await answer.body()))
            seen.bytes += seen.page
        for width in WIDTHS:
            face = f"{turn.theme} {width} {turn.language}"
            await page.set_viewport_size({"width": width, "height": HEIGHT})
            await asyncio.sleep(QUIET)
            await self._still()
            if await page.evaluate(WIDE):
                seen.problems.append(f"{face}: wider than the screen")
            if job.is_asked:
                await page.evaluate(axe.source())
                found = await page.evaluate(axe.ASK, axe.RULES)
                seen.problems += [f"{face}: axe {line}" for line in found]
        seen.problems += [f"{turn.theme} {turn.language}: {line}" for line in self.complaints]

    async def _open(self, page: Any, url: str) -> None:
        """Press what opens it: a link, or a button of a form that asks."""
        pressed = await page.evaluate(
            """(url) => {
              const wanted = new URL(url, location.href).href;
              const link = [...document.querySelectorAll("a[data-dialog]")].find((one) => one.href.split("#")[0] === wanted);
              if (link) { link.click(); return true; }
              for (const button of document.querySelectorAll("form[data-dialog-form] button[name]")) {
                const asked = `${button.form.action}?${new URLSearchParams(new FormData(button.form, button))}`;
                if (asked === wanted) { button.click(); return true; }
              }
              return false;
            }""",
            url,
        )
        if not pressed:
            raise LookupError(f"nothing on {page.url} opens it")
        await page.wait_for_selector("dialog[open] :is(h1, h2, form)")
        await self._still()

    async def _page(self, role: str, turn: Turn) -> Any:
        key = (role, turn.language)
        if key not in self.contexts:
            context = await self.browser.new_context(
                viewport={"width": WIDTHS[0], "height": HEIGHT},
                locale={"zh": "zh-CN", "en": "en-US"}[turn.language],
                timezone_id="Asia/Shanghai",
                reduced_motion="reduce",
                service_workers="block",
            )
            await context.add_cookies(self.cookies[role])
            context.set_default_timeout(PATIENCE * 1000)
            self.contexts[key] = context
        page = await self.contexts[key].new_page()
        await page.emulate_media(color_scheme=turn.theme)
        self.complaints, self.under_way = [], set()
        heard, under_way = self.complaints, self.under_way
        page.on("pageerror", lambda error: heard.append(f"error {error}"))
        page.on(
            "console",
            lambda said: heard.append(f"console {said.text}") if _complains(said) else None,
        )
        page.on("request", lambda one: under_way.add(one))
        page.on("requestfinished", lambda one: under_way.discard(one))
        page.on("requestfailed", lambda one: under_way.discard(one))
        return page

    async def _still(self) -> None:
        """Wait until nothing has been on its way for a moment."""
        quiet, step = 0.0, 0.03
        for _ in range(int(PATIENCE / step)):
            await asyncio.sleep(step)
            quiet = 0.0 if self.under_way else quiet + step
            if quiet >= QUIET:
                return
        raise TimeoutError("requests that never end")


def _complains(said: Any) -> bool:
    return said.type in ("error", "warning") and OURS_ALONE not in said.text


@asynccontextmanager
async def _browser(path: str) -> AsyncIterator[Any]:
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )  # fmt: skip
        try:
            yield running
        finally:
            await running.close()


def look_at(
    jobs: Iterable[Job], site: str, cookies: dict[str, list[dict[str, Any]]], path: str,
    keep: Callable[[Seen], None],
) -> None:  # fmt: skip
    """All of them, TABS at a time; each is handed to `keep` when it is done."""

    async def everything() -> None:
        waiting = iter(list(jobs))
        async with _browser(path) as browser:

            async def one() -> None:
                tab = Tab(browser, site, cookies)
                for job in waiting:
                    keep(await tab.look(job))

            await asyncio.gather(*(one() for _ in range(TABS)))

    asyncio.run(everything())
