// Where a scheduler compared trials, how many came there, and how many went on.

function rungEntries() {
  return page.brackets.flatMap(bracket => bracket.rungs.map(rung => Object.assign({bracket: bracket.number}, rung)));
}

function rungName(rung) {
  const time = numberText(rung.time);
  return page.brackets.length > 1 ? `bracket ${rung.bracket}, at ${time}` : `at ${time}`;
}

function rungsOption() {
  const entries = rungEntries().reverse();
  const parts = [["went on", "finished", rung => rung.kept], ["wait", "paused", rung => rung.waiting], ["ended there", "stopped", rung => rung.reached - rung.kept - rung.waiting]];
  return {
    grid: grid({top: 36, bottom: 26}), legend: legend(), tooltip: tooltip({trigger: "axis", axisPointer: {type: "shadow"}}),
    xAxis: axis({type: "value", name: "trials", nameLocation: "middle", nameGap: 26, minInterval: 1}),
    yAxis: axis({type: "category", data: entries.map(rungName), axisLabel: nameLabel()}),
    series: parts.map(([name, tone, count]) => ({name, type: "bar", stack: "rung", barMaxWidth: 22, itemStyle: {color: colour(tone)}, data: entries.map(count)})).filter(each => each.data.some(count => count > 0))
  };
}

function buildRungs(section) {
  const entries = rungEntries();
  addChart(section, {id: "chart-rungs", height: 90 + 30 * entries.length, option: rungsOption,
    describe: () => `${counted(page.brackets.length, "bracket")} with ${counted(entries.length, "rung")}; each bar is a rung, named by the time at which trials were compared.`});
  const rows = entries.map(rung => element("tr", {},
    ...[rung.bracket, numberText(rung.time), rung.reached, rung.kept, rung.waiting, rung.reached ? shown(rung.best) : "–"].map(value => element("td", {class: "number"}, String(value)))));
  section.append(element("details", {}, element("summary", {}, "As a table"), element("div", {class: "wide"}, element("table", {},
    element("thead", {}, element("tr", {}, ...["bracket", "rung", "reached", "went on", "wait", "best"].map(name => element("th", {class: "number", scope: "col"}, name)))),
    element("tbody", {}, ...rows)))));
}
