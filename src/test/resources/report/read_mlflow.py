"""Prints what a tracking server of MLflow holds, read with MLflow's own client."""

import hashlib
import json
import os
import sys
import tempfile

import mlflow


def number(value):
    return value if abs(value) < float("inf") else str(value)


def history(client, run_id, key):
    points = client.get_metric_history(run_id, key)
    return sorted([point.step, number(point.value)] for point in points)


def files(client, run_id, folder):
    root = client.download_artifacts(run_id, "", folder) if client.list_artifacts(run_id) else folder
    found = {}
    for path, _, names in os.walk(root):
        for name in names:
            file = os.path.join(path, name)
            with open(file, "rb") as content:
                found[os.path.relpath(file, root)] = hashlib.sha256(content.read()).hexdigest()
    return found


def read(client, run):
    with tempfile.TemporaryDirectory() as folder:
        return {
            "id": run.info.run_id,
            "name": run.info.run_name,
            "status": run.info.status,
            "start": run.info.start_time,
            "end": run.info.end_time,
            "tags": run.data.tags,
            "params": run.data.params,
            "metrics": {key: history(client, run.info.run_id, key) for key in run.data.metrics},
            "files": files(client, run.info.run_id, folder),
        }


def main(server):
    mlflow.set_tracking_uri(server)
    client = mlflow.MlflowClient()
    experiments = {}
    for experiment in client.search_experiments():
        runs = client.search_runs([experiment.experiment_id], order_by=["attributes.start_time ASC"])
        experiments[experiment.name] = [read(client, run) for run in runs]
    print(json.dumps(experiments))


if __name__ == "__main__":
    os.environ["MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR"] = "false"
    main(sys.argv[1])
