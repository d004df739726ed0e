// Learning curves: of some trials at first, and of all when asked for.

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

function havingCurves(metric) {
  return ranked().filter(trial => (curves().trials[trial.id] || {metrics: {}}).metrics[metric]);
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

/** One line each, which tells of its trial when it is pointed at. */
function singleCurves(drawn, metric) {
  return drawn.map(trial => ({
    name: shortName(trial), type: "line", id: trial.id, symbol: "none", showSymbol: false, data: curveOf(trial, metric), triggerLineEvent: true, connectNulls: false, silent: false,
    z: trial.id === page.run.best ? 5 : 2, emphasis: {lineStyle: {width: 3}},
    lineStyle: {color: colour(trial.id === page.run.best ? "best" : stateOf(trial)), width: trial.id === page.run.best ? 3 : 1.2, opacity: trial.id === page.run.best ? 1 : .55}
  }));
}

function curveMarks(drawn, metric) {
  const many = drawn.length > MOST_CURVES;
  const marks = ["stopped", "failed"].map(state => ({
    ...quickly(state), name: state, type: "scatter", symbol: SYMBOLS[state], symbolSize: many ? 6 : 9, z: 6, itemStyle: {color: colour(state)}, data: endPoints(drawn, metric, state)
  })).filter(each => each.data.length);
  const single = singlePoints(drawn, metric);
  if (single.length) marks.push({name: "one report", type: "scatter", symbolSize: many ? 5 : 7, itemStyle: {color: colour("finished")}, data: single});
  return marks;
}

function curvesOption(metric, drawn) {
  const many = drawn.length > MOST_CURVES, marks = curveMarks(drawn, metric), together = many ? curvesTogether(drawn, metric) : [];
  const alone = many ? drawn.filter(trial => trial.id === page.run.best) : drawn;
  return {
    grid: grid(), legend: legend({data: [...new Set(marks.concat(together).map(each => each.name).filter(name => name))]}),
    tooltip: tooltip({formatter: point => trialTip(trialById.get(point.data && point.data.id || point.seriesId))}),
    xAxis: axis({type: "value", name: "iteration", nameLocation: "middle", nameGap: 28, minInterval: 1}),
    yAxis: axis({type: "value", scale: true, axisLabel: {formatter: numberText}}),
    series: [...singleCurves(alone, metric), ...marks, ...together]
  };
}

/** Curves of a long run are in the page with some of their points. */
function thinningText(drawn) {
  return drawn.some(trial => curves().trials[trial.id].iterations.length === curves().points) ? `, each by at most ${curves().points} of its reports` : "";
}

function describeCurves(metric, having, drawn) {
  const stopped = drawn.filter(trial => stateOf(trial) === "stopped").length;
  const part = drawn.length < having.length
    ? `${drawn.length} of ${counted(having.length, "trial")} are drawn: the best ${Math.floor(MOST_CURVES / 2)} and others evenly from the rest`
    : `${counted(drawn.length, "trial")}`;
  return `${metric} by iteration; ${part}${thinningText(drawn)}; ${stopped.toLocaleString("en")} stopped early (diamonds).`;
}

class LearningCurves {
  constructor(section) {
    const names = reportedMetrics();
    this.metric = names.includes(chosen.curveMetric) ? chosen.curveMetric : names[0];
    this.amount = chosen.curveTrials === "all" ? "all" : "some";
    this.look();
    this.amounts = selection("curve-trials", "Curves", [["some", ""], ["all", ""]], this.amount, value => this.change("curveTrials", "amount", value));
    section.append(element("div", {class: "controls"},
      selection("curve-metric", "Metric", names.map(name => [name, name]), this.metric, value => this.change("curveMetric", "metric", value)), this.amounts));
    this.nameAmounts();
    this.chart = addChart(section, {id: "chart-curves", height: 400, option: () => this.option(), describe: () => describeCurves(this.metric, this.having, this.drawn),
      onclick: point => openPanel(point.data && point.data.id || point.seriesId), onfirst: instance => this.tellNearest(instance)});
  }

  option() {
    this.kinds = {};
    return curvesOption(this.metric, this.drawn);
  }

  change(name, field, value) {
    this[field] = value;
    choose(name, value);
    this.look();
    this.nameAmounts();
    this.chart.update();
  }

  look() {
    this.having = havingCurves(this.metric);
    this.drawn = sampled(this.having, this.amount === "all" ? Infinity : MOST_CURVES);
  }

  nameAmounts() {
    const count = counted(this.having.length, "trial"), [some, all] = this.amounts.querySelectorAll("option");
    some.textContent = `${MOST_CURVES} of ${count}`;
    all.textContent = `all ${count}`;
    this.amounts.hidden = this.having.length <= MOST_CURVES;
  }

  /** Curves that are drawn together can't tell which of them is pointed at. */
  tellNearest(instance) {
    const visible = trial => this.kinds[stateOf(trial)] !== false;
    const near = event => this.drawn.length > MOST_CURVES && !event.target ? nearestCurve(instance, this.drawn.filter(visible), this.metric, event) : null;
    instance.on("legendselectchanged", ({selected}) => this.kinds = selected);
    instance.getZr().on("mousemove", event => {
      const trial = near(event);
      if (trial) instance.dispatchAction({type: "showTip", x: event.offsetX, y: event.offsetY, tooltip: {formatter: () => trialTip(trial)}});
    });
    instance.getZr().on("click", event => {
      const trial = near(event);
      if (trial) openPanel(trial.id);
    });
  }
}
