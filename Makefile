# make run     serve Cairn on this machine (PORT and CAIRN_DATA from the environment)
# make test    every check and every test;  make test STAGE=browser ARGS="-k sealed" for a part of them
# make help    the rest

SETUP := @sh scripts/setup.sh
PYTHON_HERE := .venv/bin/python

.PHONY: help setup run test test-fast lint format lock bench-live bench-pages pictures

help:             ## what there is
	@sed -n 's/^\([a-z-]*\):.*##/\1:/p' Makefile

setup:            ## make .venv with what the running product needs
	$(SETUP) run

run:              ## set up if need be, and serve
	$(SETUP) run
	@exec .venv/bin/cairn serve

test:             ## everything: lint, types, frontend, SQLite, PostgreSQL, browser
	$(SETUP) test
	@exec $(PYTHON_HERE) -m scripts.test $(STAGE) $(if $(ARGS),-- $(ARGS))

test-fast:        ## without the browser and the long proofs
	$(SETUP) test
	@exec $(PYTHON_HERE) -m scripts.test --fast $(STAGE) $(if $(ARGS),-- $(ARGS))

lint:             ## style, import order, types
	$(SETUP) test
	@exec $(PYTHON_HERE) -m scripts.test lint types

format:           ## lay out the Python as ruff does, and mend what it can
	$(SETUP) test
	@.venv/bin/ruff check --quiet --fix-only . && .venv/bin/ruff format --quiet .

lock:             ## write requirements/*.txt anew from the *.in (asks for uv)
	@sh scripts/lock.sh

bench-live:       ## live writing under load; the last line is JSON
	$(SETUP) test
	@exec $(PYTHON_HERE) -m bench.live

bench-pages:      ## pages and queries at 100, 1,000 and 5,000 participants; the last line is JSON
	$(SETUP) test
	@exec $(PYTHON_HERE) -m bench.pages

pictures:         ## the pictures of the documentation, taken anew
	$(SETUP) test
	@CAIRN_SHOTS=docs/pictures exec $(PYTHON_HERE) -m scripts.test browser -- -k test_pictures
