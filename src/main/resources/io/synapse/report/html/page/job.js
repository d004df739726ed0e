// The job as it was run, with what, and what befell the run.

function buildJob(section) {
  section.append(element("pre", {id: "job-text", tabindex: "0"}, JSON.stringify(page.job, null, 2)));
}

function buildEnvironment(section) {
  section.append(definitions(Object.entries(page.environment)));
  if (page.moments.length) {
    section.append(element("h3", {}, "What befell the run"), element("ul", {},
      ...page.moments.slice(-100).map(([time, event, text]) => element("li", {}, `${timeText(time)} ${event}${text ? ": " + text : ""}`))));
  }
}
