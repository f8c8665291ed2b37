# SPDX-License-Identifier: Apache-2.0
# Sourced, not run: installing Debian packages where this user may.

may_install_packages() {
    command -v apt-get >/dev/null 2>&1 || return 1
    [ "$(id -u)" -eq 0 ] || sudo -n true >/dev/null 2>&1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

install_packages() {
    local said
    # Slim images have no manual pages, and the Java package's alternatives fail without their folder.
    said=$({
        as_root mkdir -p /usr/share/man/man1 &&
            as_root apt-get update -qq &&
            as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
    } 2>&1) || {
        echo "$said" >&2
        return 1
    }
}
