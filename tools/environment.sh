#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tools/environment.sh run|test: brings .venv up to date and does nothing, quickly, where it is already.
#
# A stamp in .venv says for which requirements, checkout folder and interpreter it was filled; it is written last.
# A mark stands while pip works: an environment found with it was left half-filled and is built anew.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. tools/as_root.sh

kind=${1:-}
case $kind in
    run | test) ;;
    *) echo "usage: tools/environment.sh run|test" >&2; exit 2 ;;
esac
venv=$PWD/.venv
mark=$venv/.filling

fail() {
    echo "discography-report: $*" >&2
    exit 1
}

is_recent_enough() {
    # Really run it: under pyenv a shim can stand on the path and still refuse to start.
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    local candidate
    if [ -n "${PYTHON:-}" ]; then
        is_recent_enough "$PYTHON" || fail "PYTHON=$PYTHON does not run, or is older than Python 3.11. Name another one."
        echo "$PYTHON"
        return
    fi
    for candidate in python3.12 python3 python3.13 python3.11; do
        if is_recent_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    fail "no Python 3.11 or later was found on the path. Install one, or name it: make $kind PYTHON=/path/to/python3."
}

make_venv() {
    local python version
    python=$(find_python)
    rm -rf "$venv"
    mkdir "$venv"
    touch "$mark"
    "$python" -m venv "$venv" >/dev/null 2>&1 && return
    # Debian and Ubuntu ship Python without the parts that venv needs.
    version=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
    may_install_packages || fail "$python cannot make a virtual environment. Install the package $version-venv and try again."
    echo "Installing the package $version-venv, which $python needs to make a virtual environment."
    install_packages "$version-venv" || fail "the package $version-venv could not be installed. Install it and try again."
    "$python" -m venv "$venv" || fail "$python cannot make a virtual environment (see above)."
}

fingerprint() {
    echo "checkout $PWD"
    "$venv/bin/python" -c 'import sys; print("python", sys.version)'
    cksum requirements/run.txt requirements/build.txt pyproject.toml DiscographyReport/DiscographyReportLib/version.py
    if [ "$1" = test ]; then cksum requirements/test.txt; fi
}

is_filled_for() {
    [ -f "$venv/.filled-$1" ] && [ "$(fingerprint "$1")" = "$(cat "$venv/.filled-$1")" ]
}

pip_install() {
    "$venv/bin/python" -m pip --disable-pip-version-check install --quiet "$@"
}

fill() {
    echo "Installing the packages of requirements/$kind.txt into .venv (once; it can take a minute)."
    touch "$mark"
    # A refusal of pip (no network, say) changes nothing, so what worked before goes on working; only a kill leaves the mark.
    if ! pip_install -r "requirements/$kind.txt" -r requirements/build.txt ||
        ! pip_install --no-deps --no-build-isolation --editable .; then
        rm -f "$mark"
        fail "pip could not install the packages of requirements/$kind.txt (see above). Mend the cause and try again."
    fi
    for filled in run "$kind"; do fingerprint "$filled" >"$venv/.filled-$filled"; done
    rm -f "$mark"
}

is_another_python() {
    [ -n "${PYTHON:-}" ] && [ "$("$PYTHON" --version 2>&1)" != "$("$venv/bin/python" --version)" ]
}

if [ -e "$mark" ] || ! is_recent_enough "$venv/bin/python" || is_another_python; then make_venv; fi
if is_filled_for "$kind" || { [ "$kind" = run ] && is_filled_for test; }; then exit 0; fi
# A copied or moved checkout has scripts that point to the old place.
if [ -f "$venv/.filled-run" ] && ! grep -qxF "checkout $PWD" "$venv/.filled-run"; then make_venv; fi
fill
