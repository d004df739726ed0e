// Two hyperparameters at once: what trials came to, interpolated between them.

const CELLS = 36;
const MOST_NEIGHBOURS = 1200;
const FARTHEST = .22;

/** The axis as numbers from 0 to 1, categories at the middle of their parts. */
function unit(param) {
  if (param.labels) {
    const count = param.labels.length;
    return {cells: count, to: at => (at + .5) / count};
  }
  const scale = param.log ? Math.log : value => value;
  const low = scale(param.lowest), width = scale(param.highest) - low;
  return {cells: CELLS, to: at => (scale(at) - low) / width};
}

function unitLabel(param, position) {
  if (param.labels) return param.labels[Math.min(param.labels.length - 1, Math.floor(position * param.labels.length))];
  const scale = param.log ? Math.log : value => value, back = param.log ? Math.exp : value => value;
  return numberText(Number(back(scale(param.lowest) + position * (scale(param.highest) - scale(param.lowest))).toPrecision(3)));
}

function contourPoints(first, second) {
  const x = unit(first), y = unit(second);
  return sampled(ranked().filter(isCounted), MOST_NEIGHBOURS)
    .map(trial => ({value: [x.to(first.at(trial)), y.to(second.at(trial)), trial.value], id: trial.id}))
    .filter(point => Number.isFinite(point.value[0]) && Number.isFinite(point.value[1]));
}

/** Inverse distances weigh the values of trials nearby; where there are none, the cell stays empty. */
function interpolated(points, x, y) {
  let sum = 0, weights = 0, nearest = Infinity;
  for (const {value} of points) {
    const distance = (value[0] - x) ** 2 + (value[1] - y) ** 2;
    const weight = 1 / (distance * distance + 1e-7);
    sum += weight * value[2];
    weights += weight;
    if (distance < nearest) nearest = distance;
  }
  return nearest <= FARTHEST * FARTHEST ? sum / weights : null;
}

function contourCells(first, second, points) {
  const columns = unit(first).cells, rows = unit(second).cells, cells = [];
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < rows; j++) {
      const value = interpolated(points, (i + .5) / columns, (j + .5) / rows);
      if (value !== null) cells.push([(i + .5) / columns, (j + .5) / rows, value]);
    }
  }
  return {columns, rows, cells};
}

/** Where an axis has its ticks; one of categories has them between and in its parts, and names the parts. */
function tickInterval(param) {
  if (param.labels) return 1 / param.labels.length / 2;
  const width = param.highest - param.lowest;
  return param.whole && !param.log && width > 0 ? Math.ceil(width / 7) / width : .2;
}

function tickLabel(param, position) {
  if (!param.labels) return unitLabel(param, position);
  return Math.round(position / tickInterval(param)) % 2 ? labelCutter(param.labels, 12)(unitLabel(param, position)) : "";
}

function tickLabels(param) {
  return Array.from({length: Math.round(1 / tickInterval(param)) + 1}, (none, i) => tickLabel(param, i * tickInterval(param)));
}

function unitAxis(param, extra) {
  return axis(Object.assign({type: "value", min: 0, max: 1, name: param.name, nameLocation: "middle", splitLine: {show: false}, interval: tickInterval(param),
    axisLabel: {formatter: position => tickLabel(param, position), padding: 4}}, extra));
}

/** Neighbouring cells share an edge, without a seam. */
function wholePixels(left, top, right, bottom) {
  const x = Math.round(left), y = Math.round(top);
  return {x, y, width: Math.round(right) - x, height: Math.round(bottom) - y};
}

function contourOption(first, second) {
  const points = contourPoints(first, second), {columns, rows, cells} = contourCells(first, second, points);
  const values = points.map(point => point.value[2]);
  const low = values.reduce((a, b) => Math.min(a, b), Infinity), high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  return {
    grid: grid({top: 40, right: 28, left: 30}),
    tooltip: tooltip({formatter: point => point.data.id ? trialTip(trialById.get(point.data.id)) : `about ${escaped(point.data[2])}`}),
    xAxis: unitAxis(first, {nameGap: 30}), yAxis: unitAxis(second, {nameGap: widest(tickLabels(second)) + 16}),
    visualMap: valueScale({min: low, max: high, dimension: 2, seriesIndex: 0, top: 0}),
    series: [
      {type: "custom", name: "between trials", data: cells, encode: {x: 0, y: 1}, clip: true, renderItem: (params, api) => {
        const [x, y] = api.coord([api.value(0), api.value(1)]), [width, height] = api.size([1 / columns, 1 / rows]);
        return {type: "rect", shape: wholePixels(x - width / 2, y - height / 2, x + width / 2, y + height / 2), style: {fill: api.visual("color")}};
      }},
      {type: "scatter", name: "trials", data: points, large: true, largeThreshold: 500, symbolSize: points.length > 500 ? 4 : 7, itemStyle: {color: colour("card"), borderColor: colour("text"), borderWidth: 1}}
    ]
  };
}

function buildContour(section) {
  const axes = variedAxes(), names = axes.map(param => [param.name, param.name]);
  const find = name => axes.find(param => param.name === name);
  let first = find(chosen.contourX) || axes[0], second = find(chosen.contourY) || axes[1];
  const changed = () => {
    choose("contourX", first.name);
    choose("contourY", second.name);
    chart.update();
  };
  section.append(element("div", {class: "controls"},
    selection("contour-x", "Across", names, first.name, name => { first = find(name); changed(); }),
    selection("contour-y", "Upwards", names, second.name, name => { second = find(name); changed(); })));
  const chart = addChart(section, {
    id: "chart-contour", height: 420, option: () => contourOption(first, second), onclick: openPoint,
    describe: () => `${page.run.metric} by ${first.name} and ${second.name}, interpolated between trials (dots); empty where no trial is near.`
  });
}
