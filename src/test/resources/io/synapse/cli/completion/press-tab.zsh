# Types a line into a real, interactive shell on a terminal of its own, presses Tab, and prints all
# that the terminal got.
#   zsh -f press-tab.zsh SHELL SETUP LINE [LISTED]
# With LISTED, it waits until that text is on the terminal. Without, the line that Tab made is run
# with printf in front, so that each of its words is printed as <word>.
zmodload zsh/zpty
shell=$1 setup=$2 line=$3 listed=$4

# Reads until the text $1 is on the terminal.
await() {
  local chunk
  zpty -r terminal chunk "*${(b)1}*"
  seen+=$chunk
}

type_keys() {
  zpty -w -n terminal $1
}

zpty terminal "stty cols 250 rows 50; exec $shell"
seen=''
type_keys $setup$'\necho RE""ADY\n'
await READY
seen=''
type_keys $line$'\t'
if [[ -n $listed ]]; then
  await $listed
  type_keys $'\C-u'
else
  type_keys $'\C-aprintf "<%s>\\n" \C-e\n'
fi
type_keys $'echo DO""NE\n'
await DONE
type_keys $'exit\n'
print -r -- $seen
