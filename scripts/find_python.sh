#!/usr/bin/env bash
# Prints the path of a Python that can run Dragoman (>= 3.12, venv, SQLite with FTS5), or says what to do and fails.
set -u

runs() { # a version manager's shim can exist and still fail, so every candidate is run
  "$1" - <<'PY' >/dev/null 2>&1
import sys
assert sys.version_info >= (3, 12)
import ensurepip, sqlite3, venv
sqlite3.connect(":memory:").execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
PY
}

candidates() {
  [ -n "${PYTHON:-}" ] && echo "$PYTHON"
  local name path
  for name in python3.14 python3.13 python3.12 python3; do
    path=$(command -v "$name" 2>/dev/null) && echo "$path"
  done
  for path in "${HOME:-/nonexistent}"/.pyenv/versions/*/bin/python3; do
    [ -x "$path" ] && echo "$path"
  done
  command -v uv >/dev/null 2>&1 && uv python find '>=3.12' 2>/dev/null
}

while IFS= read -r python; do
  if runs "$python"; then
    # the real executable, so that the environment outlives a change of shims
    "$python" -c 'import sys; print(sys.executable)'
    exit 0
  fi
done < <(candidates)

cat >&2 <<'HELP'
Dragoman needs Python 3.12 or newer with the modules venv and sqlite3 (SQLite built with FTS5); none was found.
  Debian, Ubuntu:  sudo apt install python3.12 python3.12-venv
  macOS:           brew install python@3.13
  any system:      uv python install 3.13     or     pyenv install 3.13
Then run the same command again. To name one yourself:  make setup PYTHON=/path/to/python3.13
HELP
exit 1
