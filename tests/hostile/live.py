"""`python -m tests.hostile.live FOLDER URL`: the harmless schema generated, imported, mapped, booted and looked at.

In a process of its own, because its tables and mappers would stay in the tests' process. Prints the pages as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from tests.hostile import harmless
from tests.hostile.watch import watched
from tests.support.generated import generate_package
from tests.support.people import People
from tests.support.worlds import DATA_KEYS, World, settings

PACKAGE = "hostile_generated"


def pages(folder: Path, url: str) -> dict[str, tuple[int, str]]:
    """Address → status and text."""
    (folder / "schema.yaml").write_text(harmless.schema(), encoding="utf-8")
    generate_package(folder / "schema.yaml", folder / PACKAGE)
    sys.path.insert(0, str(folder))
    from app.runtime import database, folders, records
    from app.runtime.context import Context
    from app.runtime.privacy import keys

    keys.use(keys.parse(DATA_KEYS))
    folders.use(folder)
    world = World("hostile", PACKAGE)
    registry = world.activate()
    world.migrate(url)
    database.activate(database.Database(url))
    app = world.flask(settings(url, folder))
    folders.use(folder)
    people = People(database.current())
    with Context.system() as ctx, records.writing(ctx):
        ids = {
            entry.entity.key(): records.create(ctx, entry.entity, values(entry.entity)).id
            for entry in registry.entities()
        }
    browser = people.browser(app, people.user("agent", "sysadmin"))
    found = {}
    for address in addresses(ids):
        answer = browser.get(address, headers={"Accept-Language": "en"})
        found[address] = (answer.status_code, answer.text)
    return found


def values(entity: Any) -> dict[str, Any]:
    """A value for every field without a default: its own name, or the text that it is about."""
    fields = {name: field for name, field in entity.fields().items() if field.type == "string"}
    return {name: str(field.label.texts["en"] if name[0] == "f" and name[1:].isdigit() else f"value of {name}")
            for name, field in fields.items() if field.default is None}  # fmt: skip


def addresses(ids: dict[str, int]) -> list[str]:
    found = ["/", "/studio/", "/api/v1/openapi.json", "/roles/list/"]
    for key, id_ in ids.items():
        found.append(f"/{key}/list/")
        if key.startswith(("sheet", "words", "order")):
            found += [
                f"/{key}/add",
                f"/{key}/show/{id_}",
                f"/{key}/edit/{id_}",
                f"/api/v1/{key}/{id_}",
            ]
        if key.startswith("sheet"):
            found.append(f"/{key}/transition/{id_}/t0")
    return found


if __name__ == "__main__":
    # Libraries ask the machine what it is when they are imported.
    usual = ("os.mkdir", "os.rename", "os.remove", "subprocess.Popen", "ctypes.dlopen")
    with watched(*usual, seconds=120):
        print(json.dumps(pages(Path(sys.argv[1]), sys.argv[2])))
