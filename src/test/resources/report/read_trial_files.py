"""Reads a run's trial files with the tools they are for, and prints what these saw as JSON."""

import base64
import json
import math
import sys
from pathlib import Path

import pandas
from tensorboard.backend.event_processing import event_accumulator, plugin_event_multiplexer
from tensorboard.backend.event_processing.data_provider import MultiplexerDataProvider
from tensorboard.context import RequestContext
from tensorboard.plugins import base_plugin
from tensorboard.plugins.hparams import api_pb2, backend_context, list_session_groups


def plain(value):
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return {math.inf: "Infinity", -math.inf: "-Infinity"}.get(value, "NaN")
    return value


def events(folder):
    reader = event_accumulator.EventAccumulator(str(folder), size_guidance={"tensors": 0, "images": 0, "scalars": 0})
    reader.Reload()
    tags = reader.Tags()
    return {
        "scalars": {tag: [[each.step, each.value] for each in reader.Scalars(tag)] for tag in tags["scalars"]},
        "images": {
            tag: [
                [each.step, each.width, each.height, base64.b64encode(each.encoded_image_string).decode()]
                for each in reader.Images(tag)
            ]
            for tag in tags["images"]
        },
    }


def trial(folder):
    results = pandas.read_json(folder / "result.json", lines=True, convert_dates=False, dtype=False, precise_float=True)
    return {
        "params": json.loads((folder / "params.json").read_text()),
        "lines": plain([json.loads(line) for line in (folder / "result.json").read_text().splitlines()]),
        "pandas_iterations": plain(results["training_iteration"].tolist()),
        "progress": plain(pandas.read_csv(folder / "progress.csv", float_precision="round_trip").to_dict("list")),
        **plain(events(folder)),
    }


def hparams(trials):
    multiplexer = plugin_event_multiplexer.EventMultiplexer(tensor_size_guidance={"scalars": 0, "hparams": 0})
    multiplexer.AddRunsFromDirectory(str(trials))
    multiplexer.Reload()
    provider = MultiplexerDataProvider(multiplexer, str(trials))
    context = backend_context.Context(base_plugin.TBContext(data_provider=provider))
    request = api_pb2.ListSessionGroupsRequest(
        start_index=0, slice_size=1000,
        allowed_statuses=[api_pb2.STATUS_UNKNOWN, api_pb2.STATUS_SUCCESS, api_pb2.STATUS_FAILURE, api_pb2.STATUS_RUNNING],
    )
    groups = list_session_groups.Handler(RequestContext(), context, "", request).run().session_groups
    return {
        group.name: {
            "values": {name: getattr(value, value.WhichOneof("kind")) for name, value in group.hparams.items()},
            "status": api_pb2.Status.Name(group.sessions[0].status),
            "metrics": {value.name.tag: value.value for value in group.metric_values},
        }
        for group in groups
    }


trials = Path(sys.argv[1])
print(json.dumps({
    "trials": {folder.name: trial(folder) for folder in sorted(trials.iterdir()) if (folder / "result.json").exists()},
    "hparams": plain(hparams(trials)),
}))
