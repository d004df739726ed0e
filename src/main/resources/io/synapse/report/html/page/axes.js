// Hyperparameters as axes.

function valueKey(value) {
  return JSON.stringify(value);
}

/** A hyperparameter with where its values stand on an axis. */
function paramAxis(index) {
  const param = page.params[index];
  const keys = param.options ? param.options.map(valueKey) : null;
  const values = trials.map(trial => valueIn(trial.config, index)).filter(value => value !== null && value !== undefined);
  const numbers = keys ? [] : values.filter(Number.isFinite);
  return {
    index,
    name: param.name,
    log: param.log && numbers.every(value => value > 0),
    whole: numbers.every(Number.isInteger),
    labels: keys ? param.options.map(option => option === null ? "null" : shown(option)) : null,
    varies: new Set(values.map(valueKey)).size > 1,
    lowest: numbers.reduce((a, b) => Math.min(a, b), Infinity),
    highest: numbers.reduce((a, b) => Math.max(a, b), -Infinity),
    /** The value as ECharts takes it; NaN for none. */
    at(trial) {
      const value = trial.config[index];
      if (keys) return keys.indexOf(valueKey(value)) < 0 ? NaN : keys.indexOf(valueKey(value));
      return Number.isFinite(value) ? value : NaN;
    }
  };
}

const paramAxes = lazy(() => page.params.map((param, index) => paramAxis(index)));

/** Those that differ between trials, the most important first. */
const variedAxes = lazy(() => {
  const place = new Map(page.importances.map(([name], i) => [name, i]));
  const rank = each => place.has(each.name) ? place.get(each.name) : Infinity;
  return paramAxes().filter(each => each.varies).sort((a, b) => rank(a) === rank(b) ? a.index - b.index : rank(a) - rank(b));
});

/** A logarithmic axis has its powers of ten named, and its ends where these leave room. */
function endLabels(param) {
  const low = Math.log10(param.lowest), high = Math.log10(param.highest), room = (high - low) / 5;
  return {showMinLabel: Math.ceil(low) - low > room || Math.ceil(low) > high, showMaxLabel: high - Math.floor(high) > room || Math.floor(high) < low};
}

function logLabel(value) {
  return numberText(Number(value.toPrecision(2)));
}

/** How these labels are cut to a length: long ones that begin alike lose what they share, others their ends. */
function labelCutter(labels, length) {
  const cut = text => shortened(text, length), all = [...new Set(labels)];
  if (new Set(all.map(cut)).size === all.length) return cut;
  const [first, ...others] = all.filter(text => text.length > length);
  let shared = 0;
  while (shared < first.length && others.every(text => text[shared] === first[shared])) shared++;
  const from = Math.max(0, shared - 3);
  return text => text.length > length && from > 0 ? cut("…" + text.slice(from)) : cut(text);
}

/** The options of an axis that shows a hyperparameter. */
function axisOf(param, extra) {
  const common = {name: param.name, nameLocation: "middle", nameGap: 33};
  if (param.labels) {
    const labels = {interval: 0, margin: 11, formatter: labelCutter(param.labels, 14)};
    return axis(Object.assign(common, {type: "category", data: param.labels, axisLabel: labels}, extra));
  }
  const labels = {margin: 11, formatter: numberText};
  if (!param.log) return axis(Object.assign(common, {type: "value", scale: true, axisLabel: labels}, extra));
  return axis(Object.assign(common, {type: "log", min: param.lowest, max: param.highest, axisLabel: Object.assign(endLabels(param), {margin: 11, formatter: logLabel})}, extra));
}

/** What the colours of values mean: the better, the farther along the scale. */
function valueScale(extra) {
  const {min, max} = extra;
  return Object.assign({type: "continuous", orient: "horizontal", left: "center", itemHeight: 160, itemWidth: 12, calculable: false,
    text: [numberText(max), numberText(min)], textStyle: {color: colour("muted")},
    inRange: {color: page.run.mode === "max" ? scaleColours() : scaleColours().reverse()}}, extra, {max: min === max ? min + 1 : max});
}

function objectiveAxis(extra) {
  const {min, max} = valueBounds();
  return axis(Object.assign({type: "value", scale: true, min, max, name: page.run.metric, nameLocation: "end", nameTextStyle: {color: colour("muted"), align: "left", fontSize: 13}, axisLabel: {formatter: numberText}}, extra));
}
