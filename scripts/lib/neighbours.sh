# Finds what stands before and behind several nodes: nginx, HAProxy, and PostgreSQL's own programs with pg_basebackup, which
# makes replicas; exports where they are as NGINX, HAPROXY and POSTGRESQL (the folder with bin/). What is missing is installed,
# and nothing of it is started. Only the tests need it. Sourced after common.sh.

# Programs of servers are where the PATH of an ordinary user does not lead.
find_server() { PATH="$PATH:/usr/sbin:/usr/local/sbin" command -v "$1"; }

find_postgresql() {
    local programs
    for programs in $(printf '%s\n' /usr/lib/postgresql/*/bin/pg_basebackup | sort -Vr) "$(command -v pg_basebackup)"; do
        if [[ -x "$programs" && -x "${programs%/*}/postgres" ]]; then
            dirname "$(dirname "$programs")"
            return
        fi
    done
    return 1
}

# Debian starts what it installs, unless this file says no.
install_unstarted() (
    if [[ $(id -u) == 0 && ! -e /usr/sbin/policy-rc.d ]]; then
        trap 'rm -f /usr/sbin/policy-rc.d' EXIT
        printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
        chmod +x /usr/sbin/policy-rc.d
    fi
    install_or_die "$@"
)

# Nor is a cluster made that nobody asked for.
install_postgresql() {
    local told="The tests need PostgreSQL 15 or newer with pg_basebackup (Debian: apt-get install postgresql), or POSTGRESQL set to the folder with its bin/."
    local asks=/etc/postgresql-common/createcluster.conf
    install_unstarted postgresql-common "$told"
    cp "$asks" "$asks.kept"
    printf 'create_main_cluster = false\n' >>"$asks"
    install_unstarted postgresql "$told"
    mv "$asks.kept" "$asks"
}

if [[ -z "${NGINX:-}" ]]; then
    find_server nginx >/dev/null || install_unstarted nginx \
        "The tests need nginx: install it (Debian: apt-get install nginx), or set NGINX to where it is."
    NGINX=$(find_server nginx)
fi
if [[ -z "${HAPROXY:-}" ]]; then
    find_server haproxy >/dev/null || install_unstarted haproxy \
        "The tests need HAProxy: install it (Debian: apt-get install haproxy), or set HAPROXY to where it is."
    HAPROXY=$(find_server haproxy)
fi
if [[ -z "${POSTGRESQL:-}" ]]; then
    find_postgresql >/dev/null || install_postgresql
    POSTGRESQL=$(find_postgresql)
fi
export NGINX HAPROXY POSTGRESQL
