#!/bin/sh
# Installs what the demo and the tests need and this machine lacks; silent when there is nothing to do.
#   --npm-only           npm packages only
#   --without-browsers   Dovecot, but neither what tests look with (Chromium, lynx) nor the other mail servers
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

# Linked against by Cyrus and Courier; none of them starts anything.
missing_libraries() {
  for library in libgdbm6 libglib2.0-0 libical3 libicu72 libidn12 libjansson4 libkrb5-3 libpcre3 libpq5 \
    libsasl2-2 libsasl2-modules libsqlite3-0 libwrap0 libxapian30 libxml2; do
    dpkg -s "$library" >/dev/null 2>&1 || echo "$library"
  done
}

# Debian has each of them drive out Dovecot, for all are « imap-server », and starts its services: here they are
# only unpacked, and run from where they lie.
unpack_other_servers() {
  servers=$PWD/.lab/servers
  if [ -e "$servers/whole" ]; then return; fi
  command -v apt-get >/dev/null ||
    stop "Debian 12's Cyrus and Courier must be unpacked into $servers by hand (there is no apt-get), with an empty file whole."
  # shellcheck disable=SC2046 # a list of names
  require $(missing_libraries)
  echo 'Unpacking Cyrus and Courier…' >&2
  mkdir -p "$servers"
  packages=$(mktemp -d)
  download_packages "$packages" 2>/dev/null || { as_root apt-get -qq update && download_packages "$packages"; } ||
    stop 'apt-get could not download them: the lines above say why.'
  for package in "$packages"/*.deb; do dpkg-deb -x "$package" "$servers"; done
  rm -rf "$packages"
  touch "$servers/whole"
}

download_packages() (
  cd "$1" && apt-get -qq -o APT::Sandbox::User=root download cyrus-imapd cyrus-common \
    courier-imap courier-base courier-authlib libcourier-unicode4 gamin libgamin0
)

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
[ "${1:-}" = --without-browsers ] || unpack_other_servers

case $(/usr/sbin/dovecot --version) in
2.3.*) ;;
*) stop "The lab is written for Dovecot 2.3 (Debian 12); this machine has $(/usr/sbin/dovecot --version)." ;;
esac
