# What all scripts share: the project's folder, --help, the words for "no".
# Sourced by the others; sets root (the project's folder) and goes there.

caller_dir=$PWD
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"

# A relative DATA_DIR means the caller's folder, as everywhere else; the default is the project's.
if [[ -n "${DATA_DIR:-}" && "$DATA_DIR" != /* ]]; then
    export DATA_DIR="$caller_dir/$DATA_DIR"
fi
# The same for a folder of mails, in a URL.
if [[ "${MAIL_URL:-}" == file:[!/]* ]]; then
    export MAIL_URL="file:${caller_dir//%/%25}/${MAIL_URL#file:}"
fi

# A path as the caller means it, since scripts go to the project's folder.
from_caller() {
    if [[ -z "$1" || "$1" == [/-]* ]]; then
        printf '%s' "$1"
    else
        printf '%s' "$caller_dir/$1"
    fi
}

say() { printf '%s\n' "$*" >&2; }

die() {
    say "$*"
    exit 1
}

# install_or_die <package> <what to tell who cannot>: with Debian's packages, as root; anybody else is told.
install_or_die() {
    local package=$1
    shift
    if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then
        die "$*"
    fi
    say "Installing $package …"
    # Another may be installing at this moment, and a mirror may be moody.
    local patient=(-qq -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)
    apt-get "${patient[@]}" update
    DEBIAN_FRONTEND=noninteractive apt-get "${patient[@]}" install -y "$package" >/dev/null || die "$*"
}

# Prints the script's first lines, which say what it does.
show_help() { sed -n '2,/^[^#]/{s/^# \{0,1\}//p}' "$root/scripts/$(basename "$0")"; }

help_if_asked() {
    if [[ "${1:-}" == --help || "${1:-}" == -h ]]; then
        show_help
        exit 0
    fi
}
