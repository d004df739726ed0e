"""A Ray cluster of this test's own, all of it on this machine."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import ray_bridge

_RAY = [sys.executable, "-c", "from ray.scripts.scripts import main; main()"]


class Cluster:
    """A head node that takes no workers, with a token of its own."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="ray-", dir="/tmp")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"127.0.0.1:{self.port}"
        self.environment = {
            "RAY_AUTH_MODE": "token",
            "RAY_AUTH_TOKEN": secrets.token_hex(32),
            "RAY_USAGE_STATS_ENABLED": "0",
            # A node that doesn't answer is given up sooner.
            "RAY_health_check_period_ms": "500",
            "RAY_health_check_failure_threshold": "3",
        }
        self.nodes = []
        head = ["--head", f"--port={self.port}", "--num-cpus=0", "--include-dashboard=false"]
        self.start(*head, f"--temp-dir={self.folder}")

    def start(self, *options):
        """Starts a node; it is up when the cluster says so."""
        node = subprocess.Popen(
            [*_RAY, "start", "--block", *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, **self.environment},
        )
        self.nodes.append(node)
        return node

    def add(self, name, cpus=1):
        """Starts a node that takes workers."""
        return self.start(f"--address={self.address}", f"--num-cpus={cpus}", f"--node-name={name}")

    def await_head(self):
        """Waits until somebody listens."""
        deadline = time.monotonic() + ray_bridge.PATIENCE_S
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except OSError:
                if time.monotonic() > deadline or self.nodes[0].poll() is not None:
                    raise
                time.sleep(0.05)

    def close(self):
        """Ends all nodes; each has a session of its own."""
        for node in self.nodes:
            try:
                os.killpg(node.pid, signal.SIGKILL)
            except OSError:
                pass
            node.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
