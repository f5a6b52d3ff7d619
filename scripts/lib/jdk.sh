# Finds a JDK 25 or newer, in JAVA_HOME, on the PATH, under /usr/lib/jvm, in this order; exports it as JAVA_HOME.
# Sourced after common.sh.

jdk_min=25

# The major version of the JDK in a folder; 0 where there is none. Reads a file, which is faster than asking java.
jdk_version() {
    if [[ -x "$1/bin/javac" && -r "$1/release" ]]; then
        sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
    else
        echo 0
    fi
}

find_jdk() {
    local javac candidate
    javac=$(command -v javac || true)
    for candidate in "${JAVA_HOME:-}" "${javac:+$(dirname "$(dirname "$(readlink -f "$javac")")")}" \
        /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if [[ -n "$candidate" && "$(jdk_version "$candidate")" -ge $jdk_min ]]; then
            echo "$candidate"
            return
        fi
    done
    die "Minutebook needs a JDK $jdk_min or newer, and found none in JAVA_HOME, on the PATH or under /usr/lib/jvm:" \
        "install one (Eclipse Temurin, or your system's openjdk-$jdk_min-jdk), or set JAVA_HOME to it."
}

JAVA_HOME=$(find_jdk)
export JAVA_HOME
