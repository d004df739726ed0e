// When attempts ran, in which slot, on which node.

const MOST_BARS_IN_TIME = 10000;

function attemptBars() {
  return trials.flatMap(trial => trial.attempts.map((attempt, i) => ({trial, attempt, number: i + 1, place: attempt[3], start: attempt[0], end: endOf(attempt)})))
    .sort((a, b) => a.start - b.start).slice(0, MOST_BARS_IN_TIME);
}

/** Each attempt takes the first slot of its node that is free when it starts. */
const slots = lazy(() => {
  const bars = attemptBars(), places = [...new Set(bars.map(bar => bar.place))].sort(), rows = [];
  for (const place of places) {
    const free = [];
    for (const bar of bars.filter(each => each.place === place)) {
      let slot = free.findIndex(end => end <= bar.start);
      if (slot < 0) slot = free.length;
      free[slot] = bar.end;
      bar.row = rows.length + slot;
    }
    free.forEach((end, i) => rows.push(place ? `${place} · ${i + 1}` : `slot ${i + 1}`));
  }
  return {bars, rows};
});

function attemptState(bar) {
  const last = bar.number === bar.trial.attempts.length;
  if (last) return stateOf(bar.trial);
  return {failed: "failed", lost: "failed", paused: "paused", exploited: "paused", interrupted: "interrupted"}[bar.attempt[2]] || "interrupted";
}

function timelineOption() {
  const {bars, rows} = slots(), start = page.run.started;
  const dimensions = bars.map(bar => ({value: [bar.row, (bar.start - start) / 1000, (bar.end - start) / 1000], id: bar.trial.id, bar, itemStyle: {color: colour(attemptState(bar))}}));
  return {
    grid: grid({top: 10, bottom: 62}),
    tooltip: tooltip({formatter: point => `<b>trial ${point.data.bar.trial.number}</b>, attempt ${point.data.bar.number}<br>${durationText(point.data.bar.end - point.data.bar.start)} · ${escaped(point.data.bar.attempt[2] || stateOf(point.data.bar.trial))}${point.data.bar.place ? "<br>" + escaped(point.data.bar.place) : ""}`}),
    xAxis: axis({type: "value", min: 0, axisLabel: {formatter: seconds => durationText(seconds * 1000)}}),
    yAxis: axis({type: "category", data: rows, inverse: true, axisLabel: {color: colour("text"), formatter: text => shortened(text, 26)}}),
    dataZoom: [{type: "slider", filterMode: "weakFilter", height: 18, bottom: 8, showDataShadow: false, labelFormatter: seconds => durationText(seconds * 1000), textStyle: {color: colour("muted")}, borderColor: colour("line")}, {type: "inside", filterMode: "weakFilter", zoomOnMouseWheel: "ctrl"}],
    series: [{type: "custom", data: dimensions, encode: {x: [1, 2], y: 0}, clip: true, renderItem: (params, api) => {
      const from = api.coord([api.value(1), api.value(0)]), to = api.coord([api.value(2), api.value(0)]), height = Math.min(22, api.size([0, 1])[1] * .72);
      return {type: "rect", shape: {x: from[0], y: from[1] - height / 2, width: Math.max(1, to[0] - from[0]), height}, style: {fill: api.visual("color"), stroke: colour("card"), lineWidth: to[0] - from[0] > 4 ? 1 : 0}};
    }}]
  };
}

function buildTimeline(section) {
  const {bars, rows} = slots(), all = trials.reduce((sum, trial) => sum + trial.attempts.length, 0);
  addChart(section, {id: "chart-timeline", height: Math.min(900, 110 + 30 * rows.length), option: timelineOption, onclick: openPoint,
    describe: () => `${bars.length < all ? `The first ${bars.length} of ` : ""}${counted(all, "attempt")} in ${counted(rows.length, "slot")}, by the time since the start; the colours are those of the table.`});
}
