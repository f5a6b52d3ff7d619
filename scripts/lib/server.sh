# The server as a process. Sourced after common.sh and jdk.sh.

jar=$(find web/target -maxdepth 1 -name 'minutebook-web-*.jar' ! -name '*-tests.jar' 2>/dev/null | head -n 1)
aot_cache=web/target/minutebook.aot
# What the JVM has to say goes where our own log goes: some scripts' stdout is read by programs.
jvm=("$JAVA_HOME/bin/java" @scripts/lib/jvm.options -Xlog:disable -Xlog:all=warning:stderr)
program=(-cp "$jar" minutebook.web.Main)

is_start_recorded() { [[ -n "$jar" && "$aot_cache" -nt "$jar" ]]; }

# Sets the array server to the command that runs minutebook.web.Main.
compose_server() {
    server=("${jvm[@]}")
    if is_start_recorded && [[ -s "$aot_cache" ]]; then
        server+=("-XX:AOTCache=$aot_cache")
    fi
    server+=("${program[@]}")
}

compose_server

# For what may wait: a processor only when nobody else wants it, where the system can do that.
back_seat=()
if chrt --idle 0 true 2>/dev/null; then
    back_seat=(chrt --idle 0)
fi
