# Two commands matter: `make run` (a back office on http://127.0.0.1:8000) and `make test` (every rule).
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
# One more than the two cores that it is meant for: tests wait for servers, browsers and processes of their own.
WORKERS ?= 3

# Every command is a Python process of its own: what one has compiled, the next one finds.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run setup test prove bench check compiled generate golden system clients assets

help:  ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: setup  ## install what is missing, migrate, fill the demo once, serve on PORT (8000)
	@PORT=$(PORT) $(BIN)/dougong run

setup: $(VENV)/.installed  ## everything but serving
	@$(BIN)/dougong assets
	@$(BIN)/dougong check --code
	@$(BIN)/dougong migrate --yes
	@$(BIN)/dougong demo --first-run

test: $(VENV)/.installed-dev system clients assets  ## the whole suite, on SQLite and on a real PostgreSQL
	@$(MAKE) --no-print-directory -j2 --output-sync check compiled
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --database=sqlite
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --database=postgresql -m database $$(sed -n 's/^\(.*\.py\): [0-9]*$$/\1/p' $(VENV)/collected)

prove: $(VENV)/.installed-dev system clients assets  ## the long proofs (hours; goes on where it stopped; ONLY=jobs for a part), then docs/proof.md
	@test -d tests/proofs || { echo "The long proofs are the framework's; this project has none."; exit 1; }
	@$(BIN)/python -m tests.proofs --only="$(ONLY)"

bench: $(VENV)/.installed-dev system assets  ## beside Django, Flask-AppBuilder, Flask-Admin and plain SQL, then docs/benchmarks.md (an hour; OPTIONS="--rows 100000 --only rest")
	@test -d benchmarks || { echo "The benchmarks are the framework's; this project has none."; exit 1; }
	@$(BIN)/python -m benchmarks $(OPTIONS)

check: $(VENV)/.installed-dev  ## formatting, lint, types, import contracts, spelling, generated code in step
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/codespell $(wildcard *.md) docs app generator
	@$(BIN)/dougong check --code

# Else each process of the suite compiles every test file by itself; and PostgreSQL is told of files that are not for it.
compiled: $(VENV)/.installed-dev
	@$(BIN)/python -m pytest --collect-only -qq -m database > $(VENV)/collected || { cat $(VENV)/collected; exit 1; }

generate: $(VENV)/.installed  ## schema.yaml -> app/generated and the next migration
	@$(BIN)/dougong generate

golden: $(VENV)/.installed-dev  ## write the expected output of every golden case anew (read the diff)
	@test -d tests/golden || { echo "The golden cases are the framework's; this project has none."; exit 1; }
	@$(BIN)/python -m tests.golden

system: $(VENV)/.installed-dev  ## Debian packages that the suite needs: PostgreSQL, HAProxy, Chromium, fonts
	@$(BIN)/python -m tests.support.system

clients: $(VENV)/.installed-dev  ## npm packages that make the TypeScript client of the tests
	@test ! -d tests/clients || $(BIN)/python -m tests.clients.node

assets: $(VENV)/.installed  ## styles, scripts and icons of the pages (frontend/ -> app/static/dist)
	@$(BIN)/dougong assets

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Dougong needs Python 3.11 or newer; this is %s. Say which one to use: make PYTHON=python3.12 ..." % sys.version.split()[0])'
	@$(PYTHON) -m venv $(VENV) || { echo "No virtual environment could be made. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	@touch $@

$(VENV)/.installed: requirements.txt requirements.lock setup.py $(VENV)/.python
	@echo "Installing the pinned packages into $(VENV) (first time: a minute or two) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -c requirements.lock setuptools
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@echo "Installing what the suite needs ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt -c requirements.lock
	@touch $@
