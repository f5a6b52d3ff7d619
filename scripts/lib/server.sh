# The server as a process. Sourced after common.sh and jdk.sh.

# Sets the array server to the command that runs minutebook.web.Main.
jar=$(find web/target -maxdepth 1 -name 'minutebook-web-*.jar' ! -name '*-tests.jar' 2>/dev/null | head -n 1)
server=("$JAVA_HOME/bin/java" @scripts/lib/jvm.options -cp "$jar" minutebook.web.Main)
