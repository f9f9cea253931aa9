"""Run as a program: a schema becomes a package, its tables a database, and every entity a record with all that it may have.

`python booted.py <folder with schema.yaml>`; a process of its own for each schema, for tables of two would meet.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(folder: Path) -> dict[str, int]:
    """Entity → the number of its record."""
    from app.runtime import database, folders, query
    from app.runtime.context import Context
    from app.runtime.privacy import keys
    from tests.support.fixtures import spare_the_disk
    from tests.support.generated import generate_package
    from tests.support.maker import Maker
    from tests.support.people import People
    from tests.support.worlds import DATA_KEYS, World, settings

    generate_package(folder / "schema.yaml", folder / "imported")
    sys.path.insert(0, str(folder))
    world = World("imported", "imported")
    registry = world.activate()
    url = f"sqlite:///{folder}/imported.sqlite3"
    world.migrate(url)
    folders.use(folder)
    made = database.Database(url)
    spare_the_disk(made)
    database.activate(made)
    # Boots: pages, REST and forms of every entity are put together.
    assert world.flask(settings(url, folder)) is not None
    database.activate(made)
    folders.use(folder)
    keys.use(keys.parse(DATA_KEYS))
    told: dict[str, int] = {}
    with Context.system() as ctx:
        maker = Maker(ctx, registry, People(made))
        for entry in registry.entities():
            name = entry.entity.meta.name
            record = maker.make(name, **maker.everything(entry))
            told[name] = query.get(ctx, entry.entity, record.id)["id"]
    return told


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    print(json.dumps(main(Path(sys.argv[1]))))
