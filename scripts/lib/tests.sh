# Builds Minutebook and its tests, for the programs that live among them. Sourced after common.sh, jdk.sh and maven.sh.

test_class_path=web/target/test.classpath

is_tests_stale() {
    [[ ! -f "$test_class_path" ]] ||
        [[ -n "$(find pom.xml ./*/pom.xml ./*/src -newer "$test_class_path" -print -quit)" ]]
}

# The time before the build, as in build_if_stale.
build_tests_if_stale() {
    is_tests_stale || return 0
    say "Building Minutebook and its tests …"
    mkdir -p target
    touch target/tests.next
    run_maven -Dquick -DskipTests package dependency:build-classpath -Dmdep.outputFile=target/test.classpath >&2
    touch -r target/tests.next "$test_class_path"
}

build_tests_if_stale
tests=(-cp "web/target/test-classes:web/target/classes:$(cat "$test_class_path")")
