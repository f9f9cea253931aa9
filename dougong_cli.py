"""The `dougong` command: acts on the project in the current folder, with that project's own framework."""

import sys
from pathlib import Path


def main() -> None:
    here = Path.cwd()
    if (here / "schema.yaml").is_file() and (here / "app").is_dir():
        # A project carries its framework, so its own `app` goes before the installed one.
        sys.path.insert(0, str(here))
    from app.cli import main as run

    run()


if __name__ == "__main__":
    main()
