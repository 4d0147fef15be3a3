# Sourced by the scripts of this folder: where Asterisk is and how it is run.
# An unpacked Asterisk runs through the loader and the libraries of its own folder; an installed one as it is.
PEERS=$(cd "$(dirname "$0")" && pwd)
ASTERISK_CACHE=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/siprouter/asterisk

# asterisk_at FOLDER: use the Asterisk unpacked there; the empty name is the one installed on the system.
asterisk_at() {
  ASTERISK_HOME=$1
  ASTERISK_LIBRARIES=$ASTERISK_HOME/usr/lib/$(uname -m)-linux-gnu
  ASTERISK_MODULES=$ASTERISK_LIBRARIES/asterisk/modules
}

# Replaces the shell by the given program of the unpacked folder.
asterisk_loader() {
  loader=$(ls "$ASTERISK_LIBRARIES"/ld-linux*.so.* | head -n 1)
  exec "$loader" --library-path "$ASTERISK_LIBRARIES" "$@"
}

# The same as a child of this shell.
asterisk_run_program() { (asterisk_exec "$@"); }

asterisk_exec() {
  if [ -n "$ASTERISK_HOME" ]; then
    asterisk_loader "$ASTERISK_HOME/usr/sbin/asterisk" "$@"
  else
    exec asterisk "$@"
  fi
}

# The modules of modules.list that this Asterisk has, one name per line.
asterisk_modules() {
  while read -r module; do
    [ ! -f "$ASTERISK_MODULES/$module.so" ] || echo "$module"
  done <"$PEERS/asterisk.d/modules.list"
}

# end_process FILE: ends the process whose id is in FILE; one that does not go within 3 s is killed (baresip 1.0 may hang).
end_process() {
  [ -f "$1" ] || return 0
  pid=$(cat "$1")
  rm "$1"
  kill "$pid" 2>/dev/null || return 0
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.3
  done
  kill -9 "$pid" 2>/dev/null || true
}

if [ -d "$ASTERISK_CACHE" ]; then asterisk_at "$ASTERISK_CACHE"; else asterisk_at ""; fi
