#!/bin/sh
# Installs what the demo and the tests need and this machine lacks; silent when there is nothing to do.
#   --npm-only           npm packages only
#   --without-browsers   the servers, but neither Chromium nor lynx
set -eu
cd "$(dirname "$0")/../.."

stop() {
  echo "$*" >&2
  exit 1
}

# npm writes its own list into node_modules at the end of every installation.
install_npm_packages() {
  if [ node_modules/.package-lock.json -nt package-lock.json ]; then return; fi
  echo 'Installing the npm packages…' >&2
  # npm must not run on the Node that it is about to replace.
  path=$(printf %s "$PATH" | tr : '\n' | grep -v node_modules/ | paste -s -d : -)
  PATH=$path npm ci --no-progress --loglevel=error >&2 || stop 'npm ci failed: the lines above say why.'
}

missing_packages() {
  [ -x /usr/lib/dovecot/imap ] || echo dovecot-imapd
  [ -x /usr/lib/dovecot/lmtp ] || echo dovecot-lmtpd
  [ -x /usr/lib/dovecot/managesieve ] || echo dovecot-managesieved
  [ -e /usr/lib/dovecot/modules/lib90_sieve_plugin.so ] || echo dovecot-sieve
  command -v openssl >/dev/null || echo openssl
  [ "${1:-}" != --without-browsers ] || return 0
  [ -x /usr/bin/chromium ] || echo chromium
  [ -d /usr/share/fonts/truetype ] || echo fonts-dejavu-core
  [ -x /usr/bin/lynx ] || echo lynx
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# The lab runs its own Dovecot: the packages' service must neither start now nor at the next boot.
install_debian_packages() {
  echo "Installing $(echo "$@" | sed 's/ /, /g')…" >&2
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root sh -c "cat >$policy && chmod 755 $policy"
    trap 'as_root rm -f /usr/sbin/policy-rc.d' EXIT
  fi
  log=$(mktemp)
  as_root apt-get -qq update >"$log" 2>&1 &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@" >>"$log" 2>&1 || {
    cat "$log" >&2
    stop "apt-get could not install $*: the lines above say why."
  }
  rm -f "$log"
  case $* in *dovecot-imapd*) ! command -v systemctl >/dev/null || disable_dovecot ;; esac
}

disable_dovecot() {
  as_root systemctl disable dovecot.service dovecot.socket >/dev/null 2>&1 || true
}

# Installs the Debian packages named by its arguments, or says who must.
require() {
  [ $# -gt 0 ] || return 0
  command -v apt-get >/dev/null ||
    stop "These Debian packages, or what answers to them here, must be installed by hand (there is no apt-get): $*."
  [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null ||
    stop "These Debian packages must be installed by root (there is no sudo): apt-get install $*."
  install_debian_packages "$@"
}

# The Node that npm brings is linked against it, and a bare Debian has not got it.
lacks_libatomic() {
  [ "$(uname -s)" = Linux ] || return 1
  for place in /lib /usr/lib /lib64 /usr/lib64 /lib/*-linux-gnu /usr/lib/*-linux-gnu; do
    if [ -e "$place/libatomic.so.1" ]; then return 1; fi
  done
}

if lacks_libatomic; then require libatomic1; fi
install_npm_packages
if [ "${1:-}" = --npm-only ]; then exit 0; fi

# shellcheck disable=SC2046 # a list of names
require $(missing_packages "$@")

case $(/usr/sbin/dovecot --version) in
2.3.*) ;;
*) stop "The lab is written for Dovecot 2.3 (Debian 12); this machine has $(/usr/sbin/dovecot --version)." ;;
esac
