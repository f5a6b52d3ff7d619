# Lays out what a machine needs that runs Minutebook and builds nothing. Sourced after common.sh and server.sh.

# lay_out <folder>: from what is built.
lay_out() {
    local to=$1 script
    rm -rf "$to"
    mkdir -p "$to/app/lib" "$to/bin" "$to/docs"
    cp -p "$jar" "$to/app/minutebook.jar"
    # The jar names its libraries itself, beside it.
    cp -p web/target/lib/*.jar "$to/app/lib/"
    cp -p scripts/lib/jvm.options "$to/app/"
    cp -p deploy/bin/* "$to/bin/"
    cp -rp deploy/systemd "$to/"
    cp -p README.md CHANGELOG.md LICENSE "$to/"
    cp -p docs/*.md "$to/docs/"
}
