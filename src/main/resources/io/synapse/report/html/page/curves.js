// Learning curves of all trials.

const MOST_CURVES = 200;

const reportedMetrics = lazy(() => {
  const names = new Set();
  Object.values(curves().trials).forEach(curve => Object.keys(curve.metrics).forEach(name => names.add(name)));
  return page.metrics.filter(name => names.has(name));
});

function hasCurves() {
  return reportedMetrics().length > 0;
}

function curveOf(trial, metric) {
  const curve = curves().trials[trial.id];
  const values = curve && curve.metrics[metric];
  return values ? curve.iterations.map((iteration, i) => [iteration, values[i]]) : [];
}

function drawnTrials(metric) {
  const having = ranked().filter(trial => (curves().trials[trial.id] || {metrics: {}}).metrics[metric]);
  return {having, drawn: sampled(having, MOST_CURVES)};
}

function lastPoint(trial, metric) {
  const points = curveOf(trial, metric).filter(([, value]) => value !== null);
  return points.length ? {value: points[points.length - 1], id: trial.id} : null;
}

function endPoints(drawn, metric, state) {
  return drawn.filter(trial => stateOf(trial) === state).map(trial => lastPoint(trial, metric)).filter(point => point);
}

/** One value makes no line; those that were stopped or failed have marks of their own. */
function singlePoints(drawn, metric) {
  return drawn.filter(trial => !["stopped", "failed"].includes(stateOf(trial)) && curveOf(trial, metric).filter(([, value]) => value !== null).length === 1)
    .map(trial => Object.assign(lastPoint(trial, metric), {itemStyle: {color: colour(stateOf(trial))}}));
}

function curvesOption(metric) {
  const {drawn} = drawnTrials(metric);
  const lines = drawn.map(trial => ({
    name: shortName(trial), type: "line", id: trial.id, symbol: "none", showSymbol: false, data: curveOf(trial, metric), triggerLineEvent: true, connectNulls: false, silent: false,
    z: trial.id === page.run.best ? 5 : 2, emphasis: {lineStyle: {width: 3}},
    lineStyle: {color: colour(trial.id === page.run.best ? "best" : stateOf(trial)), width: trial.id === page.run.best ? 3 : 1.2, opacity: trial.id === page.run.best ? 1 : .55}
  }));
  const marks = ["stopped", "failed"].map(state => ({
    name: state, type: "scatter", symbol: SYMBOLS[state], symbolSize: 9, z: 6, itemStyle: {color: colour(state)}, data: endPoints(drawn, metric, state)
  })).filter(each => each.data.length);
  const single = singlePoints(drawn, metric);
  if (single.length) marks.push({name: "one report", type: "scatter", symbolSize: 7, itemStyle: {color: colour("finished")}, data: single});
  return {
    grid: grid(), legend: legend({data: marks.map(mark => mark.name)}),
    tooltip: tooltip({formatter: point => trialTip(trialById.get(point.data && point.data.id || point.seriesId))}),
    xAxis: axis({type: "value", name: "iteration", nameLocation: "middle", nameGap: 28, minInterval: 1}),
    yAxis: axis({type: "value", scale: true, axisLabel: {formatter: numberText}}),
    series: lines.concat(marks)
  };
}

function describeCurves(metric) {
  const {having, drawn} = drawnTrials(metric);
  const stopped = drawn.filter(trial => stateOf(trial) === "stopped").length;
  const part = drawn.length < having.length
    ? `${drawn.length} of ${counted(having.length, "trial")} are drawn: the best ${Math.floor(MOST_CURVES / 2)} and others evenly from the rest`
    : `${counted(drawn.length, "trial")}`;
  return `${metric} by iteration; ${part}; ${stopped} stopped early (diamonds).`;
}

function buildCurves(section) {
  const names = reportedMetrics();
  let metric = names.includes(chosen.curveMetric) ? chosen.curveMetric : names[0];
  const select = selection("curve-metric", "Metric", names.map(name => [name, name]), metric, value => {
    metric = value;
    choose("curveMetric", value);
    chart.update();
  });
  section.append(element("div", {class: "controls"}, select));
  const chart = addChart(section, {id: "chart-curves", height: 400, option: () => curvesOption(metric), describe: () => describeCurves(metric),
    onclick: point => openPanel(point.data && point.data.id || point.seriesId)});
}
