# Azamat. `make run` and `make test` need nothing but Python 3.11+ and make.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
READY_DEV := .venv/.ready-dev

.DEFAULT_GOAL := help
.PHONY: help install run demo test check texts soak bench clean

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: $(READY) ## the environment in .venv, with the command azamat in it

run: $(READY) ## start the bot: live with BOT_TOKEN (environment or .env), else the sandbox
	@$(BIN)/azamat run

demo: $(READY) ## start the sandbox with its chat page, token or not
	@$(BIN)/azamat demo

test: $(READY_DEV) ## every test; says what this machine had to leave out
	$(BIN)/pytest -n auto --dist loadfile -rs

check: $(READY_DEV) ## style, types, import directions, catalogues
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest tests/unit/test_catalogues.py

texts: $(READY_DEV) ## collect the texts of the code into the catalogues, and compile them
	$(BIN)/pybabel -q extract --no-default-keywords -k _ -k _n:1,2 --add-location=file \
		--sort-output --project=azamat --omit-header --width 96 -o locales/azamat.pot bot civic
	for language in kk ru; do $(BIN)/pybabel -q update -D azamat -i locales/azamat.pot -d locales \
		-l $$language --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 96 || exit 1; done
	$(BIN)/pybabel -q compile -D azamat -d locales

soak: $(READY_DEV) ## the long tests: hundredfold kills, hours of talk
	$(BIN)/pytest -m soak --timeout=3600 -rs

bench: $(READY_DEV) ## measure, and print the ratios
	$(BIN)/python -m benchmarks

clean: ## remove what was made (never the database or the keys)
	rm -rf .venv build *.egg-info locales/*/LC_MESSAGES/*.mo .mypy_cache .ruff_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv

$(READY): requirements.lock pyproject.toml $(wildcard locales/*/LC_MESSAGES/*.po) | .venv/bin/python
	@echo "Making the environment in .venv ..."
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/pybabel -q compile -D azamat -d locales
	@touch $@

$(READY_DEV): requirements-dev.lock $(READY)
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
