"""A project whose schema is published as the studio does it: proposed in its database, then by a process of its own."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import Counter

from tests.cli.conftest import Project
from tests.cli.live import Live

PROPOSE = """

from sqlalchemy import text
from app.cli.application import load_with_database
from app.cli.project import here
from app.cli.publishing.reading import schema_files

load_with_database()
from app.runtime import database, schema_drafts
from app.runtime.context import Context
from app.runtime.errors import message
from app.runtime.schema_drafts import proposals, releases

changes, drops, rehearsed = GIVEN
used = schema_files(here())
wanted = dict(used)
for old, new in changes:
    assert old in wanted["schema.yaml"], old
    wanted["schema.yaml"] = wanted["schema.yaml"].replace(old, new, 1)
with database.current().read_session() as session:
    who = session.scalar(text("SELECT id FROM ab_user WHERE username = 'sysadmin'"))
with Context.for_user(who) as ctx:
    seen = schema_drafts.mark_of(schema_drafts.current(ctx), used)
    seen = schema_drafts.save(ctx, seen, used, wanted, message(zh="改", en="Change"))
    id = proposals.propose(ctx, seen, proposals.Proposed(used, wanted, [], drops), "试一试")
    if rehearsed:
        proposals.note_rehearsal(ctx, id, {"state": "passed"})
    print(releases.begin(ctx, id, used))
"""
KILLED = """
import os, signal
from app.cli.publishing import telling

real = telling.Telling._put

def put(self, name, state, *given, **named):
    real(self, name, state, *given, **named)
    if (name, state) == WHERE:
        os.kill(os.getpid(), signal.SIGKILL)

telling.Telling._put = put
from app.cli import main
main(["publish", "run", RELEASE])
"""
PLACE = (
    "      result:   {type: text",
    "      place: {type: string, max: 40, label: {zh: 地点, en: Place}}\n      result:   {type: text",
)


def begun(
    project: Project,
    *changes: tuple[str, str],
    drops: tuple[str, ...] = (),
    rehearsed: bool = False,
) -> str:
    """A draft with these changes, submitted and begun to be published; the number of the attempt."""
    given = [list(changes), list(drops), rehearsed]
    return project.python(PROPOSE.replace("GIVEN", repr(given))).split()[-1]


def killed(project: Project, release: str, where: tuple[str, str], *, server: int = 0) -> None:
    """`publish run`, killed as soon as it has written down that a step is in this state."""
    code = KILLED.replace("WHERE", repr(where)).replace("RELEASE", repr(release))
    environment = project.clean() | project.environment
    if server:
        environment["DOUGONG_SUPERVISOR"] = str(server)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=project.folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == -9, done.stdout + done.stderr


def state(project: Project, release: str) -> object:
    return project.value(f"SELECT state FROM sys_schema_release WHERE id = {int(release)}")


class Load:
    """Threads that write and read without a break until `stop`; what was answered, and how often."""

    def __init__(self, live: Live, count: int = 2) -> None:
        self.live, self.token = live, live.token()
        self.answers: Counter[tuple[str, int]] = Counter()
        self.acknowledged: set[str] = set()
        self._ended, self._lock = threading.Event(), threading.Lock()
        self._threads = [threading.Thread(target=self._run, args=(n,)) for n in range(count)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def failed(self) -> dict[tuple[str, int], int]:
        return {key: count for key, count in self.answers.items() if key[1] not in (200, 201)}

    def _run(self, number: int) -> None:
        turn = 0
        while not self._ended.wait(0.05):
            turn += 1
            summary = f"load {number} {turn}"
            body = {"topic": 1, "summary": summary}
            wrote = self.live.send("POST", "/api/v1/task", body, token=self.token)
            read = self.live.send("GET", "/api/v1/task?limit=1", token=self.token)
            with self._lock:
                self.answers["POST", wrote.status] += 1
                self.answers["GET", read.status] += 1
                if wrote.status == 201:
                    self.acknowledged.add(summary)
