# What a developer calls. Everything runs from .venv, which packaging/setup.sh makes when it is needed.
PY := .venv/bin/python
CODE := salesdesk tests bench packaging

.DEFAULT_GOAL := help
.PHONY: help run setup dev test lint types format soak bench screenshots package translations lock clean

help:  ## say what can be called
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 20

run: setup  ## set up what is missing and start the program
	@sh packaging/run.sh

setup:
	@sh packaging/setup.sh run

dev:
	@sh packaging/setup.sh dev

test: lint types  ## lint, types, then all tests but the long ones
	$(PY) -m pytest -n auto --dist loadgroup

lint: dev  ## style and form
	$(PY) -m ruff check $(CODE)
	$(PY) -m ruff format --check $(CODE)

types: dev  ## types
	$(PY) -m basedpyright

format: dev  ## bring the code into form
	$(PY) -m ruff check --fix $(CODE)
	$(PY) -m ruff format $(CODE)

soak: dev  ## the long tests
	$(PY) -m pytest -m soak

bench: dev  ## measure the speed; make bench PART=window, or start, keys, take-in, board, figures, insights, search, import, rename, codes, cards
	$(PY) -m bench $(PART)

screenshots: dev  ## a picture of every page and state, in build/screenshots
	$(PY) -m salesdesk screenshots build/screenshots

package: dev  ## a folder that runs without Python, in dist/, started once
	sh packaging/package.sh

translations: dev  ## bring the catalogues up to date with the code, and compile them
	$(PY) packaging/translations.py extract
	$(PY) packaging/translations.py update
	$(PY) packaging/translations.py compile
	$(PY) packaging/translations.py check

lock: dev  ## write the lock files anew; make lock UPGRADE=1 takes newer versions
	$(PY) -m pip install --quiet 'uv>=0.13'
	$(PY) packaging/lock.py $(if $(UPGRADE),--upgrade)

clean:  ## remove what was built, but for .venv
	rm -rf build dist .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find resources -name '*.mo' -delete
	find $(CODE) -name __pycache__ -prune -exec rm -rf {} +
