# Everything a newcomer needs; the work is in devtools/.
PYTHON ?= python3
IN_VENV = .venv/bin/python

.PHONY: help setup run test check bench lock

help:
	@echo "make setup  install what the service needs into this folder"
	@echo "make run    start it on this machine (PORT=8000, DATABASE_URL, REDIS_URL)"
	@echo "make test   check and test everything"
	@echo "make check  format, lint, types, imports, migrations"
	@echo "make bench  measure it against its budgets"
	@echo "make lock   pin the newest allowed versions, with hashes"

setup:
	@$(PYTHON) -B devtools/bootstrap.py

run: setup
	@$(IN_VENV) -m devtools.up

test: setup
	@$(IN_VENV) -m devtools.test

check: setup
	@$(IN_VENV) -m devtools.check

bench: setup
	@$(IN_VENV) -m devtools.bench

lock: setup
	@$(IN_VENV) -m devtools.lock
