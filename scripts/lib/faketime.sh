# Finds libfaketime, by which tests move the clock of a server, and installs it where there is none; exports where it is as
# FAKETIME_LIBRARY. Only the tests need it. Sourced after common.sh.

find_faketime() {
    local library
    for library in /usr/lib/*/faketime/libfaketime.so.1 /usr/lib/faketime/libfaketime.so.1 /usr/local/lib/faketime/libfaketime.so.1; do
        if [[ -e "$library" ]]; then
            printf '%s' "$library"
            return
        fi
    done
    return 1
}

if [[ -z "${FAKETIME_LIBRARY:-}" ]]; then
    find_faketime >/dev/null || install_or_die libfaketime \
        "The tests move clocks by libfaketime: install it (Debian: apt-get install libfaketime), or set FAKETIME_LIBRARY to the library."
    FAKETIME_LIBRARY=$(find_faketime)
fi
export FAKETIME_LIBRARY
