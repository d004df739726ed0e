// The head of the page and what the run came to.

const MOST_DEFINITIONS = 12;
const FEWEST_FOLDED = 4;
const MOST_FAILURES = 5;

function buildHead() {
  const run = page.run;
  document.getElementById("top").append(
    element("h1", {}, run.name),
    element("span", {class: "status " + run.status, id: "status"}, run.status),
    element("span", {class: "push"}, themeButton()),
    element("span", {class: "id"}, run.description ? run.description + " · " : "", run.id));
}

function card(label, value, more) {
  return element("div", {}, element("dt", {}, label), element("dd", {}, value, more ? element("small", {}, more) : null));
}

function stateCounts() {
  return STATES.map(state => [state, trials.filter(trial => stateOf(trial) === state).length]).filter(([, count]) => count > 0);
}

function whereCard() {
  const {nodes, process, executor} = page.environment, names = nodes ? nodes.split(", ") : [];
  const place = names.length > 1 ? `${names.length} nodes` : names[0] || (process || "–").split(", number ")[0];
  return card("where", place, (executor ? "executor " + executor : "") + (names.length > 1 ? ": " + shortened(nodes, 90) : ""));
}

function buildSummary(section) {
  const run = page.run, best = trialById.get(run.best);
  const cards = element("dl", {class: "cards"});
  if (run.metric) {
    cards.append(card(`best ${run.metric}`, best ? shown(best.value) : "–", `${run.mode}imised`));
    cards.append(card("best trial", best ? String(best.number) : "–", best ? best.id + (best.model ? ", model " + best.model : "") : "none has ended well"));
  }
  const counts = stateCounts().map(([state, count]) => `${count} ${state}`).join(", ");
  cards.append(run.tune ? card("trials", trials.length.toLocaleString("en"), counts) : card("training", counts.replace(/^1 /, "") || "not started"));
  const end = run.finished === null ? (run.status === "running" ? page.written : null) : run.finished;
  cards.append(card("duration", end === null ? "–" : durationText(end - run.started), "from " + timeText(run.started)));
  cards.append(whereCard());
  section.append(cards);
  const model = best || trials[0];
  if (model) section.append(configAndMetrics(best ? "The best trial" : run.tune ? shortName(model) : "The training", model));
  if (run.tune) addFailures(section);
}

/** What a trial was given and what it came to. */
function configAndMetrics(title, trial) {
  const metrics = page.metrics.map((name, i) => [name, trial.metrics[i]]).filter(([, value]) => value !== null);
  return element("div", {class: "pair"},
    element("div", {}, element("h3", {}, title + ": configuration"), definitions(definedIn(trial.config))),
    element("div", {}, element("h3", {}, title + ": metrics"), definitions(metrics)));
}

/** Names and values; of a long list the end is folded away. */
function definitions(pairs) {
  if (!pairs.length) return element("p", {class: "caption"}, "None.");
  const rest = pairs.slice(MOST_DEFINITIONS);
  if (rest.length < FEWEST_FOLDED) return definitionList(pairs);
  return element("div", {}, definitionList(pairs.slice(0, MOST_DEFINITIONS)),
    element("details", {}, element("summary", {}, `${rest.length} more`), definitionList(rest)));
}

function definitionList(pairs) {
  const list = element("dl", {class: "list"});
  pairs.forEach(([name, value]) => list.append(element("dt", {}, name), element("dd", {}, shown(value))));
  return list;
}

/** Trials that failed the same way are told once, by the message of the first. */
function addFailures(section) {
  const all = page.failures;
  if (!all.length) return;
  section.append(element("h3", {}, "Why trials failed"), element("ul", {id: "failures"}, ...all.slice(0, MOST_FAILURES).map(([text, first, count]) =>
    element("li", {}, counted(count, "trial") + ", first ", element("button", {type: "button", class: "link", onclick: () => openPanel(first)}, shortName(trialById.get(first))), ": " + shortened(text, 300)))));
  if (all.length > MOST_FAILURES) section.append(element("p", {class: "caption"}, `and ${counted(all.length - MOST_FAILURES, "other error")}; the table has them all.`));
}

/** What a reader has to know before anything else. */
function buildNotices(main) {
  if (page.run.trouble) {
    main.append(element("p", {class: "notice error", role: "alert"}, "This report is not complete: " + page.run.trouble));
  }
  const end = page.moments.filter(([, event, text]) => (event === "finished" || event === "interrupted") && text).pop();
  if (end && page.run.status !== "running") main.append(element("p", {class: "notice"}, end[2]));
}
