"""`python -m benchmarks.peers.fab.boot <entities> <folder>`: as many models, each with a screen and a REST resource.

Its synchronisation of permissions is off (FAB_UPDATE_PERMS): with it a start takes minutes.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask_appbuilder import AppBuilder, Model, ModelRestApi, ModelView
from flask_appbuilder.models.sqla.base import SQLA
from flask_appbuilder.models.sqla.interface import SQLAInterface
from sqlalchemy.orm import relationship


def main(entities: int, folder: Path) -> None:
    """Boot, and take one request."""
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY="only-for-the-benchmark-only-for-the-benchmark",
        SQLALCHEMY_DATABASE_URI=f"sqlite:///{folder / 'fab.sqlite3'}",
        FAB_UPDATE_PERMS=False,
        FAB_ADD_MENU_API=False,
    )
    db = SQLA(app)
    made = [_model(number, entities) for number in range(entities)]
    with app.app_context():
        appbuilder = AppBuilder(app, db.session)
        for number, model in enumerate(made):
            columns = ["no", "name", "state"]
            view = type(f"View{number}", (ModelView,), _parts(model, columns))
            api = type(
                f"Api{number}",
                (ModelRestApi,),
                {**_parts(model, columns), "resource_name": f"thing{number}"},
            )
            appbuilder.add_view(view, f"Thing {number}", category="Things")
            appbuilder.add_api(api)
    answer = app.test_client().get("/api/v1/thing0/")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"memory": memory, "status": answer.status_code}))


def _parts(model: Any, columns: list[str]) -> dict[str, Any]:
    return {
        "datamodel": SQLAInterface(model),
        "list_columns": columns,
        "search_columns": [*columns, "kind", "due"],
    }


def _model(number: int, entities: int) -> Any:
    other = (number + 1) % entities
    key = sa.Column(sa.Integer, sa.ForeignKey(f"thing{other}.id"))
    return type(
        f"Thing{number}",
        (Model,),
        {
            "__tablename__": f"thing{number}",
            "id": sa.Column(sa.Integer, primary_key=True),
            **{name: sa.Column(sa.String(80)) for name in ("no", "name", "kind", "state")},
            **{name: sa.Column(sa.BigInteger) for name in ("cost", "fee", "total")},
            "due": sa.Column(sa.Date),
            "note": sa.Column(sa.Text),
            "other_id": key,
            "other": relationship(
                f"Thing{other}", foreign_keys=[key], remote_side=f"Thing{other}.id"
            ),
        },
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
