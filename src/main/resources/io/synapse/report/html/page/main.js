// Puts the page together.

function section(id, title, build, parent) {
  const made = element("section", {id, "aria-labelledby": id + "-title"}, element("h2", {id: id + "-title"}, title));
  parent.append(made);
  document.getElementById("contents").append(element("a", {href: "#" + id}, title));
  build(made);
}

function pair(main) {
  const box = element("div", {class: "pair"});
  main.append(box);
  return box;
}

function buildTuning(main) {
  const valued = page.run.metric && trials.some(trial => Number.isFinite(trial.value));
  const varied = variedAxes();
  section("history", "Optimisation history", buildHistory, main);
  if (hasCurves()) section("curves", "Learning curves", made => new LearningCurves(made), main);
  if (valued && varied.length && trials.some(isCounted)) {
    section("parallel", "Parallel coordinates", buildParallel, main);
    const box = varied.length > 1 ? pair(main) : main;
    if (page.importances.length) section("importance", "Hyperparameter importance", buildImportance, box);
    if (varied.length > 1) section("contour", "Two hyperparameters", buildContour, box);
  }
  if (valued && varied.length) section("slices", "Slices", buildSlices, main);
  if (page.brackets.some(bracket => bracket.rungs.some(rung => rung.reached > 0))) section("rungs", "Rungs and brackets", buildRungs, main);
  if (hasLineage()) section("lineage", "Lineage", buildLineage, main);
  if (trials.some(trial => trial.attempts.length)) section("timeline", "Timeline", buildTimeline, main);
  section("trials", "Trials", made => new TrialTable(made), main);
}

function buildSingle(main) {
  if (!trials.length) return;
  if (trialCurveGroups(trials[0]).length) section("curves", "Curves", buildTraining, main);
  const more = details()[trials[0].id];
  if (more && more.pictures && more.pictures.length) section("pictures", "Pictures", buildTrainingPictures, main);
  section("trials", "The training", buildTrainingLog, main);
}

function buildPage() {
  const main = document.getElementById("main");
  buildHead();
  buildNotices(main);
  section("summary", "Summary", buildSummary, main);
  if (page.run.tune && trials.length) buildTuning(main);
  else if (page.run.tune) main.append(element("p", {class: "notice"}, page.run.trouble ? "Nothing is known of its trials." : "No trial has started yet."));
  else buildSingle(main);
  const box = pair(main);
  section("job", "Job", buildJob, box);
  section("environment", "Environment and fingerprints", buildEnvironment, box);
  document.getElementById("foot").append(element("p", {}, `Written ${timeText(page.written)} by synapse. Charts: Apache ECharts.`));
  startLive();
  restorePlace();
  document.documentElement.dataset.ready = "true";
}

buildPage();
