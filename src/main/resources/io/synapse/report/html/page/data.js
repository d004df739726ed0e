// The data of the page. Curves and details are read when something first asks for them.

function embedded(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

function lazy(make) {
  let made;
  return () => made === undefined ? (made = make()) : made;
}

/** JSON has no NaN and no infinities, so they come as texts. */
function numberOf(value) {
  return value === "NaN" || value === "Infinity" || value === "-Infinity" ? Number(value) : value;
}

const page = embedded("data");
const curves = lazy(() => embedded("curves-data"));
const details = lazy(() => embedded("details-data"));
const trials = page.trials.map(trial => Object.assign(trial, {value: numberOf(trial.value), metrics: trial.metrics.map(numberOf)}));
const trialById = new Map(trials.map(trial => [trial.id, trial]));

const STATES = ["finished", "stopped", "failed", "running", "paused", "pending", "interrupted"];

/** A hyperparameter's value in a configuration; a null that it may be is a value, unlike one that is not there. */
function valueIn(config, index) {
  const {options} = page.params[index];
  return config[index] === null && options && options.includes(null) ? "null" : config[index];
}

function definedIn(config) {
  return page.params.map((param, i) => [param.name, valueIn(config, i)]);
}

/** How a trial stands, in one word for people. */
function stateOf(trial) {
  if (trial.status === "ERROR") return "failed";
  if (trial.status === "TERMINATED") return trial.stopped ? "stopped" : "finished";
  return trial.status.toLowerCase();
}

function isCounted(trial) {
  return trial.status === "TERMINATED" && Number.isFinite(trial.value);
}

function isBetter(one, other) {
  return page.run.mode === "max" ? one > other : one < other;
}

function metricOf(trial, name) {
  return trial.metrics[page.metrics.indexOf(name)];
}

function startOf(trial) {
  return trial.attempts.length ? trial.attempts[0][0] : null;
}

/** When an attempt ended; one that was cut off ended with the run, or goes on. */
function endOf(attempt) {
  if (attempt[1] !== null) return attempt[1];
  return page.run.status === "running" || page.run.finished === null ? page.written : Math.max(page.run.finished, attempt[0]);
}

/** How long its attempts took together. */
function timeOf(trial) {
  return trial.attempts.length ? trial.attempts.reduce((sum, attempt) => sum + endOf(attempt) - attempt[0], 0) : null;
}

/** Trials with the best first; those without a value last. */
const ranked = lazy(() => trials.slice().sort((one, other) => {
  const first = isCounted(one), second = isCounted(other);
  if (first !== second) return first ? -1 : 1;
  if (!first || one.value === other.value) return one.number - other.number;
  return isBetter(one.value, other.value) ? -1 : 1;
}));

/**
 * The values that an axis shows: all, unless a few bad ones lie so far off that nothing else could be told
 * apart; these are then beyond its end.
 */
const valueBounds = lazy(() => {
  const values = trials.map(trial => trial.value).filter(Number.isFinite).sort((a, b) => a - b);
  if (values.length < 8) return {beyond: 0};
  const at = part => values[Math.floor(part * (values.length - 1))];
  const maximised = page.run.mode === "max", best = maximised ? at(1) : at(0), usual = maximised ? at(.15) : at(.85);
  const limit = usual + 4 * (usual - best);
  const within = values.filter(value => maximised ? value >= limit : value <= limit);
  if (within.length === values.length || usual === best) return {beyond: 0};
  const worst = maximised ? within[0] : within[within.length - 1];
  return {beyond: values.length - within.length, [maximised ? "min" : "max"]: Number((worst + (worst - best) / 20).toPrecision(3))};
});

/** At most so many, the best half first and the rest evenly from all others. */
function sampled(list, most) {
  if (list.length <= most) return list;
  const half = Math.floor(most / 2), rest = list.length - half, chosen = list.slice(0, half);
  for (let i = 0; i < most - half; i++) chosen.push(list[half + Math.floor(i * rest / (most - half))]);
  return chosen;
}

function shortName(trial) {
  return "trial " + trial.number;
}

// What a reader has chosen, kept while the page loads itself anew.

const STATE_KEY = "synapse:" + page.run.id;
const chosen = (() => {
  try {
    return JSON.parse(sessionStorage.getItem(STATE_KEY)) || {};
  } catch (e) {
    return {};
  }
})();

function choose(name, value) {
  chosen[name] = value;
  try {
    sessionStorage.setItem(STATE_KEY, JSON.stringify(chosen));
  } catch (e) {
    // A browser that keeps nothing for files: the choice lasts as long as the page.
  }
}
