# Everything runs in .venv, which is made here from constraints.txt (exact versions with hashes).
# Without make or on Windows: the same steps as plain commands are in README.md.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-annotate --custom-compile-command "make constraints"
EXTRA := 'import sys, tomllib; \
	print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"][sys.argv[1]], sep="\n")'

.PHONY: report test fuzz lint env ocr browser mutants lab clean constraints
.DEFAULT_GOAL := report

report: env ## data/raw -> data package, notebooks, website; prints the path of index.html
	@$(BIN)/budgetlib build

test: env ## the test suite
	@$(BIN)/python -m pytest

fuzz: env ## damaged files of every format until some fail (INPUTS=10000 SEED=0 GOOD="data/raw ...")
	@$(BIN)/python tests/readers/fuzz.py $(or $(GOOD),data/raw) --inputs $(or $(INPUTS),10000) --seed $(or $(SEED),0)

lint: env ## style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

env: $(READY) ## .venv with everything, installed only when constraints.txt or pyproject.toml changed

ocr: ## into .venv what reads scans (about 280 MB)
browser: ## into .venv what looks at pages in Debian's Chromium, for the tests
ocr browser: env
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints-$@.txt

# Documents are read in the process itself, which mutmut forks: a child with bounds of its own costs too much here.
mutants: env ## changes decisive code bit by bit and tells which changes no test noticed (hours); ONLY="budgetlib.checks.*"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints-mutants.txt
	$(BIN)/mutmut run $(ONLY)
	$(BIN)/mutmut results

lab: env ## JupyterLab in notebooks/
	$(BIN)/jupyter lab notebooks

clean: ## what was made from data/raw, and caches (.venv stays)
	find data/processed -mindepth 1 ! -name .gitkeep -delete
	cd reports && rm -rf _build _site .quarto .staged.json data originals sources units
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

constraints: env ## newest versions that fit pyproject.toml -> constraints.txt, and with them those of the extras
	$(BIN)/python -m pip install --quiet "uv>=0.5"
	$(COMPILE) pyproject.toml --extra dev --output-file constraints.txt --upgrade
	for extra in ocr browser mutants; do \
		$(BIN)/python -c $(EXTRA) $$extra | $(COMPILE) - --constraint constraints.txt \
			--output-file constraints-$$extra.txt --upgrade || exit 1; \
	done

$(READY): constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "budgetlib needs Python 3.11 or newer: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "Python's venv module is missing (Debian, Ubuntu: apt install python3-venv)" >&2; exit 1; }
	@echo "Installing into $(VENV), a minute or two the first time"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
