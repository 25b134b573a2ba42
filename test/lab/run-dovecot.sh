#!/bin/sh
# run-dovecot.sh CONFIG FOLDER: runs Dovecot for as long as standard input stays open. When the process that
# started the lab dies, however it dies, its end of the pipe closes: Dovecot is stopped and FOLDER removed.
exec 3<&0
dovecot -F -c "$1" 3<&- &
dovecot=$!
trap '' INT HUP TERM
(
  cat <&3 >/dev/null
  # The whole process group, which the lab gives this script to itself: told alone, the master takes its time.
  kill -- -$$
  while kill -0 "$dovecot" 2>/dev/null; do sleep 0.01; done
  rm -rf -- "$2"
) &
exec 3<&-
while kill -0 "$dovecot" 2>/dev/null; do wait "$dovecot"; done
