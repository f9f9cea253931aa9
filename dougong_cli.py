"""The `dougong` command: acts on the project in the current folder, with that project's own framework."""

import sys
from pathlib import Path


def main() -> None:
    here = Path.cwd()
    # A project carries its framework, so its own `app` goes before the installed one. Anywhere else the folder of
    # this file stands in: the installed packages are without its `migrations`.
    own = (here / "schema.yaml").is_file() and (here / "app").is_dir()
    sys.path.insert(0, str(here if own else Path(__file__).resolve().parent))
    from app.cli import main as run

    run()


if __name__ == "__main__":
    main()
