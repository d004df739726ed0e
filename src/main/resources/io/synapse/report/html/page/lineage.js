// Population based training: who went on from whose checkpoint.

const hasLineage = lazy(() => trials.some(trial => trial.exploits));

function lineageLinks() {
  const links = [];
  for (const trial of trials) {
    for (const [iteration, source, reason] of trial.exploits || []) {
      const from = trialById.get(source);
      if (from) links.push({iteration, from, to: trial, reason, start: takenFrom(trial, iteration, links)});
    }
  }
  return links;
}

/** The iteration of the checkpoint that the attempt after an exploit began with. */
function takenFrom(trial, iteration, links) {
  const before = links.filter(link => link.to === trial).length;
  const attempt = trial.attempts.filter(each => each[4] === "exploit")[before];
  return attempt ? attempt[5] : iteration;
}

function lineageOption() {
  const links = lineageLinks();
  return {
    grid: grid({top: 36, left: 20}), legend: legend(),
    tooltip: tooltip({formatter: point => point.data.reason ? `trial ${point.data.to}: ${escaped(point.data.reason)}` : trialTip(trialById.get(point.data.id))}),
    // Lines give an axis no extent of their own.
    xAxis: axis({type: "value", name: "iteration", nameLocation: "middle", nameGap: 28, minInterval: 1, min: 0, max: Math.max(1, ...trials.map(trial => trial.iteration))}),
    yAxis: axis({type: "category", data: trials.map(trial => String(trial.number)), inverse: true, axisLabel: {formatter: number => "trial " + number}}),
    series: [
      {name: "trial", type: "lines", coordinateSystem: "cartesian2d", lineStyle: {width: 4, opacity: .45, color: colour("finished")}, itemStyle: {color: colour("finished")},
        data: trials.map((trial, row) => ({id: trial.id, coords: [[0, row], [trial.iteration, row]]}))},
      {name: "goes on from another's checkpoint", type: "lines", coordinateSystem: "cartesian2d", symbol: ["none", "arrow"], symbolSize: 9, z: 4,
        lineStyle: {width: 1.6, curveness: .12, color: colour("stopped"), opacity: .9}, itemStyle: {color: colour("stopped")},
        data: links.map(link => ({id: link.to.id, to: link.to.number, reason: link.reason, coords: [[link.start, trials.indexOf(link.from)], [link.iteration, trials.indexOf(link.to)]]}))}
    ]
  };
}

function buildLineage(section) {
  const links = lineageLinks();
  addChart(section, {id: "chart-lineage", height: Math.min(900, 110 + 22 * trials.length), option: lineageOption, onclick: openPoint,
    describe: () => `${counted(trials.length, "trial")} by iteration and ${counted(links.length, "exploit")}: an arrow leads from the checkpoint that was taken to the trial that took it.`});
  section.append(element("details", {}, element("summary", {}, "As a list"),
    element("ul", {}, ...links.slice(0, 500).map(link => element("li", {}, `iteration ${link.iteration}: trial ${link.to.number} goes on from trial ${link.from.number}: ${link.reason}`)))));
}
