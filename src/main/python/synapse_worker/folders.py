"""The files of one trial: its work folder, the engine's copies of checkpoints and the model."""

from __future__ import annotations

import os
import shutil

_METRIC_KEYS = ("checkpoint_output", "checkpoint")


class TrialFolder:
    """A trial's folder; it need not exist yet."""

    def __init__(self, path: str):
        self.path = os.path.abspath(path)
        self.work = os.path.join(self.path, "work")

    def in_work(self, path) -> str:
        """An absolute path; a relative one that a plugin means may be one in its work folder."""
        text = os.fspath(path)
        if not isinstance(text, str):
            text = os.fsdecode(text)
        in_work = os.path.normpath(os.path.join(self.work, text))
        if os.path.isabs(text) or os.path.exists(in_work) or not os.path.exists(text):
            return in_work
        return os.path.abspath(text)

    def keep_checkpoint(self, source: str, attempt: int, training_iteration: int) -> str:
        """Copies a folder or file that a plugin reported; OSError when it cannot."""
        if not os.path.exists(source):
            raise FileNotFoundError(f"the reported checkpoint does not exist: {source}")
        name = f"checkpoint_{training_iteration:06d}"
        if attempt > 1:
            name += f"_attempt_{attempt}"
        target = os.path.join(self.path, "checkpoints", name)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        # What lies there is of an attempt that the journal lost: after a power failure, say.
        delete(target)
        copy_whole(source, target)
        return target

    def own_copy(self, source: str, attempt: int) -> str:
        """A copy of a checkpoint for the plugin, which may change it: always a folder."""
        target = self._copy_of(attempt)
        os.makedirs(self.path, exist_ok=True)
        delete(target)
        copy_whole(source, target)
        return target

    def drop_own_copy(self, attempt: int) -> None:
        """Deletes what ``own_copy`` made; what cannot be deleted stays."""
        try:
            delete(self._copy_of(attempt))
        except OSError:
            pass

    def _copy_of(self, attempt: int) -> str:
        return os.path.join(self.path, f"checkpoint-in-{attempt}")

    def model(self, returned, metrics: dict, checkpoint_output: str | None) -> str | None:
        """The model that a plugin leaves behind: what ``train`` returned, then what the metrics
        name, then the output that was set; the first that exists. The trial's own folder, and
        those above it, never are.

        ``returned`` is the text that ``train`` returned, or None; raises FileNotFoundError when
        nothing is there. A model outside of the trial's folder is copied into it, because the next
        trial may write to the same place.
        """
        places = []
        if returned is not None:
            named = self._existing(returned)
            if named is None:
                raise FileNotFoundError(
                    f"train returned '{returned}' as its model, and there is no such file or folder"
                )
            places.append(named)
        for key in _METRIC_KEYS:
            if isinstance(metrics.get(key), str):
                places.append(self._existing(metrics[key]))
        places.append(checkpoint_output)
        for place in places:
            if place and os.path.exists(place) and not self._lies_in(place):
                return self._own(place)
        return None

    def _existing(self, text: str) -> str | None:
        if not text.strip() or "\0" in text:
            return None
        found = self.in_work(text)
        return found if os.path.exists(found) else None

    def _lies_in(self, place: str) -> bool:
        return _is_within(os.path.realpath(self.path), os.path.realpath(place))

    def _own(self, model: str) -> str:
        if _is_within(os.path.realpath(model), os.path.realpath(self.path)):
            return os.path.abspath(model)
        copy = os.path.join(self.path, "model")
        os.makedirs(self.path, exist_ok=True)
        delete(copy)
        copy_whole(model, copy)
        return copy


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def delete(path: str) -> None:
    """Deletes a file or a folder with everything in it; nothing happens when it isn't there."""
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    elif os.path.lexists(path):
        os.remove(path)


def copy_whole(source: str, target: str) -> None:
    """Copies a folder, or a file, which then lies in the new folder under its own name, so that
    the copy appears whole or not at all. Never a hard link: plugins rewrite their files."""
    unfinished = target + ".unfinished"
    delete(unfinished)
    try:
        if os.path.isdir(source):
            shutil.copytree(source, unfinished)
        else:
            os.mkdir(unfinished)
            shutil.copy2(source, os.path.join(unfinished, os.path.basename(source)))
        os.rename(unfinished, target)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
