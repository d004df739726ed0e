"""Makes a run on a tracking server of MLflow: server, experiment, tags and parameters as JSON."""

import json
import sys

import mlflow

server, experiment, tags, parameters = sys.argv[1:]
mlflow.set_tracking_uri(server)
client = mlflow.MlflowClient()
run = client.create_run(client.create_experiment(experiment), tags=json.loads(tags))
for key, value in json.loads(parameters).items():
    client.log_param(run.info.run_id, key, value)
