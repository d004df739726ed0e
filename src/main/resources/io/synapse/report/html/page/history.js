// The optimisation history: each trial's value, and the best so far.

function bestSoFar() {
  const line = [];
  let best = null;
  for (const trial of trials) {
    if (isCounted(trial) && (best === null || isBetter(trial.value, best))) best = trial.value;
    if (best !== null) line.push([trial.number, best]);
  }
  return line;
}

function historyPoints(state) {
  return trials.filter(trial => stateOf(trial) === state && Number.isFinite(trial.value))
    .map(trial => ({value: [trial.number, trial.value], id: trial.id}));
}

/** Trials that failed stand at the foot of the chart when they have no value. */
function failedPoints() {
  const values = trials.map(trial => trial.value).filter(Number.isFinite);
  const lowest = values.length ? values.reduce((a, b) => Math.min(a, b)) : 0;
  const foot = valueBounds().min === undefined ? lowest : valueBounds().min;
  return trials.filter(trial => stateOf(trial) === "failed")
    .map(trial => ({value: [trial.number, Number.isFinite(trial.value) ? trial.value : foot], id: trial.id}));
}

/** The axis begins and ends between numbers. */
function wholeNumber(value) {
  return Number.isInteger(value) ? String(value) : "";
}

function historyOption() {
  const series = STATES.map(state => ({
    ...quickly(state), name: state, type: "scatter", symbol: SYMBOLS[state], symbolSize: trials.length > 1000 ? 5 : 8,
    itemStyle: {color: colour(state), opacity: trials.length > 1000 ? .6 : .85},
    data: state === "failed" ? failedPoints() : historyPoints(state)
  })).filter(each => each.data.length);
  const best = bestSoFar();
  if (best.length) series.push({name: "best so far", type: "line", step: "end", symbol: "none", lineStyle: {color: colour("best"), width: 2.5}, itemStyle: {color: colour("best")}, data: best});
  return {
    grid: grid({top: 62}), legend: legend(),
    tooltip: tooltip({formatter: point => point.data.id ? trialTip(trialById.get(point.data.id)) : `best after trial ${point.data[0]}: ${escaped(point.data[1])}`}),
    xAxis: axis({type: "value", name: "trial", nameLocation: "middle", nameGap: 28, minInterval: 1, min: -.5, max: trials.length - .5, axisLabel: {formatter: wholeNumber}}),
    yAxis: objectiveAxis(),
    dataZoom: [{type: "inside", filterMode: "none", zoomOnMouseWheel: "ctrl"}],
    series
  };
}

function describeHistory() {
  const best = trialById.get(page.run.best);
  const failed = trials.filter(trial => trial.status === "ERROR").length;
  const unknown = trials.filter(trial => trial.status === "TERMINATED" && !Number.isFinite(trial.value)).length;
  return `${page.run.metric} of ${counted(trials.length, "trial")} by number`
    + (best ? `; the best is ${shown(best.value)}, of trial ${best.number}` : "; none has ended well")
    + (valueBounds().beyond ? `; ${valueBounds().beyond} so much worse that they are beyond the axis` : "")
    + (unknown ? `; ${unknown} ended without a number and ${unknown === 1 ? "is" : "are"} not drawn` : "")
    + (failed ? `; ${failed} failed (crosses, at the foot without a value).` : ".");
}

function buildHistory(section) {
  addChart(section, {id: "chart-history", height: 380, option: historyOption, describe: describeHistory, onclick: openPoint});
}

function openPoint(point) {
  const id = point.data && point.data.id;
  if (id) openPanel(id);
}
