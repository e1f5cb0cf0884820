#!/bin/sh
# Looks for what a build needs, and installs what is missing where that can be done: libclang, which generates the bindings to
# RocksDB, and a C++ compiler. Does nothing where all is there.
set -eu

say() { echo "setup: $*" >&2; }

have_libclang() {
    [ -n "${LIBCLANG_PATH:-}" ] && return 0
    # Not libclang-cpp, which is another library and often there without this one.
    for folder in /usr/lib/llvm-*/lib /usr/lib/* /usr/lib /usr/lib64 /usr/lib64/llvm*/lib /usr/local/lib; do
        for file in "$folder"/libclang.so* "$folder"/libclang-[0-9]*.so*; do
            [ -e "$file" ] && return 0
        done
    done
    for file in /Library/Developer/CommandLineTools/usr/lib/libclang.dylib \
        /Applications/Xcode.app/Contents/Developer/Toolchains/XcodeDefault.xctoolchain/usr/lib/libclang.dylib \
        /opt/homebrew/opt/llvm/lib/libclang.dylib /usr/local/opt/llvm/lib/libclang.dylib; do
        [ -e "$file" ] && return 0
    done
    return 1
}

missing=""
have_libclang || missing="$missing libclang-dev"
command -v c++ >/dev/null 2>&1 || missing="$missing g++"

if [ -n "$missing" ]; then
    if command -v apt-get >/dev/null 2>&1; then
        sudo=""
        [ "$(id -u)" -eq 0 ] || sudo="sudo"
        say "installing$missing"
        $sudo apt-get update -q
        # shellcheck disable=SC2086 # a list of packages
        $sudo apt-get install -y -q --no-install-recommends $missing
    elif [ "$(uname)" = Darwin ]; then
        say "missing:$missing. Install the command line tools, 'xcode-select --install', and run this again."
        exit 2
    else
        say "missing:$missing. Install libclang and a C++ compiler (Fedora: clang-devel gcc-c++; Arch: clang gcc), and run this again."
        exit 2
    fi
fi

if ! command -v cargo >/dev/null 2>&1; then
    say "missing: cargo. Install Rust from https://rustup.rs, and run this again."
    exit 2
fi
say "libclang, C++ compiler and $(cargo --version) are there"
