"""The documented plugin: a training, and a trial that reports once, with its model."""

from pathlib import Path

from body import Experiment, save_model

PLACE = Path(__file__).parent / "path" / "to"


def train(run, dataset, hyperparameter, checkpoint, **kwargs):
    epochs = hyperparameter["epochs"]
    batch_size = hyperparameter["batch_size"]
    learning_rate = hyperparameter["learning_rate"]
    experiment = Experiment(dataset, batch_size, learning_rate)

    for epoch in range(epochs):
        loss, accuracy = experiment.train_one_epoch()

        run.log_metric("training", "loss", loss, epoch=epoch)
        run.log_metric("training", "accuracy", accuracy, epoch=epoch)

        image_data = experiment.predictions()
        run.log_visualization("predictions", "train", epoch, image_data)

    save_model(experiment.model, PLACE / "model.pth")


def tune(hyperparameter, run, dataset, checkpoint, **kwargs):
    from ray import tune

    output_path = PLACE / run.trial_id / "weights"
    run.checkpoint_output = str(output_path)
    experiment = Experiment(dataset, hyperparameter["batch_size"], hyperparameter["learning_rate"])

    for epoch in range(hyperparameter["epochs"]):
        loss, accuracy = experiment.train_one_epoch()

        run.log_metric("training", "loss", loss, epoch=epoch)
        run.log_metric("training", "accuracy", accuracy, epoch=epoch)
    save_model(experiment.model, output_path / "model.pth")

    results = {
        "accuracy": accuracy,
        "loss": loss,
    }
    tune.report(
        results,
        checkpoint=tune.Checkpoint.from_directory(run.checkpoint_output),
    )
