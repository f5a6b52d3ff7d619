# Finds Chromium, in CHROMIUM or on the PATH, and installs it where there is none; exports it as CHROMIUM. Only the tests
# need it. Sourced after common.sh.

find_chromium() {
    local name
    for name in chromium chromium-browser google-chrome-stable google-chrome; do
        command -v "$name" && return
    done
}

if [[ -z "${CHROMIUM:-}" ]]; then
    find_chromium >/dev/null || install_or_die chromium \
        "The tests drive Chromium: install it (Debian: apt-get install chromium), or set CHROMIUM to where it is."
    CHROMIUM=$(find_chromium)
fi
export CHROMIUM
