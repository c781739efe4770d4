# Two commands for a fresh machine: `make demo` and `make test`. The rest is for daily work.
# PYTHON names another interpreter (3.11 or later), VENV another folder for the environment.

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
READY = $(VENV)/.ready

.PHONY: help demo test check bench browser clean

help:
	@echo 'make demo     set up everything and show an embedded country in the dashboard'
	@echo 'make test     set up everything and run all tests'
	@echo 'make check    format, lint, types, import contracts'
	@echo 'make bench    how often it is right, speed and memory, against limits and peers'
	@echo 'make browser  install a Chromium for the tests that need one (asks apt-get, as root)'
	@echo 'make clean    remove the environment and caches'

demo: $(READY)
	$(BIN)/checker demo

test: $(READY) browser
	$(BIN)/pytest --numprocesses auto --dist worksteal

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	PYTHONPATH=tests $(BIN)/python -m bench.run

browser:
	@.ci/browser

$(READY): pyproject.toml .ci/environment
	.ci/environment '$(PYTHON)' '$(VENV)'
	@touch $(READY)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
