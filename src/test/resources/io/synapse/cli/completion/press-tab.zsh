# Types lines into a real, interactive shell on a terminal of its own, and presses Tab after each.
#   zsh -f press-tab.zsh complete SHELL SETUP LINE...
#     For each line, prints the words of the line that Tab made of it, as <word><word>...
#   zsh -f press-tab.zsh list SHELL SETUP LINE TEXT
#     Waits until the text is on the terminal and prints all that the terminal got after Tab.
zmodload zsh/zpty
mode=$1 shell=$2 setup=$3
shift 3

# Reads until the text $1 is on the terminal; sets seen to all that was read.
await() {
  zpty -r terminal seen "*${(b)1}*"
}

type_keys() {
  zpty -w -n terminal $1
}

# Runs the line that is typed with printf in front, and prints what that printed.
print_words() {
  type_keys $'\C-aprintf "<%s>\\n" \C-e\n echo DO""NE\n'
  await DONE
  print -r -- ${(j::)${(M)${(f)${seen//$'\r'/}}:#<*}}
}

print_listed() {
  await $1
  print -rn -- $seen
  type_keys $'\C-uecho DO""NE\n'
  await DONE
  print -r -- $seen
}

zpty terminal "stty cols 250 rows 50; exec $shell"
type_keys $setup$'\necho RE""ADY\n'
await READY
if [[ $mode == list ]]; then
  type_keys $1$'\t'
  print_listed $2
else
  for line; do
    type_keys $line$'\t'
    print_words
  done
fi
type_keys $'exit\n'
