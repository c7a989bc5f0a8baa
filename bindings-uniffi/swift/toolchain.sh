#!/usr/bin/env bash
# A Swift toolchain for Linux machines that have none.
#
#   toolchain.sh ensure           make sure a toolchain is there (does nothing when it is)
#   toolchain.sh swift ARGS...    run `swift ARGS...` in the root of the repository
#
# With `swift` on PATH that one is used. Otherwise a Debian trixie chroot is made: Debian packages
# Swift from trixie on, so this needs no other source than the mirror this machine uses anyway.
#
#   SERVQUAL_SWIFT_ROOT      where the chroot lives (default: the user's cache directory)
#   SERVQUAL_DEBIAN_MIRROR   the mirror to use (default: read from the apt sources of this machine)
set -euo pipefail

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
root=${SERVQUAL_SWIFT_ROOT:-${XDG_CACHE_HOME:-$HOME/.cache}/servqual/swift-trixie}
suite=trixie
packages=(swiftlang libc6-dev libstdc++-14-dev)
owned=$root/.servqual-swift     # this script made the directory, so it may also delete it
complete=$root/.servqual-swift-complete  # written last: a chroot without it is half made

say() { echo "swift toolchain: $*" >&2; }
die() { say "$*"; exit 1; }

have_swift() { command -v swift >/dev/null; }
is_root() { [ "$(id -u)" -eq 0 ]; }

# Runs a command in its own mount and process namespace: whatever it mounts and starts is gone when
# it ends, even after a kill, so no mount can outlive this script.
isolated() {
  local options=(--mount --pid --fork --kill-child)
  is_root || options+=(--map-root-user)
  unshare "${options[@]}" -- "$@" || {
    local status=$?
    unshare "${options[@]}" -- true 2>/dev/null ||
      say "this machine forbids namespaces (unshare); run as root outside a restricted container, or install swift"
    return $status
  }
}

# The first Debian archive among the apt sources, without the security archive.
mirror() {
  if [ -n "${SERVQUAL_DEBIAN_MIRROR:-}" ]; then echo "$SERVQUAL_DEBIAN_MIRROR"; return; fi
  # The labels come from the package lists, which container images often ship without.
  # shellcheck disable=SC2016 # these are apt's variables
  [ -n "$(apt-get indextargets --format '$(ORIGIN)')" ] || apt-get update -qq >&2
  # shellcheck disable=SC2016
  apt-get indextargets --format '$(ORIGIN)/$(LABEL) $(REPO_URI)' 'Created-By: Packages' |
    awk '$1 == "Debian/Debian" && !found++ { print $2 }'
}

# The proxy and other download settings of this machine, in apt's own syntax. Nothing else of apt's
# configuration: hooks would call programs that the chroot does not have.
download_settings() {
  apt-config dump | grep -E '^Acquire::(https?::|Check-|Retries|ForceIPv)' | grep -vi '::CAInfo' || true
}

make_chroot() {
  command -v apt-get >/dev/null || die "no swift on PATH, and no apt here to make a chroot with: install swift"
  if [ -e "$root" ] && [ ! -e "$owned" ] && [ -n "$(ls -A "$root")" ]; then
    die "$root holds something else; set SERVQUAL_SWIFT_ROOT to an empty place"
  fi
  if ! command -v debootstrap >/dev/null; then
    say "installing debootstrap"
    { apt-get update -qq &&
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq debootstrap debian-archive-keyring; } >&2 ||
      die "could not install debootstrap"
  fi
  local from
  from=$(mirror)
  [ -n "$from" ] || die "no Debian archive among the apt sources; set SERVQUAL_DEBIAN_MIRROR"
  say "making a Debian $suite chroot in $root"
  rm -rf --one-file-system "$root"
  mkdir -p "$root"
  touch "$owned"
  isolated bash "${BASH_SOURCE[0]}" inside-make "$from" >&2 || die "making the chroot failed"
  touch "$complete"
}

# Runs in the namespace of `isolated`.
inside_make() {
  local from=$1 proxy authorities default_authorities=/etc/ssl/certs/ca-certificates.crt
  proxy=$(apt-config dump --format '%v%n' Acquire::http::Proxy)
  if [ -n "$proxy" ]; then export http_proxy=${http_proxy:-$proxy}; fi
  authorities=$(apt-config dump --format '%v%n' Acquire::https::CAInfo)
  authorities=${authorities:-$default_authorities}
  debootstrap --variant=minbase --include=ca-certificates "$suite" "$root" "$from"
  # An https mirror may be signed by an authority that only this machine knows.
  if [ -e "$authorities" ]; then cp "$authorities" "$root$default_authorities"; fi
  if [ -e /etc/resolv.conf ]; then cp -L /etc/resolv.conf "$root/etc/resolv.conf"; fi
  download_settings >"$root/etc/apt/apt.conf.d/99machine"
  mount -t proc proc "$root/proc"
  chroot "$root" apt-get update
  DEBIAN_FRONTEND=noninteractive chroot "$root" apt-get install -y --no-install-recommends "${packages[@]}"
  chroot "$root" apt-get clean
  chroot "$root" swift --version
  mkdir -p "$root/servqual"
}

ensure() {
  if have_swift || [ -e "$complete" ]; then return; fi
  # One at a time: two test runs that start together must not both make it.
  is_root || die "no swift on PATH and no chroot in $root: making one needs root (or install swift)"
  mkdir -p "$(dirname "$root")"
  exec 9>"$root.lock"
  flock 9
  [ -e "$complete" ] || make_chroot
  flock -u 9
  exec 9>&-
}

# The data that several projects share: named, or beside the repository or a folder above it.
shared_data() {
  local folder=$repository
  if [ -n "${SERVQUAL_SHARED:-}" ]; then echo "$SERVQUAL_SHARED"; return; fi
  while [ "$folder" != / ]; do
    folder=$(dirname "$folder")
    if [ -d "$folder/shared/data" ]; then echo "$folder/shared/data"; return; fi
  done
}

# Runs in the namespace of `isolated`. Swift finds its libraries through /proc.
inside_swift() {
  local shared strict=()
  shared=$(shared_data)
  mount -t proc proc "$root/proc"
  mount --rbind "$repository" "$root/servqual"
  if [ -n "$shared" ]; then
    # Found there as outside: in a folder above the repository.
    mkdir -p "$root/shared/data"
    mount --bind "$shared" "$root/shared/data"
  fi
  if [ -n "${CI:-}" ]; then strict=(CI="$CI"); fi
  # A clean environment: CA files, PATH and compilers of this machine mean nothing inside. Swift
  # keeps caches in HOME, which has to be writable for whoever runs this.
  # shellcheck disable=SC2016 # expanded inside
  exec chroot "$root" /usr/bin/env -i HOME=/servqual/target/swift-home LANG=C.UTF-8 PATH=/usr/bin:/bin "${strict[@]}" \
    bash -c 'mkdir -p "$HOME" && cd /servqual && exec swift "$@"' swift "$@"
}

run_swift() {
  ensure
  if have_swift; then
    cd "$repository"
    exec swift "$@"
  fi
  isolated bash "${BASH_SOURCE[0]}" inside-swift "$@"
}

command=${1:-}
shift || true
case $command in
  ensure) ensure ;;
  swift) run_swift "$@" ;;
  inside-make) inside_make "$@" ;;
  inside-swift) inside_swift "$@" ;;
  *) die "usage: toolchain.sh ensure | swift ARGS..." ;;
esac
