#!/bin/sh
# What must be on this machine before anything of ours can run? Called by make: `stack/bootstrap.sh up|test`.
# Only what is missing or has changed is fetched; a second run does nothing and takes a fraction of a second.
set -eu
purpose=${1:-up}
cd "$(dirname "$0")/.."
mkdir -p var/log
policy=/usr/sbin/policy-rc.d

say() { printf '  %s\n' "$*"; }
refuse() { printf '\n%s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# Debian starts what it installs; ours is a private node, so nothing of the distribution's is to be started.
install_packages() {
  [ "$(id -u)" = 0 ] || refuse "Missing: $*. Install it as root: apt-get install $*"
  has apt-get || refuse "Missing: $*. Install it with this system's package manager."
  say "installing $* (apt-get, see var/log/apt.log)"
  ours=
  if [ ! -e $policy ]; then
    ours=yes
    trap 'rm -f $policy' EXIT
    trap 'exit 130' INT TERM
    printf '#!/bin/sh\nexit 101\n' > $policy
    chmod +x $policy
  fi
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -q && apt-get install -q -y --no-install-recommends "$@"; } >> var/log/apt.log 2>&1 \
    || { tail -5 var/log/apt.log >&2; refuse "apt-get could not install: $*"; }
  if [ -n "$ours" ]; then
    rm -f $policy
    trap - EXIT INT TERM
  fi
}

find_python() {
  for python in ${PYTHON:-} python3.11 python3.12 python3.13 python3; do
    if has "$python" && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$python"
      return
    fi
  done
}

missing_packages() {
  if [ -z "${AMQP_URI:-}" ] && [ ! -x /usr/lib/rabbitmq/bin/rabbitmq-server ] && ! has rabbitmq-server; then
    echo rabbitmq-server
  fi
  if [ "$purpose" = test ] || [ "${SMS:-sandbox}" != sandbox ]; then
    [ -x /usr/sbin/bearerbox ] || has bearerbox || echo kannel
    [ -x /usr/lib/kannel/test/fakesmsc ] || has fakesmsc || echo kannel-extras
  fi
  if [ "$purpose" = test ]; then
    has chromium || echo chromium
    [ -d /usr/share/fonts/truetype/noto ] || echo fonts-noto-core
    [ -d /usr/share/fonts/truetype/fonts-hosny-amiri ] || [ -d /usr/share/fonts/opentype/fonts-hosny-amiri ] \
      || echo fonts-hosny-amiri
  fi
  known=$(/sbin/ldconfig -p 2>/dev/null || :)
  for library in libpango-1.0.so.0:libpango-1.0-0 libpangoft2-1.0.so.0:libpangoft2-1.0-0 \
    libharfbuzz-subset.so.0:libharfbuzz-subset0; do
    case $known in *"${library%:*}"*) ;; *) echo "${library#*:}" ;; esac
  done
  has npm || echo npm
  python=$(find_python)
  [ -n "$python" ] || echo python3
  if [ ! -x .venv/bin/python ] && ! "${python:-false}" -c 'import ensurepip' 2>/dev/null; then
    echo python3-venv
  fi
}

# `wanted FILE STAMP WORD` succeeds when FILE is not what the stamp was made from.
wanted() { [ "$(sha256sum < "$1") $3" != "$(cat "$2" 2>/dev/null)" ]; }
stamp() { printf '%s %s\n' "$(sha256sum < "$1")" "$3" > "$2"; }

install_python() {
  if [ ! -x .venv/bin/python ]; then
    say "creating .venv"
    "$(find_python)" -m venv .venv
  fi
  # What serves the tests serves `make up` too.
  wanted pyproject.toml .venv/stamp test || return 0
  [ "$purpose" = test ] || wanted pyproject.toml .venv/stamp up || return 0
  say "installing Python packages (see var/log/pip.log)"
  package=.
  [ "$purpose" = test ] && package='.[test]'
  .venv/bin/python -m pip install -q --disable-pip-version-check -e "$package" > var/log/pip.log 2>&1 \
    || { tail -15 var/log/pip.log >&2; refuse "pip could not install the packages of pyproject.toml"; }
  stamp pyproject.toml .venv/stamp "$purpose"
}

install_assets() {
  if wanted package-lock.json node_modules/.stamp npm; then
    say "fetching style sheets, fonts and icons (npm ci, see var/log/npm.log)"
    npm ci --no-audit --no-fund --ignore-scripts > var/log/npm.log 2>&1 \
      || { tail -5 var/log/npm.log >&2; refuse "npm could not fetch what package-lock.json names"; }
    stamp package-lock.json node_modules/.stamp npm
  fi
  vendor=services/portal/static/vendor
  if [ ! -f $vendor/icons.svg ] || [ -n "$(find node_modules/.stamp services/portal/static/icons.txt stack/vendor.sh -newer $vendor/icons.svg)" ]; then
    say "gathering what the portal serves"
    stack/vendor.sh node_modules services/portal/static
  fi
}

compile_catalogues() {
  for catalogue in $(find services/portal/translations -name '*.po' 2>/dev/null); do
    compiled=${catalogue%.po}.mo
    if [ ! -f "$compiled" ] || [ -n "$(find "$catalogue" -newer "$compiled")" ]; then
      .venv/bin/pybabel -q compile -i "$catalogue" -o "$compiled"
    fi
  done
}

missing=$(missing_packages)
# shellcheck disable=SC2086  (one word a package)
[ -z "$missing" ] || install_packages $missing
install_assets &
assets=$!
install_python
compile_catalogues
wait $assets
