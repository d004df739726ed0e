// One trial: its curves, what it printed, why it failed, what it drew.

let panelCharts = [];

const panel = document.getElementById("panel");
panel.addEventListener("close", () => {
  panelCharts.forEach(chart => chart.remove());
  panelCharts = [];
  panel.replaceChildren();
  choose("open", null);
});
panel.addEventListener("click", event => {
  if (event.target === panel) panel.close();
});

function openPanel(id) {
  const trial = trialById.get(id);
  if (!trial) return;
  panelCharts.forEach(chart => chart.remove());
  panelCharts = [];
  const body = element("div", {class: "body"});
  panel.replaceChildren(
    element("div", {class: "head"}, element("h2", {id: "panel-title"}, `Trial ${trial.number} · ${trial.id}`),
      element("span", {class: "state " + stateOf(trial)}, stateOf(trial)),
      element("button", {type: "button", class: "push", autofocus: true, onclick: () => panel.close()}, "Close")),
    body);
  if (!panel.open) panel.showModal();
  choose("open", id);
  fillPanel(body, trial);
}

function fillPanel(body, trial) {
  const more = details()[trial.id] || {};
  if (trial.error) body.append(element("p", {class: "notice error", id: "panel-error"}, trial.error));
  if (trial.reason) body.append(element("p", {class: "notice"}, trial.reason));
  (trial.notes || []).forEach(note => body.append(element("p", {class: "notice"}, note)));
  body.append(configAndMetrics("This trial", trial));
  if (trial.first) body.append(element("h3", {}, "Configuration at its start"), definitions(definedIn(trial.first)));
  panelCharts = addTrialCurves(body, trial, "panel");
  body.append(element("h3", {}, "Attempts"), attemptTable(trial));
  addText(body, "What it printed (the end of stdout.log)", more.log, "panel-log");
  addText(body, "Why it failed (error.txt)", more.trace, "panel-trace");
  if (more.messages) body.append(element("h3", {}, "Messages"), element("pre", {}, more.messages.join("\n")));
  if (more.pictures) addPictures(body, more);
}

function addText(body, title, tail, id) {
  if (tail) body.append(element("h3", {}, title), element("pre", {id, tabindex: "0"}, (tail[1] ? "…\n" : "") + tail[0]));
}

function attemptTable(trial) {
  const names = ["attempt", "why", "from iteration", "started", "time", "ended", "node", "processor", "memory"];
  const rows = trial.attempts.map((attempt, i) => [i + 1, attempt[4], attempt[5], timeText(attempt[0]), durationText(endOf(attempt) - attempt[0]), attempt[2] || "–", attempt[3] || "–",
    attempt[6] === null ? "–" : durationText(attempt[6] * 1000), attempt[7] === null ? "–" : sizeText(attempt[7])]);
  return element("div", {class: "wide"}, element("table", {},
    element("thead", {}, element("tr", {}, ...names.map(name => element("th", {scope: "col"}, name)))),
    element("tbody", {}, ...rows.map(row => element("tr", {}, ...row.map(value => element("td", {}, String(value))))))));
}

function addPictures(body, more) {
  body.append(element("h3", {}, "Pictures"));
  if (more.pictures.length < more.pictureCount) {
    body.append(element("p", {class: "caption"}, `${more.pictures.length} of ${counted(more.pictureCount, "picture")} are in this file; the others are in the trial's folder.`));
  }
  body.append(element("div", {class: "pictures"}, ...more.pictures.map(picture)));
}

function picture(each) {
  const name = [each.category, each.group, each.index].filter(part => part !== "").join(" / ");
  const meta = Object.entries(each.meta).map(([key, value]) => `${key}: ${shown(value)}`).join(", ");
  const image = element("img", {src: each.src, alt: name + (meta ? ", " + meta : ""), loading: "lazy"});
  image.addEventListener("load", () => image.classList.toggle("tiny", image.naturalWidth < 100));
  return element("figure", {}, image, element("figcaption", {}, name, meta ? element("br") : null, meta));
}
