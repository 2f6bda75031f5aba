# shellcheck shell=sh
# Part of ron-tidy, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Waits for what a script needs, instead of for a while. To be sourced:
#
#   . hooks/lib/ready.sh
#   wait_readyz URL [TIMEOUT]         the service says that it is ready: 200 at URL/readyz
#   wait_http_200 URL [TIMEOUT]       the URL answers 200, redirections followed
#   wait_obj URL [TIMEOUT]            the object is there: HEAD answers 200, or GET where HEAD is not served
#   wait_tcp HOST PORT [TIMEOUT]      the port takes connections
#   wait_for 'COMMAND' [TIMEOUT]      the command ends with status 0
#   require_env NAME...               the variables are set and not empty
#
# TIMEOUT is in whole seconds, kept to within one; the default is READY_TIMEOUT, else 30. Status 0: it is so; 1: not
# within the time, and standard error says what the last answer was; 2: called wrongly, or no program to ask with.
# POSIX sh, tried with dash and bash. HTTP is asked with curl, else with wget.
#
# The functions run in subshells, so that they change no variable and no option of the script.

wait_readyz() (
  case ${1-} in
    */readyz | */readyz\?*) _ready_url=$1 ;;
    *) _ready_url=${1:+${1%/}/readyz} ;;
  esac
  _ready_http wait_readyz GET "$_ready_url" "${2-}"
)

wait_http_200() (
  _ready_http wait_http_200 GET "${1-}" "${2-}"
)

wait_obj() (
  _ready_http wait_obj HEAD "${1-}" "${2-}"
)

wait_tcp() (
  set +e
  case ${1-} in '' | -* | *[!A-Za-z0-9.:_-]*) _ready_misuse wait_tcp "'${1-}' is not a host" ;; esac
  case ${2-} in '' | *[!0-9]*) _ready_misuse wait_tcp "'${2-}' is not a port" ;; esac
  _ready_poll wait_tcp "$1:$2" "${3-}" _ready_try_tcp "$1" "$2"
)

wait_for() (
  set +e
  [ -n "${1-}" ] || _ready_misuse wait_for "there is no command"
  _ready_poll wait_for "'$1'" "${2-}" _ready_try_command "$1"
)

require_env() (
  set +e
  [ $# -gt 0 ] || _ready_misuse require_env "there is no name"
  _ready_absent=
  for _ready_name in "$@"; do
    case $_ready_name in '' | [0-9]* | *[!A-Za-z0-9_]*) _ready_misuse require_env "'$_ready_name' is not a name" ;; esac
    eval "_ready_value=\${$_ready_name-}"
    [ -n "$_ready_value" ] || _ready_absent="$_ready_absent $_ready_name"
  done
  [ -z "$_ready_absent" ] && exit 0
  echo "require_env: not set or empty:$_ready_absent" >&2
  exit 1
)

# What follows is not for callers. Each runs inside one of the subshells above and may 'exit'.

_ready_misuse() {
  echo "$1: $2" >&2
  exit 2
}

# _ready_http CALLER METHOD URL TIMEOUT
_ready_http() {
  set +e
  case $3 in
    http://?* | https://?*) ;;
    *) _ready_misuse "$1" "'$3' is not an http or https URL" ;;
  esac
  _ready_client=
  for _ready_name in curl wget; do
    [ -n "$_ready_client" ] || ! command -v "$_ready_name" >/dev/null 2>&1 || _ready_client=$_ready_name
  done
  [ -n "$_ready_client" ] || _ready_misuse "$1" "neither curl nor wget is installed"
  _ready_poll "$1" "$3" "$4" _ready_try_http "$2" "$3"
}

# _ready_poll CALLER WHAT TIMEOUT TRY...: until TRY succeeds; TRY leaves its answer in _ready_last.
_ready_poll() {
  _ready_caller=$1 _ready_what=$2 _ready_timeout=${3:-${READY_TIMEOUT:-30}}
  shift 3
  case $_ready_timeout in
    *[!0-9]* | ??????????*) _ready_misuse "$_ready_caller" "'$_ready_timeout' is not a whole number of seconds" ;;
  esac
  while :; do # a leading zero would make it octal
    case $_ready_timeout in 0?*) _ready_timeout=${_ready_timeout#0} ;; *) break ;; esac
  done
  _ready_start=$(date +%s)
  _ready_tries=0
  _ready_left=$_ready_timeout
  while :; do
    _ready_tries=$((_ready_tries + 1))
    "$@" && exit 0
    _ready_left=$((_ready_timeout - $(date +%s) + _ready_start))
    [ "$_ready_left" -gt 0 ] || break
    _ready_pause
  done
  echo "$_ready_caller: $_ready_what not ready after $_ready_timeout s, $_ready_tries tries; last: $_ready_last" >&2
  exit 1
}

# 1 or 2 seconds, at random so that scripts started together do not ask together; never beyond the time limit.
_ready_pause() {
  _ready_seconds=1
  [ -r /dev/urandom ] && _ready_random=$(od -An -N1 -tu1 /dev/urandom 2>/dev/null) || _ready_random=
  _ready_random=${_ready_random##*[!0-9]}
  [ $((${_ready_random:-$$} % 4)) -ne 0 ] || _ready_seconds=2
  [ "$_ready_seconds" -le "$_ready_left" ] || _ready_seconds=$_ready_left
  sleep "$_ready_seconds" # allow-sleep (the one poll loop that scripts need no more of)
}

_ready_try_command() {
  (eval "$1") </dev/null >/dev/null 2>&1
  _ready_code=$?
  _ready_last="exit status $_ready_code"
  return "$_ready_code"
}

_ready_try_http() {
  _ready_ask "$1" "$2"
  case $1$_ready_status in HEAD405 | HEAD501) _ready_ask GET "$2" ;; esac
  _ready_last="status $_ready_status"
  [ -n "$_ready_status" ] || _ready_last="no answer"
  [ "$_ready_status" = 200 ]
}

# _ready_ask METHOD URL: the status of the last answer in _ready_status, empty when there is none. Each try is bounded,
# so that a server which takes the connection and says nothing does not outlast the time limit by much.
_ready_ask() {
  _ready_limit=5
  [ "$_ready_left" -ge 5 ] || _ready_limit=$((_ready_left > 0 ? _ready_left : 1))
  _ready_head=
  if [ "$_ready_client" = curl ]; then
    [ "$1" = GET ] || _ready_head=-I
    _ready_status=$(curl -q -s -g -L ${_ready_head:+"$_ready_head"} -o /dev/null -m "$_ready_limit" \
      -w '%{http_code}' --url "$2" 2>/dev/null)
    [ "$_ready_status" != 000 ] || _ready_status=
  else
    [ "$1" = GET ] || _ready_head=--spider
    _ready_status=$(wget -q -S ${_ready_head:+"$_ready_head"} -O /dev/null -t 1 -T "$_ready_limit" "$2" 2>&1 |
      sed -n 's|^ *HTTP/[0-9.]* \([0-9][0-9][0-9]\).*|\1|p' | tail -n 1)
  fi
}

_ready_try_tcp() {
  _ready_last="no connection"
  if command -v bash >/dev/null 2>&1 && command -v timeout >/dev/null 2>&1; then
    # shellcheck disable=SC2016  # bash expands its own arguments
    timeout 3 bash -c 'exec 3<>"/dev/tcp/$1/$2"' bash "$1" "$2" 2>/dev/null
  elif command -v nc >/dev/null 2>&1; then
    nc -z -w 3 "$1" "$2" </dev/null >/dev/null 2>&1
  elif command -v curl >/dev/null 2>&1; then
    case $(curl -q -s -m 2 -o /dev/null -w '%{time_connect}' --url "telnet://$1:$2" </dev/null 2>/dev/null) in
      '' | 0[.,]000000) return 1 ;;
    esac
  else
    _ready_misuse wait_tcp "there is neither bash with timeout, nor nc, nor curl"
  fi
}
