# Runs Maven with the right JDK, and says in short lines how far it is; the whole output goes to target/build.log.
# Sourced after common.sh and jdk.sh.

build_log=target/build.log
build_stamp=target/built

need_maven() {
    command -v mvn >/dev/null ||
        install_or_die maven "Minutebook is built with Maven 3.8 or newer: install it (Debian: apt-get install maven)."
}

# Maven's own libraries do what newer JDKs warn of at every start; older ones do not know the options.
quiet_jdk_options() {
    local option
    for option in --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED; do
        if "$JAVA_HOME/bin/java" "$option" -version >/dev/null 2>&1; then
            printf '%s ' "$option"
        fi
    done
}

# Of Maven's output: what is under way, how much was downloaded, what the tests say, what is wrong.
show_progress() {
    awk '
        /Downloaded from/ { if (++files % 50 == 0) { print "  downloaded " files " files …"; fflush() } next }
        /^\[INFO\] Building Minutebook/ { sub(/^\[INFO\] Building /, ""); print "  " $0; fflush(); next }
        /^\[INFO\] Running |Tests run:/ { sub(/^\[[A-Z]+\] /, ""); print "    " $0; fflush(); next }
        /^\[ERROR\]/ { print; more = 30; fflush(); next }
        /^\[WARNING\] .*\.java/ { print; fflush() }
        # What a failed test saw may take several lines.
        /^\[/ { more = 0; next }
        more > 0 { print "    " $0; more--; fflush() }
    '
}

# run_maven <arguments>: fails as Maven does.
run_maven() {
    need_maven
    mkdir -p target
    MAVEN_OPTS="$(quiet_jdk_options)${MAVEN_OPTS:-}" mvn -B "$@" 2>&1 | tee "$build_log" | show_progress || {
        say "The build failed; all that Maven said is in $root/$build_log."
        return 1
    }
}

# Whether a source is newer than what was built of it. A folder's time tells of deleted files.
is_stale() {
    [[ ! -f "$build_stamp" || ! -d web/target/lib ]] ||
        [[ -n "$(find pom.xml ./*/pom.xml ./*/src/main -newer "$build_stamp" -print -quit)" ]]
}

build_if_stale() {
    is_stale || return 0
    say "Building Minutebook (the first time, Maven downloads its libraries) …"
    mkdir -p target
    # The time before the build: what is saved while it runs counts as newer.
    touch "$build_stamp.next"
    run_maven -Dquick -DskipTests package >&2 || return 1
    mv "$build_stamp.next" "$build_stamp"
}
