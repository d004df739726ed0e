// Charts: each is drawn when it comes near, one at a time, and again with another theme.

const charts = [];

/** How far from the view charts are drawn, and how long a reader has to rest for it. */
const NEAR_PIXELS = 1600;
const REST_MILLISECONDS = 120;

/** Whoever scrolls slowly sees charts drawn on the way. */
const LONGEST_BLANK_MILLISECONDS = 500;

/** Charts that have come near and are not drawn. */
const waiting = new Set();
let scrolledAt = -Infinity;

addEventListener("scroll", () => scrolledAt = performance.now(), {capture: true, passive: true});
addEventListener("beforeprint", () => charts.forEach(chart => chart.instance || chart.draw()));

const near = new IntersectionObserver(entries => {
  for (const entry of entries) {
    const chart = charts.find(each => each.box === entry.target);
    if (!chart || chart.instance) continue;
    if (!entry.isIntersecting) waiting.delete(chart);
    else if (waiting.add(chart).size === 1) drawLater();
  }
}, {rootMargin: NEAR_PIXELS + "px"});

function drawLater() {
  requestIdleCallback(drawNext, {timeout: REST_MILLISECONDS});
}

/** A chart takes longer than a frame to draw, so none is drawn while the page is scrolled past. */
function drawNext() {
  const now = performance.now(), next = nearest(now);
  if (!next) return;
  if (now - scrolledAt < REST_MILLISECONDS && now - next.seenAt < LONGEST_BLANK_MILLISECONDS) setTimeout(drawLater, 40);
  else {
    next.draw();
    drawLater();
  }
}

/** The one that is nearest to the middle of the view; notes since when charts are in view. */
function nearest(now) {
  let best = null, least = Infinity;
  for (const chart of waiting) {
    const {top, bottom} = chart.box.getBoundingClientRect(), distance = Math.abs(top + bottom - innerHeight);
    chart.seenAt = bottom > 0 && top < innerHeight ? Math.min(chart.seenAt, now) : Infinity;
    if (distance < least) [best, least] = [chart, distance];
  }
  return best;
}

const resized = new ResizeObserver(entries => {
  for (const entry of entries) {
    const instance = echarts.getInstanceByDom(entry.target);
    if (instance && entry.contentRect.width > 0) instance.resize();
  }
});

themeListeners.push(() => charts.forEach(chart => chart.instance && chart.draw()));

/**
 * A chart. `settings` has id, height, option() and describe(): what a reader who doesn't see the chart
 * has to know. Optional: onclick(point), onfirst(instance) after it was drawn for the first time, and width:
 * what it needs at least; on less it is scrolled.
 */
function addChart(parent, settings) {
  const box = element("div", {id: settings.id, role: "img", style: `height:${settings.height}px`});
  const caption = element("figcaption", {});
  const chart = {box, settings, instance: null, seenAt: Infinity};
  chart.describe = () => {
    caption.textContent = settings.describe();
    box.setAttribute("aria-label", caption.textContent);
  };
  chart.draw = () => {
    waiting.delete(chart);
    const first = !chart.instance;
    if (first) {
      chart.instance = echarts.init(box, null, {renderer: "canvas"});
      if (settings.onclick) chart.instance.on("click", settings.onclick);
    }
    chart.instance.setOption(withBase(settings.option()), true);
    if (first && settings.onfirst) settings.onfirst(chart.instance);
    chart.describe();
  };
  chart.update = () => chart.instance ? chart.draw() : chart.describe();
  chart.remove = () => {
    waiting.delete(chart);
    near.unobserve(box);
    resized.unobserve(box);
    if (chart.instance) chart.instance.dispose();
    charts.splice(charts.indexOf(chart), 1);
  };
  parent.append(element("figure", {}, settings.width ? scrolled(box, settings.width) : box, caption));
  chart.describe();
  charts.push(chart);
  near.observe(box);
  resized.observe(box);
  return chart;
}

function scrolled(box, width) {
  return element("div", {class: "wide"}, element("div", {style: `min-width:${width}px`}, box));
}

function withBase(option) {
  return Object.assign({
    animation: false,
    backgroundColor: "transparent",
    color: palette(),
    textStyle: {color: colour("text"), fontFamily: fontFamily()},
    tooltip: tooltip()
  }, option);
}

function tooltip(extra) {
  return Object.assign({
    confine: true,
    backgroundColor: colour("card"),
    borderColor: colour("line"),
    textStyle: {color: colour("text"), fontSize: 13},
    extraCssText: "max-width:420px;white-space:normal;overflow-wrap:anywhere"
  }, extra);
}

function grid(extra) {
  return Object.assign({left: 12, right: 24, top: 34, bottom: 30, containLabel: true}, extra);
}

/** An axis in the colours of the theme. Room for labels is measured in the font that they name themselves. */
function axis(extra) {
  return Object.assign({
    nameTextStyle: {color: colour("muted"), fontSize: 13},
    nameTruncate: {maxWidth: 260, ellipsis: "…"},
    axisLabel: Object.assign({color: colour("muted"), fontSize: 12, fontFamily: fontFamily(), hideOverlap: true}, extra.axisLabel),
    axisLine: {onZero: false, lineStyle: {color: colour("line")}},
    axisTick: {lineStyle: {color: colour("line")}},
    splitLine: {lineStyle: {color: colour("grid")}}
  }, without(extra, "axisLabel"));
}

const fontFamily = lazy(() => getComputedStyle(document.body).fontFamily);

const pen = lazy(() => document.createElement("canvas").getContext("2d"));

/** How many pixels the widest of these labels takes. */
function widest(texts) {
  pen().font = "12px " + fontFamily();
  return Math.ceil(texts.reduce((most, text) => Math.max(most, pen().measureText(text).width), 0));
}

function without(object, name) {
  const copy = Object.assign({}, object);
  delete copy[name];
  return copy;
}

function legend(extra) {
  return Object.assign({
    type: "scroll", top: 0, left: 8, right: 8, itemGap: 16, itemWidth: 16, itemHeight: 11,
    textStyle: {color: colour("text"), fontSize: 13},
    pageTextStyle: {color: colour("muted")}, pageIconColor: colour("accent"), pageIconInactiveColor: colour("line")
  }, extra);
}

function nameRoom() {
  return innerWidth < 620 ? 100 : 200;
}

/** Labels that are names of things, whatever script they are written in; long ones lose their ends. */
function nameLabel() {
  return {color: colour("text"), width: nameRoom(), overflow: "truncate", ellipsis: "…"};
}

/** The beginning of a text that takes no more pixels. */
function fitted(text, pixels) {
  let length = text.length;
  while (length > 1 && widest([shortened(text, length)]) > pixels) length--;
  return shortened(text, length);
}

/** A list to choose from, with its label. */
function selection(id, label, options, selected, onchange) {
  const list = element("select", {id, onchange: () => onchange(list.value)},
    ...options.map(([value, text]) => element("option", {value, selected: value === selected}, text)));
  return element("span", {}, element("label", {for: id}, label + " "), list);
}

/** A series of so many points is drawn at once, if its symbol is a simple one. */
function quickly(state) {
  return {large: SYMBOLS[state] !== CROSS, largeThreshold: 1500};
}

const CROSS = "path://M0,1.5 L1.5,0 L5,3.5 L8.5,0 L10,1.5 L6.5,5 L10,8.5 L8.5,10 L5,6.5 L1.5,10 L0,8.5 L3.5,5 Z";
const SYMBOLS = {finished: "circle", stopped: "diamond", failed: CROSS, running: "triangle", paused: "rect", pending: "rect", interrupted: "rect"};

function trialTip(trial) {
  const lines = [`<b>trial ${trial.number}</b> · ${stateOf(trial)}`];
  if (page.run.metric) lines.push(`${escaped(page.run.metric)}: ${escaped(trial.value)}`);
  definedIn(trial.config).slice(0, 12).forEach(([name, value]) => lines.push(`${escaped(name)}: ${escaped(value)}`));
  if (trial.error) lines.push(escaped(shortened(trial.error, 160)));
  return lines.join("<br>");
}
