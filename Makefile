# SPDX-License-Identifier: Apache-2.0
# Everything runs in .venv of this checkout; PYTHON=... names another interpreter to make it with.

BIN := .venv/bin
DEMO ?= build/demo
PYTEST = $(BIN)/python -m pytest -n 2

export PYTHON

.DEFAULT_GOAL := help
.PHONY: help demo test soak bench docs manifest texts lint clean run-environment test-environment system-packages

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: run-environment ## Make a sample discogram, report on it and export it as DICOM SR, under build/demo
	@$(BIN)/discography-report demo $(DEMO)

test: system-packages lint ## Lint, type check and test, with every DICOM validator at hand
	@$(PYTEST)

soak: system-packages lint ## The same tests with the large counts of Testing/counts.py (slow)
	@DISCOGRAPHY_SOAK=1 $(PYTEST)

bench: test-environment ## Measure speed, size and memory beside named peers
	@$(BIN)/python tools/bench.py

docs: run-environment ## Write the published documents under Resources/ from the code anew
	@$(BIN)/python -m DiscographyReportLib.jobs.publish

manifest: run-environment ## Write the file list of DiscographyReport/CMakeLists.txt from the folder anew
	@$(BIN)/python tools/manifest.py

texts: test-environment ## Collect the texts that people read and bring the catalogs of all languages up to date
	@$(BIN)/python tools/texts.py

lint: test-environment ## Ruff and mypy
	@$(BIN)/ruff check
	@$(BIN)/mypy

clean: ## Remove the environment, caches and everything built
	@rm -rf .venv build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache DiscographyReport/*.egg-info
	@find DiscographyReport Testing tools -name __pycache__ -type d -prune -exec rm -rf {} +

run-environment:
	@tools/environment.sh run

test-environment:
	@tools/environment.sh test

system-packages:
	@tools/system_packages.sh
