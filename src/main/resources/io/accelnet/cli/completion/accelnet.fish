# Completes accelnet and kubectl-accelnet in fish. The command says itself what may come.
function __accelnet_words
    set -l typed (commandline -opc)
    set -l current (commandline -ct)
    set -l answer ($typed[1] __complete $typed[2..-1] "$current" 2>/dev/null)
    string match -v -r '^:[0-9]+$' -- $answer
    if test "$answer[-1]" = ":0"; and test (count $answer) -eq 1
        __fish_complete_path "$current"
    end
end
complete -c accelnet -e
complete -c kubectl-accelnet -e
complete -c accelnet -f -a '(__accelnet_words)'
complete -c kubectl-accelnet -f -a '(__accelnet_words)'
