# Completes accelnet and kubectl-accelnet in bash. The command says itself what may come.
__accelnet_complete() {
  local answer directive word
  local typed=("${COMP_WORDS[@]:1:COMP_CWORD}")
  answer=$("${COMP_WORDS[0]}" __complete "${typed[@]}" 2>/dev/null) || return
  directive=${answer##*$'\n'}
  COMPREPLY=()
  word=${COMP_WORDS[COMP_CWORD]}
  [ "$word" != = ] || word=
  while IFS= read -r line; do
    line=${line%%$'\t'*}
    case $line in
      :*) continue ;;
      # bash has taken --name= for words of their own.
      --*=*) [ "${COMP_WORDS[COMP_CWORD]}" = "${line%%=*}" ] || line=${line#*=} ;;
    esac
    [ "${line#"$word"}" = "$line" ] && [ -n "$word" ] || COMPREPLY+=("$line")
  done <<<"$answer"
  if [ "$directive" = :0 ] && [ ${#COMPREPLY[@]} -eq 0 ]; then
    compopt -o default 2>/dev/null
  fi
}
complete -F __accelnet_complete accelnet kubectl-accelnet
