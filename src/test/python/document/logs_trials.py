"""A trial that logs a table of trials of its own."""

from body import Experiment


def train(run, dataset, hyperparameter, checkpoint, **kwargs):
    run.log_trials(
        trials={
            "trial_001": {
                "status": "RUNNING",
                "batch_size": 32,
                "learning_rate": 0.001,
                "accuracy": 0.85,
            },
            "trial_002": {
                "status": "TERMINATED",
                "batch_size": 64,
                "learning_rate": 0.0001,
                "accuracy": 0.87,
            },
        },
        base=["status"],
        hyperparameters=["batch_size", "learning_rate"],
        metrics=["accuracy"],
    )


def tune(hyperparameter, run, dataset, checkpoint, **kwargs):
    from ray import tune

    train(run, dataset, hyperparameter, checkpoint)
    experiment = Experiment(dataset, hyperparameter["batch_size"], hyperparameter["learning_rate"])
    loss, accuracy = experiment.train_one_epoch()
    tune.report({"accuracy": accuracy})
