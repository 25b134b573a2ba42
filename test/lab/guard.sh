#!/bin/sh
# guard.sh FOLDER COMMAND [ARGUMENT…]: runs COMMAND for as long as standard input stays open. When the process that
# started it dies, however it dies, its end of the pipe closes: COMMAND is stopped and FOLDER, unless empty, removed.
folder=$1
shift
exec 3<&0
"$@" 3<&- &
command=$!
trap '' INT HUP TERM
(
  cat <&3 >/dev/null
  # The whole process group, which guard.ts gives this script to itself: Dovecot's master, told alone, takes its time.
  kill -- -$$
  while kill -0 "$command" 2>/dev/null; do sleep 0.01; done
  [ -z "$folder" ] || rm -rf -- "$folder"
) &
exec 3<&-
while kill -0 "$command" 2>/dev/null; do wait "$command"; done
