"""MLflow's side of each job, run by the Python of MLflow's own environment; its store is SQLite, its files are local.

usage: mlflow_job.py STORE JOB [ARGUMENT...]; the last line of output is `{"call_seconds": x}`, the time of the
job alone, without starting Python and importing MLflow; a job that can be done twice is, and the second is timed.
"""

import json
import sys
import time
from pathlib import Path

from mlflow.artifacts import download_artifacts
from mlflow.tracking import MlflowClient
import mlflow

MODEL = "churn"


def client(store: str) -> MlflowClient:
    uri = f"sqlite:///{store}/mlflow.db"
    mlflow.set_tracking_uri(uri)
    return MlflowClient(uri, uri)


def make(c, store, versions):
    experiment = c.create_experiment("bench", artifact_location=(Path(store) / "artifacts").as_uri())
    if int(versions) > 0:
        c.create_registered_model(MODEL)
    for number in range(int(versions)):
        run = c.create_run(experiment).info.run_id
        for metric in ("accuracy", "f1", "loss"):
            c.log_metric(run, metric, number / 100)
        c.create_model_version(MODEL, f"runs:/{run}/model", run)
    if int(versions) > 0:
        c.set_registered_model_alias(MODEL, "champion", versions)


def resolve(c, _, alias):
    print(c.get_model_version_by_alias(MODEL, alias).version)


def alias(c, _, name, version):
    c.set_registered_model_alias(MODEL, name, version)
    print(f"{name} -> {version}")


def metrics(c, _, version):
    print(metrics_of(c, version))


def metrics_of(c, version):
    return c.get_run(c.get_model_version(MODEL, version).run_id).data.metrics


def set_metric(c, _, version, value):
    c.log_metric(c.get_model_version(MODEL, version).run_id, "f1", float(value))
    print(f"f1={value}")


def info(c, _):
    for version in c.search_model_versions(f"name='{MODEL}'"):
        print(version.name, version.version, version.current_stage, version.run_id)


def models(c, _):
    for model in c.search_registered_models():
        print(model.name, [v.version for v in model.latest_versions])


def compare(c, _, *versions):
    for version in versions:
        print(version, metrics_of(c, version))


def push(c, store, name, path):
    """Logs a file or folder to a run and registers that run as a version."""
    found = c.get_experiment_by_name("bench")
    run = c.create_run(found.experiment_id).info.run_id
    if Path(path).is_dir():
        c.log_artifacts(run, path, "model")
    else:
        c.log_artifact(run, path, "model")
    if not c.search_registered_models(f"name='{name}'"):
        c.create_registered_model(name)
    print(c.create_model_version(name, f"runs:/{run}/model", run).version)


def pull(c, _, name, version, target):
    source = c.get_model_version_download_uri(name, version)
    print(download_artifacts(artifact_uri=source, dst_path=target))


def main(store: str, job: str, *arguments: str) -> None:
    once = {f.__name__: f for f in (make, push, pull)}
    again = {f.__name__: f for f in (resolve, alias, metrics, set_metric, info, models, compare)}
    c = client(store)
    if job in again:
        again[job](c, store, *arguments)
    started = time.perf_counter()
    {**once, **again}[job](c, store, *arguments)
    print(json.dumps({"call_seconds": time.perf_counter() - started}))


if __name__ == "__main__":
    main(*sys.argv[1:])
