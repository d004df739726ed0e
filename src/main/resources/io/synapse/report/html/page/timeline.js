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
    free.forEach((end, i) => rows.push({place, slot: i + 1, node: places.indexOf(place)}));
  }
  return {bars, rows};
});

function rowName({place, slot}) {
  return place ? `${fitted(place, nameRoom() - 30)} · ${slot}` : `slot ${slot}`;
}

/** Every other node has a ground of its own. */
function nodeGrounds(rows) {
  return {show: rows.some(row => row.node), areaStyle: {color: rows.map(row => row.node % 2 ? colour("page") : "transparent")}};
}

function attemptState(bar) {
  const last = bar.number === bar.trial.attempts.length;
  if (last) return stateOf(bar.trial);
  return {failed: "failed", lost: "failed", paused: "paused", exploited: "paused", interrupted: "interrupted"}[bar.attempt[2]] || "interrupted";
}

function timelineTip({trial, number, attempt, start, end, place}) {
  return `<b>trial ${trial.number}</b>, attempt ${number}<br>${durationText(end - start)} · ${escaped(attempt[2] || stateOf(trial))}${place ? "<br>" + escaped(place) : ""}`;
}

function drawBar(params, api) {
  const from = api.coord([api.value(1), api.value(0)]), to = api.coord([api.value(2), api.value(0)]), height = Math.min(22, api.size([0, 1])[1] * .72);
  const width = to[0] - from[0];
  return {type: "rect", shape: {x: from[0], y: from[1] - height / 2, width: Math.max(1, width), height}, style: {fill: api.visual("color"), stroke: colour("card"), lineWidth: width > 4 ? 1 : 0}};
}

function timelineOption() {
  const {bars, rows} = slots(), seconds = time => (time - page.run.started) / 1000, timeLabel = time => durationText(time * 1000);
  const series = STATES.map(state => ({
    name: state, type: "custom", itemStyle: {color: colour(state)}, encode: {x: [1, 2], y: 0}, clip: true, renderItem: drawBar,
    data: bars.filter(bar => attemptState(bar) === state).map(bar => ({value: [bar.row, seconds(bar.start), seconds(bar.end)], id: bar.trial.id, bar}))
  })).filter(each => each.data.length);
  return {
    grid: grid({top: 34, bottom: 44}), legend: legend(),
    tooltip: tooltip({formatter: point => timelineTip(point.data.bar)}),
    xAxis: axis({type: "value", min: 0, axisLabel: {formatter: timeLabel}}),
    yAxis: axis({type: "category", data: rows.map(rowName), inverse: true, axisLabel: nameLabel(), splitArea: nodeGrounds(rows)}),
    dataZoom: [{type: "slider", filterMode: "weakFilter", height: 18, bottom: 8, showDataShadow: false, labelFormatter: timeLabel, textStyle: {color: colour("muted")}, borderColor: colour("line")}, {type: "inside", filterMode: "weakFilter", zoomOnMouseWheel: "ctrl"}],
    series
  };
}

function describeTimeline() {
  const {bars, rows} = slots(), nodes = rows[rows.length - 1].node + 1, all = trials.reduce((sum, trial) => sum + trial.attempts.length, 0);
  return `${bars.length < all ? `The first ${bars.length} of ` : ""}${counted(all, "attempt")} in ${counted(rows.length, "slot")}${nodes > 1 ? ` of ${nodes} nodes` : ""}, by the time since the start; the first began after ${durationText(bars[0].start - page.run.started)}. The colours tell how each attempt ended.`;
}

function buildTimeline(section) {
  addChart(section, {id: "chart-timeline", height: Math.min(900, 120 + 30 * slots().rows.length), option: timelineOption, describe: describeTimeline, onclick: openPoint});
}
