# Completes synapse in fish. Copy or link it into ~/.config/fish/completions.
# Written by "synapse completion fish" from the commands themselves: change those, not this file.

# Whether the flag $argv[2] of the command $argv[1] takes a value.
function __synapse_takes_value
    switch "$argv"
        case 'synapse train -f' 'synapse train --file' 'synapse train -p' 'synapse train --plugin' 'synapse train --python' 'synapse train -D' 'synapse train --dataset' 'synapse train -s' 'synapse train --set' 'synapse train -o' 'synapse train --output' 'synapse train --store' 'synapse train --track' 'synapse train -e' 'synapse train --executor' 'synapse train --ray-address' 'synapse train --ray-python' 'synapse train --worker-java-opts' 'synapse train -j' 'synapse train --max-concurrent' 'synapse train --cpus' 'synapse train --gpus' 'synapse train --seed' 'synapse train --resume' 'synapse train --warm-start' 'synapse train --progress'
        case 'synapse validate -f' 'synapse validate --file' 'synapse validate -s' 'synapse validate --set'
        case 'synapse migrate -f' 'synapse migrate --file'
        case 'synapse dataset add --id' 'synapse dataset add --name' 'synapse dataset add --store'
        case 'synapse dataset list --store'
        case 'synapse dataset show --store'
        case 'synapse dataset remove --store'
        case 'synapse model list --store'
        case 'synapse model show --store'
        case 'synapse model export --to' 'synapse model export --store'
        case 'synapse model remove --store'
        case 'synapse runs list --status' 'synapse runs list --name' 'synapse runs list --since' 'synapse runs list --metric' 'synapse runs list --better-than' 'synapse runs list --sort' 'synapse runs list --limit' 'synapse runs list --store'
        case 'synapse runs show --top' 'synapse runs show --store'
        case 'synapse runs compare --store'
        case 'synapse runs best --format' 'synapse runs best --store'
        case 'synapse runs logs -n' 'synapse runs logs --tail' 'synapse runs logs --store'
        case 'synapse runs report -o' 'synapse runs report --output' 'synapse runs report --store'
        case 'synapse runs track --track' 'synapse runs track --store'
        case 'synapse runs import --name' 'synapse runs import --metric' 'synapse runs import --mode' 'synapse runs import --store'
        case 'synapse runs remove --store'
        case 'synapse store show --store'
        case 'synapse store gc --store'
        case 'synapse plugin new --lang'
        case 'synapse plugin show --python' 'synapse plugin show --store'
        case 'synapse doctor --python' 'synapse doctor -e' 'synapse doctor --executor' 'synapse doctor --ray-address' 'synapse doctor --ray-python' 'synapse doctor --store'
            return 0
    end
    return 1
end

# Prints the commands below the command $argv.
function __synapse_subcommands
    switch "$argv"
        case 'synapse'
            printf '%s\n' train validate migrate schema dataset model runs store plugin doctor completion
        case 'synapse dataset'
            printf '%s\n' add list show remove
        case 'synapse model'
            printf '%s\n' list show export remove
        case 'synapse runs'
            printf '%s\n' list show compare best logs report track import remove
        case 'synapse store'
            printf '%s\n' show gc
        case 'synapse plugin'
            printf '%s\n' new show
    end
end

# Prints the command that is typed, on a second line the place of the next argument, from 1, and on a
# third the argument before it.
function __synapse_typed
    set -l command synapse
    set -l place 1
    set -l argument ''
    set -l is_value no
    set -l flags_end no
    for word in (commandline -opc)[2..-1]
        if test $is_value = yes
            set is_value no
        else if test $flags_end = no; and test "x$word" = x--
            set flags_end yes
        else if test $flags_end = no; and string match -qr -- '^-.' "$word"
            __synapse_takes_value "$command" "$word"; and set is_value yes
        else if contains -- "$word" (__synapse_subcommands "$command")
            set command "$command $word"
            set place 1
        else
            set place (math $place + 1)
            set argument "$word"
        end
    end
    printf '%s\n' "$command" $place "$argument"
end

# Whether the command $argv[1] is typed.
function __synapse_in
    test (__synapse_typed)[1] = $argv[1]
end

# Whether the command $argv[1] is typed and argument $argv[2] is next, or any with '*'.
function __synapse_at
    set -l typed (__synapse_typed)
    test $typed[1] = $argv[1]; and contains -- $argv[2] $typed[2] '*'
end

# Prints the files and folders that go on what is typed, as fish itself completes them for a command
# that it knows nothing about.
function __synapse_all_paths
    complete -C "__synapse_unknown "(string replace -r -- '^--[a-z-]+=' '' (commandline -ct))
end

# Prints those that are folders or have one of the endings $argv.
function __synapse_paths
    set -l endings (string join '|' -- $argv)
    __synapse_all_paths | string match -r -- '^[^\t]*(?:/|\.(?:'$endings'))(?:\t.*)?$'
end

# One function for each kind of value; their arguments are the kind's words.

function __synapse_kind_free
end

function __synapse_kind_words
    printf '%s\n' $argv
end

function __synapse_kind_path
    __synapse_all_paths
end

function __synapse_kind_folder
    __synapse_all_paths | string match -r -- '^[^\t]*/(?:\t.*)?$'
end

function __synapse_kind_job_file
    __synapse_paths json yaml yml
end

function __synapse_kind_plugin
    __synapse_paths jar
end

function __synapse_kind_setting
    set -l typed (string replace -r -- '^--set=' '' (commandline -ct))
    set -l key (string split -m 1 -- = "$typed")[1]
    switch "$typed"
        case 'is_tune=*'
            printf "$key=%s\n" true false
        case 'tune_config.mode=*'
            printf "$key=%s\n" max min
        case 'tune_config.fail_fast=*'
            printf "$key=%s\n" true false
        case 'tune_config.stop_when_all_fail=*'
            printf "$key=%s\n" true false
        case 'tune_config.search_alg.name=*'
            printf "$key=%s\n" basicvariantgenerator random bayesoptsearch bayesopt hyperoptsearch tpe hyperopt optunasearch optuna axsearch ax
        case 'tune_config.scheduler.name=*'
            printf "$key=%s\n" fifo hyperband asha median pbt
        case 'tune_config.search_alg.options.acquisition=*'
            printf "$key=%s\n" ucb ei poi
        case 'tune_config.search_alg.options.allow_repeats=*'
            printf "$key=%s\n" true false
        case 'tune_config.scheduler.options.stop_last_trials=*'
            printf "$key=%s\n" true false
        case 'tune_config.scheduler.options.promote=*'
            printf "$key=%s\n" true false
        case 'tune_config.scheduler.options.hard_stop=*'
            printf "$key=%s\n" true false
        case '*=*'
        case '*'
            printf '%s\t%s\n' \
                name= 'the job\'s name' \
                description= 'free text' \
                dataset= 'id of the data set' \
                checkpoint= 'id of the model to start from' \
                is_tune= 'whether hyperparameters are searched for' \
                num_cpus= 'CPUs of one trial' \
                num_gpus= 'GPUs of one trial' \
                hyperparameter. 'a value for the plugin' \
                tune_config.metric= 'the metric to optimise' \
                tune_config.mode= 'which values are better' \
                tune_config.num_samples= 'the number of trials' \
                tune_config.max_concurrent_trials= 'the most trials at once' \
                tune_config.seed= 'seed of every random choice' \
                tune_config.time_budget_s= 'seconds the run may take' \
                tune_config.trial_timeout_s= 'seconds one attempt may take' \
                tune_config.stop_grace_s= 'seconds a plugin has to end once asked to' \
                tune_config.max_failures= 'retries of one trial' \
                tune_config.fail_fast= 'whether the first failed trial ends the run' \
                tune_config.stop_when_all_fail= 'whether the run ends when its first trials all fail alike' \
                tune_config.keep_checkpoints= 'newest checkpoints kept of each trial' \
                tune_config.stop. 'a trial ends when a metric or training_iteration reaches its value' \
                tune_config.search_alg.name= 'search algorithm' \
                tune_config.scheduler.name= 'scheduler' \
                tune_config.search_alg.options.acquisition= 'what is maximised' \
                tune_config.search_alg.options.kappa= 'ucb' \
                tune_config.search_alg.options.xi= 'ei and poi' \
                tune_config.search_alg.options.init_points= 'how many random trials come before the model' \
                tune_config.search_alg.options.allow_repeats= 'whether a configuration may be tried again, as noisy objectives may want' \
                tune_config.search_alg.options.n_startup_jobs= 'how many random trials come before the model' \
                tune_config.search_alg.options.n_EI_candidates= 'how many draws are compared for each hyperparameter' \
                tune_config.search_alg.options.gamma= 'the part of the trials that counts as good, 25 at most' \
                tune_config.search_alg.options.prior_weight= 'the weight of the space\'s own law, in trials' \
                tune_config.search_alg.options.linear_forgetting= 'how many of the newest trials have their full weight' \
                tune_config.search_alg.options.n_startup_trials= 'how many random trials come before the model' \
                tune_config.search_alg.options.n_ei_candidates= 'how many drawn configurations are compared' \
                tune_config.search_alg.options.num_initialization_trials= 'how many trials of a Sobol sequence come before the model' \
                tune_config.scheduler.options.time_attr= 'the metric that counts as time' \
                tune_config.scheduler.options.max_t= 'the most that one trial may reach' \
                tune_config.scheduler.options.reduction_factor= 'how many times fewer trials each rung keeps' \
                tune_config.scheduler.options.stop_last_trials= 'whether trials end when they reach max_t' \
                tune_config.scheduler.options.grace_period= 'no trial is stopped before it' \
                tune_config.scheduler.options.brackets= 'how many there are' \
                tune_config.scheduler.options.promote= 'whether trials pause at rungs, to be promoted later on' \
                tune_config.scheduler.options.min_samples_required= 'the other trials needed for a median' \
                tune_config.scheduler.options.hard_stop= 'whether a trial is stopped rather than paused' \
                tune_config.scheduler.options.perturbation_interval= 'how far apart perturbations are' \
                tune_config.scheduler.options.burn_in_period= 'no perturbation before it' \
                tune_config.scheduler.options.quantile_fraction= 'the share at the top and at the bottom' \
                tune_config.scheduler.options.resample_probability= 'how often a value is drawn anew' \
                tune_config.scheduler.options.perturbation_factors= 'what values change by' \
                tune_config.scheduler.options.hyperparam_mutations= 'what is perturbed'
    end
end

function __synapse_kind_entry
    set -l store .synapse
    set -q SYNAPSE_STORE; and set store $SYNAPSE_STORE
    for entry in $store/$argv[1]/*/
        basename $entry
    end
    printf '%s\n' $argv[2..-1]
end

# The trials of the run in the argument before, which may be written in part.
function __synapse_kind_trial
    set -l store .synapse
    set -q SYNAPSE_STORE; and set store $SYNAPSE_STORE
    set -l run (__synapse_typed)[3]
    if test "$run" = last
        set run (basename (command ls -td -- $store/runs/*/ | head -n 1))
    end
    for entry in $store/runs/$run*/trials/*/
        basename $entry
    end
end

complete -c synapse -e
complete -c synapse -f
complete -c synapse -n '__synapse_at "synapse" 1' -a train -d 'Trains a model, or tunes hyperparameters, as a job file says'
complete -c synapse -n '__synapse_at "synapse" 1' -a validate -d 'Checks a job file alone'
complete -c synapse -n '__synapse_at "synapse" 1' -a migrate -d 'Prints a job file in today\'s form, JSON as JSON and YAML as YAML'
complete -c synapse -n '__synapse_at "synapse" 1' -a schema -d 'Prints the JSON Schema of job files, by which editors check and complete them'
complete -c synapse -n '__synapse_at "synapse" 1' -a dataset -d 'Adds, lists, shows and removes data sets, which jobs name by their ids'
complete -c synapse -n '__synapse_at "synapse" 1' -a model -d 'Lists, shows, exports and removes models, which runs left in the store'
complete -c synapse -n '__synapse_at "synapse" 1' -a runs -d 'Lists, shows, compares, imports and removes runs, tells the best trial of one, prints logs, writes reports and sends runs to a tracking server'
complete -c synapse -n '__synapse_at "synapse" 1' -a store -d 'Tells what the store takes of the disk, and frees what nothing refers to'
complete -c synapse -n '__synapse_at "synapse" 1' -a plugin -d 'Makes a new plugin, and shows what a plugin is'
complete -c synapse -n '__synapse_at "synapse" 1' -a doctor -d 'Looks at what runs need of this machine'
complete -c synapse -n '__synapse_at "synapse" 1' -a completion -d 'Prints the script that completes synapse\'s command line in a shell'
complete -c synapse -n '__synapse_in "synapse"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_in "synapse train"' -s f -l file -x -a '(__synapse_kind_job_file)' -d 'The job file, JSON or YAML'
complete -c synapse -n '__synapse_in "synapse train"' -s p -l plugin -x -a '(__synapse_kind_plugin)' -d 'The plugin\'s jar or folder of classes, PATH#NAME to choose one of several'
complete -c synapse -n '__synapse_in "synapse train"' -l python -x -a '(__synapse_kind_path)' -d 'The interpreter for a plugin in Python'
complete -c synapse -n '__synapse_in "synapse train"' -l install -d 'Installs what the requirements.txt beside a plugin in Python asks for, once, into an environment in the store'
complete -c synapse -n '__synapse_in "synapse train"' -s D -l dataset -x -a '(__synapse_kind_path)' -d 'This folder or file in place of the job\'s data-set id'
complete -c synapse -n '__synapse_in "synapse train"' -s s -l set -x -a '(__synapse_kind_setting)' -d 'Overrides a value of the job'
complete -c synapse -n '__synapse_in "synapse train"' -s o -l output -x -a '(__synapse_kind_path)' -d 'Writes the results JSON there too'
complete -c synapse -n '__synapse_in "synapse train"' -l store -x -a '(__synapse_kind_folder)' -d 'The store\'s folder'
complete -c synapse -n '__synapse_in "synapse train"' -l track -x -d 'Shows the run on a tracking server of MLflow, too, such as mlflow:http://localhost:5000'
complete -c synapse -n '__synapse_in "synapse train"' -s e -l executor -x -a '(__synapse_kind_words process inline ray)' -d 'Where trials run'
complete -c synapse -n '__synapse_in "synapse train"' -l ray-address -x -d 'With --executor ray'
complete -c synapse -n '__synapse_in "synapse train"' -l ray-python -x -a '(__synapse_kind_path)' -d 'With --executor ray'
complete -c synapse -n '__synapse_in "synapse train"' -l worker-java-opts -x -d 'Options for the Java of worker processes, separated by blanks, such as \'-Xmx8g -ea\''
complete -c synapse -n '__synapse_in "synapse train"' -s j -l max-concurrent -x -d 'At most N trials at once, beside the job\'s own limit'
complete -c synapse -n '__synapse_in "synapse train"' -l cpus -x -d 'The CPUs that this machine offers, also to Ray that is started for the run'
complete -c synapse -n '__synapse_in "synapse train"' -l gpus -x -d 'The GPUs that this machine offers, likewise'
complete -c synapse -n '__synapse_in "synapse train"' -l seed -x -d 'The run\'s seed, in place of the job\'s'
complete -c synapse -n '__synapse_in "synapse train"' -l resume -x -a '(__synapse_kind_entry runs last)' -d 'Goes on with a run that was interrupted'
complete -c synapse -n '__synapse_in "synapse train"' -l force -d 'With --resume'
complete -c synapse -n '__synapse_in "synapse train"' -l retry-failed -d 'With --resume'
complete -c synapse -n '__synapse_in "synapse train"' -l warm-start -x -a '(__synapse_kind_entry runs last)' -d 'The search learns from the finished trials of an earlier run whose values fit the search space'
complete -c synapse -n '__synapse_in "synapse train"' -l dry-run -d 'Checks job, plugin and data set, prints the plan, and runs nothing'
complete -c synapse -n '__synapse_in "synapse train"' -l help-search -d 'Lists the search algorithms and the schedulers with their options, and runs nothing'
complete -c synapse -n '__synapse_in "synapse train"' -l progress -x -a '(__synapse_kind_words auto live plain jsonl none)' -d 'What is shown on standard error'
complete -c synapse -n '__synapse_in "synapse train"' -l live-report -d 'Writes report.html in the run\'s folder anew every few seconds while the run goes on'
complete -c synapse -n '__synapse_in "synapse train"' -l fail-on-trial-error -d 'Any failed trial makes the exit status 1'
complete -c synapse -n '__synapse_in "synapse train"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse train"' -s q -l quiet -d 'Shows failures, nothing else'
complete -c synapse -n '__synapse_in "synapse train"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse train"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_in "synapse validate"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse validate"' -s f -l file -x -a '(__synapse_kind_job_file)' -d 'The job file, JSON or YAML'
complete -c synapse -n '__synapse_in "synapse validate"' -s s -l set -x -a '(__synapse_kind_setting)' -d 'Overrides a value of the job first, as \'train\' does'
complete -c synapse -n '__synapse_in "synapse validate"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse validate"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_in "synapse migrate"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse migrate"' -s f -l file -x -a '(__synapse_kind_job_file)' -d 'The job file, JSON or YAML'
complete -c synapse -n '__synapse_in "synapse migrate"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse migrate"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_in "synapse schema"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse schema"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse schema"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_at "synapse dataset" 1' -a add -d 'Adds a data set to the store and prints its id'
complete -c synapse -n '__synapse_at "synapse dataset" 1' -a list -d 'Lists the data sets of the store in the order of their ids'
complete -c synapse -n '__synapse_at "synapse dataset" 1' -a show -d 'Shows a data set'
complete -c synapse -n '__synapse_at "synapse dataset" 1' -a remove -d 'Removes data sets from the store'
complete -c synapse -n '__synapse_in "synapse dataset"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse dataset"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_in "synapse dataset add"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse dataset add"' -l id -x -d 'The id it gets'
complete -c synapse -n '__synapse_in "synapse dataset add"' -l name -x -d 'Its name, for people'
complete -c synapse -n '__synapse_in "synapse dataset add"' -l copy -d 'Copies the files into the store'
complete -c synapse -n '__synapse_in "synapse dataset add"' -l store -x -a '(__synapse_kind_folder)' -d 'The store\'s folder'
complete -c synapse -n '__synapse_in "synapse dataset add"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse dataset add"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_at "synapse dataset add" 1' -a '(__synapse_kind_path)' -d 'The folder, file or archive'
complete -c synapse -n '__synapse_in "synapse dataset list"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse dataset list"' -l json -d 'Prints a JSON document, for scripts'
complete -c synapse -n '__synapse_in "synapse dataset list"' -l csv -d 'Prints CSV with a heading, for spreadsheets and data frames'
complete -c synapse -n '__synapse_in "synapse dataset list"' -l store -x -a '(__synapse_kind_folder)' -d 'The store\'s folder'
complete -c synapse -n '__synapse_in "synapse dataset list"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse dataset list"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_in "synapse dataset show"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse dataset show"' -l json -d 'Prints a JSON document, for scripts'
complete -c synapse -n '__synapse_in "synapse dataset show"' -l store -x -a '(__synapse_kind_folder)' -d 'The store\'s folder'
complete -c synapse -n '__synapse_in "synapse dataset show"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse dataset show"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_in "synapse dataset remove"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse dataset remove"' -l force -d 'Removes data sets that runs still need, too'
complete -c synapse -n '__synapse_in "synapse dataset remove"' -l store -x -a '(__synapse_kind_folder)' -d 'The store\'s folder'
complete -c synapse -n '__synapse_in "synapse dataset remove"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse dataset remove"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_at "synapse model" 1' -a list -d 'Lists the models of the store in the order of their ids, the newest last'
complete -c synapse -n '__synapse_at "synapse model" 1' -a show -d 'Shows a model'
complete -c synapse -n '__synapse_at "synapse model" 1' -a export -d 'Copies a model into a folder or a zip archive, each of its files compared with its SHA-256 on the way'
complete -c synapse -n '__synapse_at "synapse model" 1' -a remove -d 'Deletes models with their files'
complete -c synapse -n '__synapse_in "synapse model"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse model"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_in "synapse model list"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse model list"' -l json -d 'Prints a JSON document, for scripts'
complete -c synapse -n '__synapse_in "synapse model list"' -l csv -d 'Prints CSV with a heading, for spreadsheets and data frames'
complete -c synapse -n '__synapse_in "synapse model list"' -l store -x -a '(__synapse_kind_folder)' -d 'The store\'s folder'
complete -c synapse -n '__synapse_in "synapse model list"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse model list"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_in "synapse model show"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse model show"' -l json -d 'Prints a JSON document, for scripts'
complete -c synapse -n '__synapse_in "synapse model show"' -l store -x -a '(__synapse_kind_folder)' -d 'The store\'s folder'
complete -c synapse -n '__synapse_in "synapse model show"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse model show"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_at "synapse model show" 1' -a '(__synapse_kind_entry models)' -d 'The model\'s id'
complete -c synapse -n '__synapse_in "synapse model export"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse model export"' -l to -x -a '(__synapse_kind_path)' -d 'The folder, made when it is missing, or the archive'
complete -c synapse -n '__synapse_in "synapse model export"' -l force -d 'Replaces an archive that is there, or files of the same names in a folder that is not empty'
complete -c synapse -n '__synapse_in "synapse model export"' -l store -x -a '(__synapse_kind_folder)' -d 'The store\'s folder'
complete -c synapse -n '__synapse_in "synapse model export"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse model export"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_at "synapse model export" 1' -a '(__synapse_kind_entry models)' -d 'The model\'s id'
complete -c synapse -n '__synapse_at "synapse model export" 2' -a '(__synapse_kind_path)' -d 'The same as --to TARGET'
complete -c synapse -n '__synapse_in "synapse model remove"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse model remove"' -l force -d 'Deletes models that runs still refer to, too'
complete -c synapse -n '__synapse_in "synapse model remove"' -l store -x -a '(__synapse_kind_folder)' -d 'The store\'s folder'
complete -c synapse -n '__synapse_in "synapse model remove"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse model remove"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_at "synapse model remove" "*"' -a '(__synapse_kind_entry models)' -d 'The models\' ids'
complete -c synapse -n '__synapse_at "synapse runs" 1' -a list -d 'Lists the runs of the store, the newest first, or those that are asked for'
complete -c synapse -n '__synapse_at "synapse runs" 1' -a show -d 'Shows a run'
complete -c synapse -n '__synapse_at "synapse runs" 1' -a compare -d 'Compares runs'
complete -c synapse -n '__synapse_at "synapse runs" 1' -a best -d 'Tells the best trial of a run'
complete -c synapse -n '__synapse_at "synapse runs" 1' -a logs -d 'Prints the log of a run, or what one of its trials printed'
complete -c synapse -n '__synapse_at "synapse runs" 1' -a report -d 'Writes the report of a run anew, one HTML file that opens offline, and prints where it is'
complete -c synapse -n '__synapse_at "synapse runs" 1' -a track -d 'Sends a run that has ended to a tracking server of MLflow'
complete -c synapse -n '__synapse_at "synapse runs" 1' -a import -d 'Takes the results folder of an experiment of Ray Tune into the store as a run'
complete -c synapse -n '__synapse_at "synapse runs" 1' -a remove -d 'Deletes runs with their logs, journals and trials'
complete -c synapse -n '__synapse_in "synapse runs"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse runs"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_in "synapse runs list"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse runs list"' -l status -x -a '(__synapse_kind_words running completed interrupted failed)' -d 'Those that stand so'
complete -c synapse -n '__synapse_in "synapse runs list"' -l name -x -d 'Those with this in their job\'s name'
complete -c synapse -n '__synapse_in "synapse runs list"' -l since -x -d 'Those started since a date, such as 2026-01-31, or not longer ago than 7d, 24h or 30m'
complete -c synapse -n '__synapse_in "synapse runs list"' -l metric -x -d 'Those that optimise this metric'
complete -c synapse -n '__synapse_in "synapse runs list"' -l better-than -x -d 'Those whose best value beats this one'
complete -c synapse -n '__synapse_in "synapse runs list"' -l sort -x -a '(__synapse_kind_words started best duration)' -d 'The order'
complete -c synapse -n '__synapse_in "synapse runs list"' -l limit -x -d 'Leaves out all but the first N of what is left'
complete -c synapse -n '__synapse_in "synapse runs list"' -l json -d 'Prints a JSON document, for scripts'
complete -c synapse -n '__synapse_in "synapse runs list"' -l csv -d 'Prints CSV with a heading, for spreadsheets and data frames'
complete -c synapse -n '__synapse_in "synapse runs list"' -l store -x -a '(__synapse_kind_folder)' -d 'The store\'s folder'
complete -c synapse -n '__synapse_in "synapse runs list"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse runs list"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_in "synapse runs show"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse runs show"' -l top -x -d 'Shows so many trials of each kind'
complete -c synapse -n '__synapse_in "synapse runs show"' -l all -d 'Shows every trial'
complete -c synapse -n '__synapse_in "synapse runs show"' -l json -d 'Prints a JSON document, for scripts'
complete -c synapse -n '__synapse_in "synapse runs show"' -l csv -d 'Prints CSV with a heading, for spreadsheets and data frames'
complete -c synapse -n '__synapse_in "synapse runs show"' -l store -x -a '(__synapse_kind_folder)' -d 'The store\'s folder'
complete -c synapse -n '__synapse_in "synapse runs show"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse runs show"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_at "synapse runs show" 1' -a '(__synapse_kind_entry runs last last)' -d 'The run\'s id, the start of one, or \'last\''
complete -c synapse -n '__synapse_in "synapse runs compare"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse runs compare"' -l all -d 'Also what is the same in all of their jobs, best configurations and metrics'
complete -c synapse -n '__synapse_in "synapse runs compare"' -l json -d 'Prints a JSON document, for scripts'
complete -c synapse -n '__synapse_in "synapse runs compare"' -l csv -d 'Prints CSV with a heading, for spreadsheets and data frames'
complete -c synapse -n '__synapse_in "synapse runs compare"' -l store -x -a '(__synapse_kind_folder)' -d 'The store\'s folder'
complete -c synapse -n '__synapse_in "synapse runs compare"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse runs compare"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_at "synapse runs compare" "*"' -a '(__synapse_kind_entry runs last last)' -d 'The runs\' ids, the starts of them, or \'last\''
complete -c synapse -n '__synapse_in "synapse runs best"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse runs best"' -l json -d 'Prints a JSON document, for scripts'
complete -c synapse -n '__synapse_in "synapse runs best"' -l as-job -d 'Prints a job that trains once with the winning hyperparameters, with absolute paths'
complete -c synapse -n '__synapse_in "synapse runs best"' -l format -x -a '(__synapse_kind_words json yaml)' -d 'How the job is written'
complete -c synapse -n '__synapse_in "synapse runs best"' -l store -x -a '(__synapse_kind_folder)' -d 'The store\'s folder'
complete -c synapse -n '__synapse_in "synapse runs best"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse runs best"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_at "synapse runs best" 1' -a '(__synapse_kind_entry runs last last)' -d 'The run\'s id, the start of one, or \'last\''
complete -c synapse -n '__synapse_in "synapse runs logs"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse runs logs"' -s f -l follow -d 'Goes on with what is added, until the run is over or Ctrl-C'
complete -c synapse -n '__synapse_in "synapse runs logs"' -s n -l tail -x -d 'Leaves out all but the last N lines of what is there'
complete -c synapse -n '__synapse_in "synapse runs logs"' -l store -x -a '(__synapse_kind_folder)' -d 'The store\'s folder'
complete -c synapse -n '__synapse_in "synapse runs logs"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse runs logs"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_at "synapse runs logs" 1' -a '(__synapse_kind_entry runs last last)' -d 'The run\'s id, the start of one, or \'last\''
complete -c synapse -n '__synapse_at "synapse runs logs" 2' -a '(__synapse_kind_trial)' -d 'The id of one of its trials, or the number alone'
complete -c synapse -n '__synapse_in "synapse runs report"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse runs report"' -s o -l output -x -a '(__synapse_kind_path)' -d 'Where to write it'
complete -c synapse -n '__synapse_in "synapse runs report"' -l open -d 'Opens it in the browser'
complete -c synapse -n '__synapse_in "synapse runs report"' -l store -x -a '(__synapse_kind_folder)' -d 'The store\'s folder'
complete -c synapse -n '__synapse_in "synapse runs report"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse runs report"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_at "synapse runs report" 1' -a '(__synapse_kind_entry runs last last)' -d 'The run\'s id, the start of one, or \'last\''
complete -c synapse -n '__synapse_in "synapse runs track"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse runs track"' -l track -x -d 'Shows the run on a tracking server of MLflow, too, such as mlflow:http://localhost:5000'
complete -c synapse -n '__synapse_in "synapse runs track"' -l store -x -a '(__synapse_kind_folder)' -d 'The store\'s folder'
complete -c synapse -n '__synapse_in "synapse runs track"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse runs track"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_at "synapse runs track" 1' -a '(__synapse_kind_entry runs last last)' -d 'The run\'s id, the start of one, or \'last\''
complete -c synapse -n '__synapse_in "synapse runs import"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse runs import"' -l name -x -d 'The run\'s name'
complete -c synapse -n '__synapse_in "synapse runs import"' -l metric -x -d 'What was optimised'
complete -c synapse -n '__synapse_in "synapse runs import"' -l mode -x -a '(__synapse_kind_words max min)' -d 'Which values of it are better'
complete -c synapse -n '__synapse_in "synapse runs import"' -l json -d 'Prints a JSON document, for scripts'
complete -c synapse -n '__synapse_in "synapse runs import"' -l store -x -a '(__synapse_kind_folder)' -d 'The store\'s folder'
complete -c synapse -n '__synapse_in "synapse runs import"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse runs import"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_at "synapse runs import" 1' -a '(__synapse_kind_folder)' -d 'The folder, which holds those of the trials'
complete -c synapse -n '__synapse_in "synapse runs remove"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse runs remove"' -l store -x -a '(__synapse_kind_folder)' -d 'The store\'s folder'
complete -c synapse -n '__synapse_in "synapse runs remove"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse runs remove"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_at "synapse runs remove" "*"' -a '(__synapse_kind_entry runs last last)' -d 'The runs\' ids, the starts of them, or \'last\''
complete -c synapse -n '__synapse_at "synapse store" 1' -a show -d 'Tells what each part of the store takes of the disk, and what is left there'
complete -c synapse -n '__synapse_at "synapse store" 1' -a gc -d 'Deletes what nothing in the store refers to'
complete -c synapse -n '__synapse_in "synapse store"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse store"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_in "synapse store show"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse store show"' -l json -d 'Prints a JSON document, for scripts'
complete -c synapse -n '__synapse_in "synapse store show"' -l store -x -a '(__synapse_kind_folder)' -d 'The store\'s folder'
complete -c synapse -n '__synapse_in "synapse store show"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse store show"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_in "synapse store gc"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse store gc"' -l dry-run -d 'Lists what would be deleted, and deletes nothing'
complete -c synapse -n '__synapse_in "synapse store gc"' -l json -d 'Prints a JSON document, for scripts'
complete -c synapse -n '__synapse_in "synapse store gc"' -l store -x -a '(__synapse_kind_folder)' -d 'The store\'s folder'
complete -c synapse -n '__synapse_in "synapse store gc"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse store gc"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_at "synapse plugin" 1' -a new -d 'Makes a folder with a small plugin that runs as it is'
complete -c synapse -n '__synapse_at "synapse plugin" 1' -a show -d 'Lists the plugins in a jar, a folder of classes or a Python file, each with its functions and whether it can be loaded, and prints the JSON Schema of their hyperparameters'
complete -c synapse -n '__synapse_in "synapse plugin"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse plugin"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_in "synapse plugin new"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse plugin new"' -l lang -x -a '(__synapse_kind_words python java)' -d 'What it is written in'
complete -c synapse -n '__synapse_in "synapse plugin new"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse plugin new"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_at "synapse plugin new" 1' -a '(__synapse_kind_path)' -d 'The folder, in the current one or at a path'
complete -c synapse -n '__synapse_in "synapse plugin show"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse plugin show"' -l python -x -d 'The interpreter for a plugin in Python'
complete -c synapse -n '__synapse_in "synapse plugin show"' -l store -x -a '(__synapse_kind_folder)' -d 'The store\'s folder'
complete -c synapse -n '__synapse_in "synapse plugin show"' -l json -d 'Prints a JSON document, for scripts'
complete -c synapse -n '__synapse_in "synapse plugin show"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse plugin show"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_at "synapse plugin show" "*"' -a '(__synapse_kind_plugin)' -d 'Jars and folders that the plugin needs, or where it finds more modules'
complete -c synapse -n '__synapse_in "synapse doctor"' -s v -l verbose -d 'Shows stack traces of failures'
complete -c synapse -n '__synapse_in "synapse doctor"' -l python -x -d 'Looks at this interpreter in place of the one that a plugin in this folder would get'
complete -c synapse -n '__synapse_in "synapse doctor"' -s e -l executor -x -a '(__synapse_kind_words process inline ray)' -d 'Where trials are to run'
complete -c synapse -n '__synapse_in "synapse doctor"' -l ray-address -x -d 'With --executor ray'
complete -c synapse -n '__synapse_in "synapse doctor"' -l ray-python -x -a '(__synapse_kind_path)' -d 'With --executor ray'
complete -c synapse -n '__synapse_in "synapse doctor"' -l store -x -a '(__synapse_kind_folder)' -d 'The store\'s folder'
complete -c synapse -n '__synapse_in "synapse doctor"' -l json -d 'Prints a JSON document, for scripts'
complete -c synapse -n '__synapse_in "synapse doctor"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse doctor"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_in "synapse completion"' -s h -l help -d 'Show this help message and exit'
complete -c synapse -n '__synapse_in "synapse completion"' -s V -l version -d 'Print version information and exit'
complete -c synapse -n '__synapse_at "synapse completion" 1' -a '(__synapse_kind_words bash zsh fish)' -d 'The shell'
