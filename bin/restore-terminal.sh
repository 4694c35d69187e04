#!/bin/sh
# Puts the terminal on standard output back in order for a program that was killed while it drew there: main screen, cursor shown,
# mouse and paste reports off, and the line discipline as it was before raw mode.
#
#   restore-terminal.sh           at once
#   restore-terminal.sh --guard   when standard input ends: the program holds its other end for as long as it lives

if [ "$1" = --guard ]; then
  trap '' INT TERM HUP QUIT
  while read -r _; do :; done
fi

# Setting a terminal's modes from the background stops a process, unless it ignores this signal.
trap '' TTOU

printf '\033[?2026l\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?1004l\033[?2004l\033[0m\033[?25h\033[?1049l'

# Only raw mode has no signal keys. A shell that already reads its next line has them, and its modes are not ours to change.
exec <&1
case $(stty -a) in
  *-isig*) stty brkint icrnl ixon isig icanon iexten echo ;;
esac
