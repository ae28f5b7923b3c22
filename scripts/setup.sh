#!/bin/sh
# Finds a Python 3.11 or later and lets setup.py make .venv with it:  sh scripts/setup.sh run|test
set -eu

cd "$(dirname "$0")/.."
for python in "${PYTHON:-python3}" python3.11 python3.12 python3.13 python3.14 python; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        exec "$python" -m scripts.setup "$@"
    fi
done

found=$("${PYTHON:-python3}" --version 2>/dev/null || echo "none")
echo "Cairn needs Python 3.11 or later; found here: $found." >&2
echo "On Debian 12 and later this installs it:  apt-get install -y python3 python3-venv" >&2
echo "If it has another name, say it:  make run PYTHON=<path to python>" >&2
exit 1
