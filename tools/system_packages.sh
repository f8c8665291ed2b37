#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# The DICOM validators and servers, and what Slicer's MRML and Qt draw with, that come as Debian packages: installs the
# missing ones where this user may. Elsewhere it names them, and what is skipped without them; with CI=true that is an
# error.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. tools/as_root.sh

packages=(dcmtk orthanc orthanc-dicomweb haproxy faketime openssl default-jre-headless libpixelmed-java libsaxonhe-java)
packages+=(libegl1 libgl1 libglib2.0-0 libx11-6 libfontconfig1 libdbus-1-3 libxkbcommon0)
packages+=(fonts-dejavu-core fonts-droid-fallback)

has_library() {
    # Not through a pipe: grep would end it early, which pipefail takes for a failure.
    grep -q "^[[:space:]]*$1 " <<<"$(/sbin/ldconfig -p)"
}

is_there() {
    case $1 in
        dcmtk) command -v dsrdump >/dev/null 2>&1 ;;
        orthanc) [ -x /usr/sbin/Orthanc ] ;;
        orthanc-dicomweb) [ -e /usr/share/orthanc/plugins/libOrthancDicomWeb.so ] ;;
        haproxy) [ -x /usr/sbin/haproxy ] ;;
        faketime) command -v faketime >/dev/null 2>&1 ;;
        openssl) command -v openssl >/dev/null 2>&1 ;;
        default-jre-headless) command -v java >/dev/null 2>&1 ;;
        libpixelmed-java) [ -e /usr/share/java/pixelmed.jar ] ;;
        libsaxonhe-java) [ -e /usr/share/java/Saxon-HE.jar ] ;;
        fonts-dejavu-core) [ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ] ;;
        fonts-droid-fallback) [ -e /usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf ] ;;
        libegl1) has_library libEGL.so.1 ;;
        libgl1) has_library libGL.so.1 ;;
        libglib2.0-0) has_library libglib-2.0.so.0 ;;
        libx11-6) has_library libX11.so.6 ;;
        libfontconfig1) has_library libfontconfig.so.1 ;;
        libdbus-1-3) has_library libdbus-1.so.3 ;;
        libxkbcommon0) has_library libxkbcommon.so.0 ;;
    esac
}

what_is_lost() {
    case $1 in
        dcmtk) echo "the checks with dsrdump, dsr2xml and dsr2html, and the tests of delivery" ;;
        orthanc | orthanc-dicomweb | haproxy | faketime | openssl) echo "the tests of delivery" ;;
        default-jre-headless | libpixelmed-java | libsaxonhe-java) echo "the checks with PixelMed's SR validator" ;;
        fonts-*) echo "the tests of names in other scripts in the PDF" ;;
        *) echo "the tests of the scene and the panel" ;;
    esac
}

find_missing() {
    missing=()
    local package
    for package in "${packages[@]}"; do is_there "$package" || missing+=("$package"); done
}

find_missing
[ ${#missing[@]} -gt 0 ] || exit 0
if may_install_packages; then
    echo "Installing the Debian packages ${missing[*]} for the tests."
    install_packages "${missing[@]}" || echo "They could not be installed (see above)." >&2
    find_missing
fi
[ ${#missing[@]} -gt 0 ] || exit 0
for package in "${missing[@]}"; do
    echo "The Debian package $package is not installed: $(what_is_lost "$package") are skipped." >&2
done
if [ "${CI:-}" = true ]; then
    echo "With CI=true nothing may be skipped. Install the packages and try again." >&2
    exit 1
fi
