# make        lists the verbs
.DEFAULT_GOAL := help
PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
export LC_ALL = C.UTF-8

.PHONY: help migrations-fresh

help: ## what make can do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-18s %s\n", $$1, $$2}'

migrations-fresh: ## before the first release: one 0001_initial an app, made anew
	@flock /tmp/laeringsrum-migrations.lock sh -c 'rm -f */migrations/0*.py site/*/migrations/0*.py && $(MANAGE) makemigrations foundation accounts media snippets meetings home'
