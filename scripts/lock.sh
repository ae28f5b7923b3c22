#!/bin/sh
# Writes requirements/*.txt anew from requirements/*.in: for every system and Python from 3.11 on, with hashes, and
# without a single address in it, so that it is installed from wherever the machine gets its packages.
set -eu
cd "$(dirname "$0")/../requirements"

command -v uv >/dev/null || { echo "make lock asks for uv:  python3 -m pip install uv" >&2; exit 1; }

lock() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links "$@"
}
lock run.in --output-file run.txt ${UPGRADE:+--upgrade}
# What both need has one version: the tests try what runs.
lock test.in --constraints run.txt --output-file test.txt ${UPGRADE:+--upgrade}
