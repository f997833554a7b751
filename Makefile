# Each verb sets itself up: a virtual environment in .venv with the pinned dependencies.
# Needs only Python 3.11 or newer (PYTHON=python3.12 make demo picks another one).

PYTHON ?= python3
BIN := .venv/bin
SHELL := /bin/sh

.PHONY: demo run key test check bench fuzz clean

demo: .venv/.run
	@$(BIN)/python -m bot demo

run: .venv/.run
	@$(BIN)/python -m bot run

key: .venv/.run
	@$(BIN)/python -m bot key

test: .venv/.dev
	@$(BIN)/python -m pytest

check: .venv/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m bot check

bench: .venv/.dev
	@$(BIN)/python -m bot bench

fuzz: .venv/.dev
	@HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest --timeout 3600 tests/engine tests/scripts tests/cadence tests/signals

clean:
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Holdfast needs Python 3.11 or newer. Try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -m venv .venv || \
	  { echo "Python could not make a virtual environment. On Debian: sudo apt install python3-venv"; exit 2; }
	@touch $@

.venv/.run: .venv/.python requirements.txt
	@echo "Setting up (about a minute, once) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/.dev: .venv/.python requirements-dev.txt
	@echo "Setting up for tests (about a minute, once) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch .venv/.run $@
