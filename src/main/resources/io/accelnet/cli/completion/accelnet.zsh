#compdef accelnet kubectl-accelnet
# Completes accelnet and kubectl-accelnet in zsh. The command says itself what may come.
__accelnet_complete() {
  local answer directive line
  local -a found
  answer=$("${words[1]}" __complete "${(@)words[2,CURRENT]}" 2>/dev/null) || return
  directive=${answer##*$'\n'}
  for line in "${(@f)answer}"; do
    [[ $line == :<-> ]] && continue
    # In what _describe takes, a colon separates the word from what it means.
    line=${line//:/\\:}
    found+=("${line/$'\t'/:}")
  done
  if (( ${#found} )); then
    _describe accelnet found
  elif [[ $directive == :0 ]]; then
    _files
  fi
}
compdef __accelnet_complete accelnet kubectl-accelnet
