# `make list` reads the seed letter, `make test` runs every check. Both set up .venv on a fresh machine first.
PYTHON ?= python3
BIN := .venv/bin
SOURCES := $(shell find src -name '*.py')

.PHONY: list test format docs bench fit clean

list: .venv/compiled
	@$(BIN)/signers parse --format txt > /dev/null
	@$(BIN)/signers dedupe > /dev/null
	@$(BIN)/signers list

test: .venv/compiled
	$(BIN)/ruff check src tests fitting benchmarks docs
	$(BIN)/ruff format --check src tests fitting benchmarks docs
	$(BIN)/mypy
	$(BIN)/pytest -q

format: .venv/compiled
	$(BIN)/ruff check --fix src tests fitting benchmarks docs
	$(BIN)/ruff format src tests fitting benchmarks docs

# The reference of the commands, from their own help, and the picture of the review.
docs: .venv/compiled
	$(BIN)/python docs/make_commands.py
	$(BIN)/python docs/make_pictures.py

# All are run, also after one that passes a limit.
bench: .venv/compiled
	@failed=0; for one in startup roundtrip reading pdf matching lookups; do \
	  echo "python benchmarks/$$one.py"; $(BIN)/python benchmarks/$$one.py || failed=1; done; exit $$failed

fit: .venv/compiled
	$(BIN)/python fitting/count_words.py
	$(BIN)/python fitting/fit_weights.py
	$(BIN)/python fitting/fit_kinds.py

# The versions that everybody builds with are in constraints.txt.
.venv/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "error: Python 3.11 or newer is needed; name one: make PYTHON=python3.12"; exit 1; }
	@echo "Setting up .venv, once (1/2): a Python of its own ..."
	@$(PYTHON) -m venv .venv
	@echo "Setting up .venv, once (2/2): downloading and installing packages, about 40 MB; a minute or so ..."
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --progress-bar off \
	  --editable '.[dev]' --constraint constraints.txt
	@echo "Set up."
	@touch $@

# Compiled ahead, since some machines never write byte code and would compile at every start.
.venv/compiled: .venv/installed $(SOURCES)
	@$(BIN)/python -m compileall -q src
	@touch $@

clean:
	rm -rf .venv signers.db
