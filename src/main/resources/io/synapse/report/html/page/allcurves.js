// Curves of thousands of trials: those of a kind are drawn together, a part of them in each frame.

const CURVES_A_FRAME = 500;

/** How far from a curve, in pixels, it is still pointed at. */
const CURVE_REACH = 6;

/** The parts of a curve between gaps, each of two points at least. */
function unbroken(points) {
  const parts = [[]];
  for (const point of points) {
    if (point[1] !== null) parts[parts.length - 1].push(point);
    else parts.push([]);
  }
  return parts.filter(part => part.length > 1);
}

/** A series for each state. The best trial's curve is drawn by itself. */
function curvesTogether(drawn, metric) {
  const others = drawn.filter(trial => trial.id !== page.run.best);
  const series = STATES.map(state => ({
    name: state, type: "lines", coordinateSystem: "cartesian2d", polyline: true, silent: true, z: 2,
    large: true, largeThreshold: 0, progressive: CURVES_A_FRAME, progressiveThreshold: CURVES_A_FRAME,
    lineStyle: {color: colour(state), width: 1, opacity: .2},
    data: others.filter(trial => stateOf(trial) === state)
      .flatMap(trial => unbroken(curveOf(trial, metric)).map(coords => ({coords, id: trial.id})))
  })).filter(each => each.data.length);
  return series.length ? [...series, cornersOf(series)] : [];
}

/** Axes take no notice of such series, but of this one, of which nothing is seen. */
function cornersOf(series) {
  const low = [Infinity, Infinity], high = [-Infinity, -Infinity];
  for (const {data} of series) for (const {coords} of data) for (const point of coords) {
    for (const i of [0, 1]) {
      low[i] = Math.min(low[i], point[i]);
      high[i] = Math.max(high[i], point[i]);
    }
  }
  return {type: "scatter", symbolSize: 0, silent: true, data: [low, high]};
}

/** A curve's value at an iteration, between its points, too; NaN outside of it and in gaps. */
function valueAt(trial, metric, iteration) {
  const {iterations, metrics} = curves().trials[trial.id], values = metrics[metric];
  let low = 0, high = iterations.length - 1;
  if (iteration < iterations[low] || iteration > iterations[high]) return NaN;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (iterations[middle] <= iteration) low = middle; else high = middle;
  }
  if (high === low || values[low] === null || values[high] === null) return NaN;
  return values[low] + (values[high] - values[low]) * (iteration - iterations[low]) / (iterations[high] - iterations[low]);
}

/** The trial whose curve passes next above or below a place in the chart; null where none is near. */
function nearestCurve(instance, drawn, metric, {offsetX, offsetY}) {
  if (!instance.containPixel({gridIndex: 0}, [offsetX, offsetY])) return null;
  const [iteration, value] = instance.convertFromPixel({gridIndex: 0}, [offsetX, offsetY]);
  let least = Math.abs(instance.convertFromPixel({gridIndex: 0}, [offsetX, offsetY + CURVE_REACH])[1] - value), best = null;
  for (const trial of drawn) {
    const distance = Math.abs(valueAt(trial, metric, iteration) - value);
    if (distance < least) [best, least] = [trial, distance];
  }
  return best;
}
