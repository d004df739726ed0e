// A slice for each hyperparameter: its values against what trials came to.

const MOST_SLICES = 24;

function sliceOption(param) {
  const shownTrials = trials.filter(trial => Number.isFinite(trial.value) && !Number.isNaN(param.at(trial)));
  const series = STATES.map(state => ({
    ...quickly(state), name: state, type: "scatter", symbol: SYMBOLS[state], symbolSize: shownTrials.length > 1000 ? 4 : 7,
    itemStyle: {color: colour(state), opacity: shownTrials.length > 1000 ? .5 : .8},
    data: shownTrials.filter(trial => stateOf(trial) === state).map(trial => ({value: [param.at(trial), trial.value], id: trial.id}))
  })).filter(each => each.data.length);
  return {
    grid: grid({top: 14, left: 8, right: 30, bottom: 28}),
    tooltip: tooltip({formatter: point => trialTip(trialById.get(point.data.id))}),
    xAxis: axisOf(param), yAxis: objectiveAxis({name: "", splitNumber: 4}), series
  };
}

function buildSlices(section) {
  const axes = variedAxes(), some = axes.slice(0, MOST_SLICES);
  section.append(element("p", {class: "caption"}, `${page.run.metric} against each hyperparameter that varied, the most important first`
    + (axes.length > some.length ? `; ${some.length} of ${axes.length} are shown.` : ".")
    + " Circles finished, diamonds were stopped early."));
  const box = element("div", {class: "small"});
  section.append(box);
  some.forEach(param => addChart(box, {
    id: "chart-slice-" + param.index, height: 250, option: () => sliceOption(param), onclick: openPoint,
    describe: () => `${page.run.metric} against ${param.name}${param.log ? ", on a logarithmic axis" : ""}.`
  }));
}
