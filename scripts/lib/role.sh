# Granting and revoking: sourced after common.sh.

# change_role grant|revoke <email> <role>
change_role() {
    if [[ $# -ne 3 ]]; then
        show_help >&2
        exit 2
    fi
    source scripts/lib/jdk.sh
    source scripts/lib/maven.sh
    build_if_stale
    source scripts/lib/server.sh
    exec "${server[@]}" "$@"
}
