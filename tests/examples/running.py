"""Run as a program: an example is generated, its tables made, its demo filled in, a record of every entity made, its expectations asked.

`python running.py <empty folder> <folder of the example>`; a process of its own for each, for tables of two would meet. Tells JSON: `made`
(entity → id), `asked`, `failures` and `idle` of the expectations.
"""

from __future__ import annotations

import importlib
import json
import shutil
import sys
from pathlib import Path


def main(folder: Path, example: Path) -> dict[str, object]:
    import app

    (folder / "app").mkdir()
    # The framework that is here, with the example's own generated and hand-written half.
    app.__path__.insert(0, str(folder / "app"))

    from app.cli import new
    from app.cli.expectations import expected
    from app.cli.project import Project
    from app.runtime import database, folders
    from app.runtime.access import expectations
    from app.runtime.context import Context
    from app.runtime.privacy import keys
    from tests.support.fixtures import spare_the_disk
    from tests.support.generated import generate_package
    from tests.support.maker import Maker
    from tests.support.people import People
    from tests.support.tables import create
    from tests.support.worlds import APPLICATION, DATA_KEYS

    shutil.copy2(example / "schema.yaml", folder)
    generate_package(folder / "schema.yaml", folder / "app" / "generated")
    new.copy_rules(folder, example)
    importlib.invalidate_caches()
    registry = APPLICATION.activate()
    url = f"sqlite:///{folder}/example.sqlite3"
    create(registry, url)
    folders.use(folder)
    keys.use(keys.parse(DATA_KEYS))
    made = database.Database(url)
    spare_the_disk(made)
    database.activate(made)
    from app.custom import demo

    demo.load(size="small", tell=lambda _text: None)
    told: dict[str, int] = {}
    with Context.system() as ctx:
        maker = Maker(ctx, registry, People(made))
        for entry in registry.entities():
            name = entry.entity.meta.name
            told[name] = maker.make(name).id
    with made.read_session() as session:
        outcome = expectations.run(session, expected(Project(folder)))
    return {
        "made": told,
        "asked": outcome.asked,
        "failures": [str(one) for one in outcome.failures],
        "idle": [one.place for one in outcome.idle],
    }


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]))))
