// Which hyperparameters mattered.

const MOST_BARS = 30;

function buildImportance(section) {
  const varied = new Set(variedAxes().map(param => param.name));
  const all = page.importances.filter(([name]) => varied.has(name)).slice(0, MOST_BARS);
  const bars = all.slice().reverse();
  addChart(section, {
    id: "chart-importance", height: Math.max(110, 44 + 28 * bars.length),
    option: () => ({
      grid: grid({top: 8, right: 44, bottom: 8}),
      tooltip: tooltip({formatter: point => `${escaped(point.name)}: ${(point.value * 100).toFixed(1)} %`}),
      xAxis: axis({type: "value", min: 0, splitNumber: 4, axisLabel: {formatter: value => Math.round(value * 100) + " %"}}),
      yAxis: axis({type: "category", data: bars.map(([name]) => name), axisLabel: nameLabel()}),
      series: [{type: "bar", barMaxWidth: 20, itemStyle: {color: colour("finished"), borderRadius: 3}, label: {show: true, position: "right", color: colour("text"), formatter: point => (point.value * 100).toFixed(1) + " %"}, data: bars.map(([, share]) => share)}]
    }),
    describe: () => all.map(([name, share]) => `${name} ${(share * 100).toFixed(1)} %`).slice(0, 8).join(", ") + "."
  });
  section.append(element("p", {class: "caption"},
    "How far the values of the best trials are distributed unlike those of all that ended well: PED-ANOVA, Watanabe, Bansal and Hutter, "
    + "“PED-ANOVA: Efficiently Quantifying Hyperparameter Importance in Arbitrary Subspaces”, IJCAI 2023. "
    + "With few trials this says little, and what two hyperparameters do only together it does not see."));
}
