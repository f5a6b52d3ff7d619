#!/usr/bin/env bash
# Runs a program of minutebook.web.bench, with the server's options of the JVM: java.sh <class> [argument …]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../../lib/common.sh"
source scripts/lib/jdk.sh
source scripts/lib/maven.sh
source scripts/lib/tests.sh
class=$1
shift
exec "$JAVA_HOME/bin/java" @scripts/lib/jvm.options \
    -Djava.util.logging.config.file=scripts/benchmarks/lib/logging.properties -Xlog:disable -Xlog:all=warning:stderr \
    "${tests[@]}" "minutebook.web.bench.$class" "$@"
