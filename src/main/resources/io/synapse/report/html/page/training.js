// Curves of one trial: what it reported, and what it logged under each category.

const MOST_CATEGORIES = 30;

/** More lines than these are looked at one by one. */
const MOST_LINES_TOGETHER = 6;

function trialCurveGroups(trial) {
  const curve = curves().trials[trial.id];
  if (!curve) return [];
  const groups = new Map();
  for (const [category, key, step, steps, values] of curve.logged) {
    if (!groups.has(category)) groups.set(category, {title: category || "logged", step: step || "count", lines: []});
    groups.get(category).lines.push({name: key, points: steps.map((at, i) => [at, values[i]])});
  }
  const reported = Object.entries(curve.metrics).map(([name, values]) => ({name, points: curve.iterations.map((at, i) => [at, values[i]])}));
  const list = [...groups.values()];
  if (reported.length) list.unshift({title: "reported", step: "iteration", lines: reported});
  return list.slice(0, MOST_CATEGORIES);
}

function groupOption(group) {
  return {
    grid: grid({top: 44}), legend: legend(), tooltip: tooltip({trigger: "axis", order: "valueDesc", valueFormatter: numberText}),
    xAxis: axis({type: "value", name: group.step, nameLocation: "middle", nameGap: 28, scale: true}),
    yAxis: axis({type: "value", scale: true, axisLabel: {formatter: numberText}}),
    series: group.lines.map(line => ({name: line.name, type: "line", showSymbol: line.points.length < 20, symbolSize: 6, connectNulls: false, data: line.points}))
  };
}

function describeGroup(group) {
  const last = line => line.points.filter(([, value]) => value !== null).pop();
  return `${group.title} by ${group.step}: ` + group.lines.slice(0, 6).map(line => `${line.name} ends at ${last(line) ? shown(last(line)[1]) : "no number"}`).join(", ") + (group.lines.length > 6 ? ", …" : "") + ".";
}

/** Adds a chart for each category. */
function addTrialCurves(parent, trial, prefix) {
  const box = element("div", {class: "pair"});
  parent.append(box);
  return trialCurveGroups(trial).flatMap((group, i) => {
    const part = element("div", {}, element("h3", {}, group.title));
    box.append(part);
    if (group.lines.some(line => line.points.length > 1)) return [addGroup(part, group, `${prefix}-curve-${i}`)];
    part.append(singleValues(group));
    return [];
  });
}

/** What was told once makes no curve. */
function singleValues(group) {
  return element("div", {}, definitions(group.lines.map(line => [line.name, line.points[0][1]])),
    element("p", {class: "caption"}, `told once, at ${group.step} ${shown(group.lines[0].points[0][0])}`));
}

function addGroup(part, group, id) {
  let drawn = group;
  if (group.lines.length > MOST_LINES_TOGETHER) {
    const only = name => Object.assign({}, group, {lines: group.lines.filter(line => line.name === name)});
    const names = group.lines.map(line => line.name), first = names.includes(page.run.metric) ? page.run.metric : names[0];
    drawn = only(first);
    part.append(element("div", {class: "controls"}, selection(id + "-line", "Metric", names.map(name => [name, name]), first, name => {
      drawn = only(name);
      chart.update();
    })));
  }
  const chart = addChart(part, {id, height: 300, option: () => groupOption(drawn), describe: () => describeGroup(drawn)});
  return chart;
}

function buildTraining(section) {
  trials.forEach(trial => addTrialCurves(section, trial, "training"));
}

function buildTrainingPictures(section) {
  const more = details()[trials[0].id];
  addPictures(section, more);
  section.querySelector("h3").remove();
}

function buildTrainingLog(section) {
  const trial = trials[0], more = details()[trial.id] || {};
  if (trial.error) section.append(element("p", {class: "notice error"}, trial.error));
  section.append(attemptTable(trial));
  addText(section, "What it printed (the end of stdout.log)", more.log, "training-log");
  addText(section, "Why it failed (error.txt)", more.trace, "training-trace");
  if (more.messages) section.append(element("h3", {}, "Messages"), element("pre", {}, more.messages.join("\n")));
}
