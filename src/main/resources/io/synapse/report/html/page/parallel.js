// Parallel coordinates: one line for each trial through its configuration to its value.

const MOST_LINES = 1500;
const MOST_AXES = 12;
const AXIS_ROOM = 112;

function parallelTrials() {
  return sampled(ranked().filter(isCounted), MOST_LINES).slice().reverse();
}

function parallelAxes() {
  return variedAxes().slice(0, MOST_AXES).sort((a, b) => a.index - b.index);
}

/** Labels stand on the lines, so each has ground of its own under it. */
function parallelLabel(extra) {
  return Object.assign({color: colour("text"), backgroundColor: colour("card"), padding: [2, 4], borderRadius: 3, margin: 7}, extra);
}

function parallelAxis(param, dim) {
  const common = {dim, z: 20, name: param.name, nameTruncate: {maxWidth: param.at ? AXIS_ROOM - 10 : 170, ellipsis: "…"}, nameTextStyle: {color: colour("text"), fontSize: 13}, nameLocation: "end",
    axisLine: {lineStyle: {color: colour("muted")}}, axisTick: {lineStyle: {color: colour("muted")}},
    axisLabel: parallelLabel({formatter: param.labels ? labelCutter(param.labels, 12) : numberText})};
  if (param.labels) return Object.assign(common, {type: "category", data: param.labels});
  if (!param.log) return Object.assign(common, {type: "value", scale: true});
  return Object.assign(common, {type: "log", min: param.lowest, max: param.highest, axisLabel: parallelLabel(Object.assign(endLabels(param), {formatter: logLabel}))});
}

function valueRange(list) {
  const values = list.map(trial => trial.value);
  return [values.reduce((a, b) => Math.min(a, b), Infinity), values.reduce((a, b) => Math.max(a, b), -Infinity)];
}

function parallelOption() {
  const axes = parallelAxes(), drawn = parallelTrials(), [low, high] = valueRange(drawn);
  const objective = {name: page.run.metric};
  return {
    parallel: {left: 60, right: 90, top: 44, bottom: 60, parallelAxisDefault: {realtime: false}},
    parallelAxis: axes.concat([objective]).map(parallelAxis),
    visualMap: valueScale({min: low, max: high, dimension: axes.length, bottom: 0}),
    tooltip: tooltip({formatter: point => trialTip(trialById.get(point.data.id))}),
    series: [{type: "parallel", smooth: false, lineStyle: {width: drawn.length > 300 ? 1 : 1.6, opacity: drawn.length > 300 ? .35 : .7}, progressive: 500,
      data: drawn.map(trial => ({id: trial.id, value: axes.map(param => {
        const at = param.at(trial);
        return Number.isNaN(at) ? "-" : param.labels ? param.labels[at] : at;
      }).concat([trial.value])}))}]
  };
}

function describeParallel() {
  const all = trials.filter(isCounted).length, drawn = parallelTrials().length;
  const axes = variedAxes().length;
  return `${drawn < all ? `${drawn} of ` : ""}${counted(all, "trial")} that ended well, the better the ${currentTheme() === "dark" ? "brighter" : "darker"}`
    + `${axes > MOST_AXES ? `; the ${MOST_AXES} most important of ${axes} hyperparameters` : ""}`
    + ". Drag along an axis to pick out lines; hyperparameters that never varied are left out.";
}

function buildParallel(section) {
  addChart(section, {id: "chart-parallel", height: 420, width: Math.max(600, parallelAxes().length * AXIS_ROOM + 150), option: parallelOption, describe: describeParallel, onclick: openPoint});
}
