# Completes synapse in bash. Load it from ~/.bashrc:
#   source PATH-TO-CHECKOUT/completions/synapse.bash
# Written by "synapse completion bash" from the commands themselves: change those, not this file.

# Sets subcommands and flags to what the command $1 has.
__synapse_command() {
  subcommands='' flags=''
  case $1 in
    'synapse') subcommands='train validate migrate schema dataset model runs store plugin doctor completion' flags='-h --help -V --version' ;;
    'synapse train') subcommands='' flags='-f --file -p --plugin --python --install -D --dataset -s --set -o --output --store --track -e --executor --ray-address --ray-python --worker-java-opts -j --max-concurrent --cpus --gpus --seed --resume --force --retry-failed --warm-start --dry-run --help-search --progress --live-report --fail-on-trial-error -v --verbose -q --quiet -h --help -V --version' ;;
    'synapse validate') subcommands='' flags='-v --verbose -f --file -s --set -h --help -V --version' ;;
    'synapse migrate') subcommands='' flags='-v --verbose -f --file -h --help -V --version' ;;
    'synapse schema') subcommands='' flags='-v --verbose -h --help -V --version' ;;
    'synapse dataset') subcommands='add list show remove' flags='-h --help -V --version' ;;
    'synapse dataset add') subcommands='' flags='-v --verbose --id --name --copy --store -h --help -V --version' ;;
    'synapse dataset list') subcommands='' flags='-v --verbose --json --csv --store -h --help -V --version' ;;
    'synapse dataset show') subcommands='' flags='-v --verbose --json --store -h --help -V --version' ;;
    'synapse dataset remove') subcommands='' flags='-v --verbose --force --store -h --help -V --version' ;;
    'synapse model') subcommands='list show export remove' flags='-h --help -V --version' ;;
    'synapse model list') subcommands='' flags='-v --verbose --json --csv --store -h --help -V --version' ;;
    'synapse model show') subcommands='' flags='-v --verbose --json --store -h --help -V --version' ;;
    'synapse model export') subcommands='' flags='-v --verbose --to --force --store -h --help -V --version' ;;
    'synapse model remove') subcommands='' flags='-v --verbose --force --store -h --help -V --version' ;;
    'synapse runs') subcommands='list show compare best logs report track import remove' flags='-h --help -V --version' ;;
    'synapse runs list') subcommands='' flags='-v --verbose --status --name --since --metric --better-than --sort --limit --json --csv --store -h --help -V --version' ;;
    'synapse runs show') subcommands='' flags='-v --verbose --top --all --json --csv --store -h --help -V --version' ;;
    'synapse runs compare') subcommands='' flags='-v --verbose --all --json --csv --store -h --help -V --version' ;;
    'synapse runs best') subcommands='' flags='-v --verbose --json --as-job --format --store -h --help -V --version' ;;
    'synapse runs logs') subcommands='' flags='-v --verbose -f --follow -n --tail --store -h --help -V --version' ;;
    'synapse runs report') subcommands='' flags='-v --verbose -o --output --open --store -h --help -V --version' ;;
    'synapse runs track') subcommands='' flags='-v --verbose --track --store -h --help -V --version' ;;
    'synapse runs import') subcommands='' flags='-v --verbose --name --metric --mode --json --store -h --help -V --version' ;;
    'synapse runs remove') subcommands='' flags='-v --verbose --store -h --help -V --version' ;;
    'synapse store') subcommands='show gc' flags='-h --help -V --version' ;;
    'synapse store show') subcommands='' flags='-v --verbose --json --store -h --help -V --version' ;;
    'synapse store gc') subcommands='' flags='-v --verbose --dry-run --json --store -h --help -V --version' ;;
    'synapse plugin') subcommands='new show' flags='-h --help -V --version' ;;
    'synapse plugin new') subcommands='' flags='-v --verbose --lang -h --help -V --version' ;;
    'synapse plugin show') subcommands='' flags='-v --verbose --python --store --json -h --help -V --version' ;;
    'synapse doctor') subcommands='' flags='-v --verbose --python -e --executor --ray-address --ray-python --store --json -h --help -V --version' ;;
    'synapse completion') subcommands='' flags='-h --help -V --version' ;;
  esac
}

# Sets kind to what the flag or the argument $2 (a place, from 1) of the command $1 takes; empty when
# it takes nothing.
__synapse_kind() {
  kind=''
  case "$1 $2" in
    'synapse train -f' | 'synapse train --file') kind='job_file' ;;
    'synapse train -p' | 'synapse train --plugin') kind='plugin' ;;
    'synapse train --python') kind='path' ;;
    'synapse train -D' | 'synapse train --dataset') kind='path' ;;
    'synapse train -s' | 'synapse train --set') kind='setting' ;;
    'synapse train -o' | 'synapse train --output') kind='path' ;;
    'synapse train --store') kind='folder' ;;
    'synapse train --track') kind='free' ;;
    'synapse train -e' | 'synapse train --executor') kind='words process inline ray' ;;
    'synapse train --ray-address') kind='free' ;;
    'synapse train --ray-python') kind='path' ;;
    'synapse train --worker-java-opts') kind='free' ;;
    'synapse train -j' | 'synapse train --max-concurrent') kind='free' ;;
    'synapse train --cpus') kind='free' ;;
    'synapse train --gpus') kind='free' ;;
    'synapse train --seed') kind='free' ;;
    'synapse train --resume') kind='entry runs last' ;;
    'synapse train --warm-start') kind='entry runs last' ;;
    'synapse train --progress') kind='words auto live plain jsonl none' ;;
    'synapse validate -f' | 'synapse validate --file') kind='job_file' ;;
    'synapse validate -s' | 'synapse validate --set') kind='setting' ;;
    'synapse migrate -f' | 'synapse migrate --file') kind='job_file' ;;
    'synapse dataset add --id') kind='free' ;;
    'synapse dataset add --name') kind='free' ;;
    'synapse dataset add --store') kind='folder' ;;
    'synapse dataset add 1') kind='path' ;;
    'synapse dataset list --store') kind='folder' ;;
    'synapse dataset show --store') kind='folder' ;;
    'synapse dataset show 1') kind='free' ;;
    'synapse dataset remove --store') kind='folder' ;;
    'synapse dataset remove '[0-9]*) kind='free' ;;
    'synapse model list --store') kind='folder' ;;
    'synapse model show --store') kind='folder' ;;
    'synapse model show 1') kind='entry models' ;;
    'synapse model export --to') kind='path' ;;
    'synapse model export --store') kind='folder' ;;
    'synapse model export 1') kind='entry models' ;;
    'synapse model export 2') kind='path' ;;
    'synapse model remove --store') kind='folder' ;;
    'synapse model remove '[0-9]*) kind='entry models' ;;
    'synapse runs list --status') kind='words running completed interrupted failed' ;;
    'synapse runs list --name') kind='free' ;;
    'synapse runs list --since') kind='free' ;;
    'synapse runs list --metric') kind='free' ;;
    'synapse runs list --better-than') kind='free' ;;
    'synapse runs list --sort') kind='words started best duration' ;;
    'synapse runs list --limit') kind='free' ;;
    'synapse runs list --store') kind='folder' ;;
    'synapse runs show --top') kind='free' ;;
    'synapse runs show --store') kind='folder' ;;
    'synapse runs show 1') kind='entry runs last last' ;;
    'synapse runs compare --store') kind='folder' ;;
    'synapse runs compare '[0-9]*) kind='entry runs last last' ;;
    'synapse runs best --format') kind='words json yaml' ;;
    'synapse runs best --store') kind='folder' ;;
    'synapse runs best 1') kind='entry runs last last' ;;
    'synapse runs logs -n' | 'synapse runs logs --tail') kind='free' ;;
    'synapse runs logs --store') kind='folder' ;;
    'synapse runs logs 1') kind='entry runs last last' ;;
    'synapse runs logs 2') kind='trial' ;;
    'synapse runs report -o' | 'synapse runs report --output') kind='path' ;;
    'synapse runs report --store') kind='folder' ;;
    'synapse runs report 1') kind='entry runs last last' ;;
    'synapse runs track --track') kind='free' ;;
    'synapse runs track --store') kind='folder' ;;
    'synapse runs track 1') kind='entry runs last last' ;;
    'synapse runs import --name') kind='free' ;;
    'synapse runs import --metric') kind='free' ;;
    'synapse runs import --mode') kind='words max min' ;;
    'synapse runs import --store') kind='folder' ;;
    'synapse runs import 1') kind='folder' ;;
    'synapse runs remove --store') kind='folder' ;;
    'synapse runs remove '[0-9]*) kind='entry runs last last' ;;
    'synapse store show --store') kind='folder' ;;
    'synapse store gc --store') kind='folder' ;;
    'synapse plugin new --lang') kind='words python java' ;;
    'synapse plugin new 1') kind='path' ;;
    'synapse plugin show --python') kind='free' ;;
    'synapse plugin show --store') kind='folder' ;;
    'synapse plugin show 1') kind='free' ;;
    'synapse plugin show '[0-9]*) kind='plugin' ;;
    'synapse doctor --python') kind='free' ;;
    'synapse doctor -e' | 'synapse doctor --executor') kind='words process inline ray' ;;
    'synapse doctor --ray-address') kind='free' ;;
    'synapse doctor --ray-python') kind='path' ;;
    'synapse doctor --store') kind='folder' ;;
    'synapse completion 1') kind='words bash zsh fish' ;;
  esac
}

__synapse_settings=(
  name=
  description=
  dataset=
  checkpoint=
  is_tune=
  num_cpus=
  num_gpus=
  hyperparameter.
  tune_config.metric=
  tune_config.mode=
  tune_config.num_samples=
  tune_config.max_concurrent_trials=
  tune_config.seed=
  tune_config.time_budget_s=
  tune_config.trial_timeout_s=
  tune_config.stop_grace_s=
  tune_config.max_failures=
  tune_config.fail_fast=
  tune_config.stop_when_all_fail=
  tune_config.keep_checkpoints=
  tune_config.stop.
  tune_config.search_alg.name=
  tune_config.scheduler.name=
  tune_config.search_alg.options.acquisition=
  tune_config.search_alg.options.kappa=
  tune_config.search_alg.options.xi=
  tune_config.search_alg.options.init_points=
  tune_config.search_alg.options.allow_repeats=
  tune_config.search_alg.options.n_startup_jobs=
  tune_config.search_alg.options.n_EI_candidates=
  tune_config.search_alg.options.gamma=
  tune_config.search_alg.options.prior_weight=
  tune_config.search_alg.options.linear_forgetting=
  tune_config.search_alg.options.n_startup_trials=
  tune_config.search_alg.options.n_ei_candidates=
  tune_config.search_alg.options.num_initialization_trials=
  tune_config.scheduler.options.time_attr=
  tune_config.scheduler.options.max_t=
  tune_config.scheduler.options.reduction_factor=
  tune_config.scheduler.options.stop_last_trials=
  tune_config.scheduler.options.grace_period=
  tune_config.scheduler.options.brackets=
  tune_config.scheduler.options.promote=
  tune_config.scheduler.options.min_samples_required=
  tune_config.scheduler.options.hard_stop=
  tune_config.scheduler.options.perturbation_interval=
  tune_config.scheduler.options.burn_in_period=
  tune_config.scheduler.options.quantile_fraction=
  tune_config.scheduler.options.resample_probability=
  tune_config.scheduler.options.perturbation_factors=
  tune_config.scheduler.options.hyperparam_mutations=
)

# Prints the values that the setting $1 of a job can have.
__synapse_setting_values() {
  case $1 in
    is_tune) printf '%s\n' true false ;;
    tune_config.mode) printf '%s\n' max min ;;
    tune_config.fail_fast) printf '%s\n' true false ;;
    tune_config.stop_when_all_fail) printf '%s\n' true false ;;
    tune_config.search_alg.name) printf '%s\n' basicvariantgenerator random bayesoptsearch bayesopt hyperoptsearch tpe hyperopt optunasearch optuna axsearch ax ;;
    tune_config.scheduler.name) printf '%s\n' fifo hyperband asha median pbt ;;
    tune_config.search_alg.options.acquisition) printf '%s\n' ucb ei poi ;;
    tune_config.search_alg.options.allow_repeats) printf '%s\n' true false ;;
    tune_config.scheduler.options.stop_last_trials) printf '%s\n' true false ;;
    tune_config.scheduler.options.promote) printf '%s\n' true false ;;
    tune_config.scheduler.options.hard_stop) printf '%s\n' true false ;;
  esac
}

# Readline cuts words at = and : as well; this puts together again what no white space divides. Sets
# words to those before the cursor's, the program's name first, and current to the cursor's.
__synapse_split() {
  local rest=${COMP_LINE#*"${COMP_WORDS[0]}"} index part
  words=() current=${COMP_WORDS[0]}
  for ((index = 1; index <= COMP_CWORD; index++)); do
    part=${COMP_WORDS[index]}
    if [[ $rest == [[:space:]]* ]]; then
      rest=${rest#"${rest%%[![:space:]]*}"}
      words+=("$current")
      current=''
    fi
    current+=$part
    rest=${rest#"$part"}
  done
}

# Adds the lines of $3 that start with $2 to the replies, each after the prefix $1.
__synapse_reply() {
  local line
  while IFS= read -r line; do
    [[ -n $line && $line == "$2"* ]] && COMPREPLY+=("$1$line")
  done <<<"$3"
}

# Adds paths: $1 the prefix, $2 what is typed, $3 the endings that files may have, each in blanks.
__synapse_paths() {
  local typed=$2 line
  compopt -o filenames 2>/dev/null
  typed=${typed#[\"\']}
  typed=${typed//\\/}
  while IFS= read -r line; do
    if [[ -d ${line/#\~\//$HOME/} || $3 == any || $3 == *" ${line##*.} "* ]]; then
      COMPREPLY+=("$1$line")
    fi
  done < <(compgen -f -- "$typed")
}

# One function for each kind of value. $1 is the prefix, $2 what is typed, the rest the kind's words.

__synapse_kind_free() {
  :
}

__synapse_kind_words() {
  __synapse_reply "$1" "$2" "$(printf '%s\n' "${@:3}")"
}

__synapse_kind_path() {
  __synapse_paths "$1" "$2" any
}

__synapse_kind_folder() {
  __synapse_paths "$1" "$2" ''
}

__synapse_kind_job_file() {
  __synapse_paths "$1" "$2" ' json yaml yml '
}

__synapse_kind_plugin() {
  __synapse_paths "$1" "$2" ' jar '
}

__synapse_kind_setting() {
  if [[ $2 == *=* ]]; then
    __synapse_reply "$1${2%%=*}=" "${2#*=}" "$(__synapse_setting_values "${2%%=*}")"
  else
    compopt -o nospace 2>/dev/null
    __synapse_reply "$1" "$2" "$(printf '%s\n' "${__synapse_settings[@]}")"
  fi
}

__synapse_kind_entry() {
  local entry
  for entry in "${SYNAPSE_STORE:-.synapse}/$3"/*/; do
    entry=${entry%/}
    [[ -d $entry ]] && __synapse_reply "$1" "$2" "${entry##*/}"
  done
  __synapse_kind_words "$1" "$2" "${@:4}"
}

# The trials of the run in argument, which may be written in part.
__synapse_kind_trial() {
  local runs=${SYNAPSE_STORE:-.synapse}/runs entry
  local run=$argument
  if [[ $run == last ]]; then
    run=''
    for entry in "$runs"/*/; do
      [[ -z $run || $entry -nt $runs/$run ]] && run=${entry%/} && run=${run##*/}
    done
  fi
  for entry in "$runs/$run"*/trials/*/; do
    entry=${entry%/}
    [[ -d $entry ]] && __synapse_reply "$1" "$2" "${entry##*/}"
  done
}

# Adds what a value of the kind $1 (its name and words) can be: $2 the prefix, $3 what is typed.
__synapse_value() {
  local call
  [[ -n $1 ]] || return
  IFS=' ' read -r -a call <<<"$1"
  "__synapse_kind_${call[0]}" "$2" "$3" ${call[@]+"${call[@]:1}"}
}

# Reads the words before the cursor's. Sets command, argument (the last one), place (of the next), kind
# (of the value that the last flag waits for) and flags_end (yes after --).
__synapse_read_words() {
  local word subcommands flags
  command=synapse argument='' place=1 kind='' flags_end=''
  for word in "${words[@]:1}"; do
    if [[ -n $kind ]]; then
      kind=''
    elif [[ -z $flags_end && $word == -- ]]; then
      flags_end=yes
    elif [[ -z $flags_end && $word == -?* ]]; then
      __synapse_kind "$command" "$word"
    else
      __synapse_command "$command"
      if [[ " $subcommands " == *" $word "* ]]; then
        command+=" $word" place=1
      else
        argument=$word
        ((place++))
      fi
    fi
  done
}

# What readline cuts off must not be in the replies.
__synapse_cut_replies() {
  local kept=$current index
  while [[ -n $kept && ! ($kept == *[=:] && $COMP_WORDBREAKS == *"${kept: -1}"*) ]]; do
    kept=${kept%?}
  done
  for index in ${COMPREPLY[@]+"${!COMPREPLY[@]}"}; do
    COMPREPLY[index]=${COMPREPLY[index]#"$kept"}
  done
}

_synapse() {
  local words current command argument place kind flags_end subcommands flags
  COMPREPLY=()
  __synapse_split
  __synapse_read_words
  __synapse_command "$command"
  if [[ -n $kind ]]; then
    __synapse_value "$kind" '' "$current"
  elif [[ -z $flags_end && $current == --*=* ]]; then
    __synapse_kind "$command" "${current%%=*}"
    __synapse_value "$kind" "${current%%=*}=" "${current#*=}"
  elif [[ -z $flags_end && $current == -* ]]; then
    __synapse_reply '' "$current" "${flags// /$'\n'}"
  else
    __synapse_kind "$command" "$place"
    __synapse_reply '' "$current" "${subcommands// /$'\n'}"
    __synapse_value "$kind" '' "$current"
    if [[ -z $current$flags_end$subcommands$kind ]]; then
      __synapse_reply '' '' "${flags// /$'\n'}"
    fi
  fi
  __synapse_cut_replies
}

complete -F _synapse synapse
