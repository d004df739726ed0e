// The trials as a table, a page at a time: to sort, filter and search.

const ROWS_A_PAGE = 50;

function tableColumns() {
  const columns = [
    {key: "number", title: "#", number: true, value: trial => trial.number, always: true},
    {key: "id", title: "trial", value: trial => trial.id, always: true},
    {key: "status", title: "status", value: stateOf, always: true}];
  const varied = variedAxes().map(param => param.index);
  page.metrics.forEach((name, i) => columns.push({key: "m:" + name, title: name, number: true, value: trial => trial.metrics[i], usual: i < 5}));
  page.params.forEach((param, i) => columns.push({key: "p:" + param.name, title: param.name, number: !param.options || param.options.every(Number.isFinite), value: trial => valueIn(trial.config, i), usual: varied.slice(0, 8).includes(i)}));
  columns.push({key: "iteration", title: "iterations", number: true, value: trial => trial.iteration, usual: true});
  columns.push({key: "time", title: "time", number: true, value: timeOf, show: durationText, usual: true});
  columns.push({key: "attempts", title: "attempts", number: true, value: trial => trial.attempts.length, usual: trials.some(trial => trial.attempts.length > 1)});
  columns.push({key: "model", title: "model", number: true, value: trial => trial.model});
  columns.push({key: "why", title: "why", value: trial => trial.error || trial.reason || "", usual: trials.some(trial => trial.error)});
  return columns;
}

/** Numbers before what is none, whichever way it is sorted. */
function compared(one, other, direction) {
  const missing = value => value === null || value === undefined || value === "" || typeof value === "number" && Number.isNaN(value);
  if (missing(one) || missing(other)) return missing(one) === missing(other) ? 0 : missing(one) ? 1 : -1;
  if (typeof one === "number" && typeof other === "number") return direction * (one - other);
  const first = shown(one), second = shown(other);
  return direction * first.localeCompare(second, undefined, {numeric: true});
}

function searchText(trial) {
  if (!trial.searchable) {
    const values = definedIn(trial.config).concat(page.metrics.map((name, i) => [name, trial.metrics[i]])).map(([name, value]) => name + "=" + shown(value));
    trial.searchable = [trial.id, "#" + trial.number, stateOf(trial), trial.error, trial.reason, trial.origin, ...(trial.notes || []), ...values].join("\n").toLowerCase();
  }
  return trial.searchable;
}

class TrialTable {
  constructor(section) {
    this.columns = tableColumns();
    this.visible = new Set(chosen.columns || this.columns.filter(column => column.always || column.usual).map(column => column.key));
    this.sort = chosen.sort || {key: "number", direction: 1};
    this.state = chosen.state || "";
    this.search = chosen.search || "";
    this.page = chosen.tablePage || 0;
    this.build(section);
    this.update();
  }

  build(section) {
    const states = [["", "all"]].concat(stateCounts().map(([state, count]) => [state, `${state} (${count})`]));
    const search = element("input", {type: "search", id: "search", value: this.search, placeholder: "id, value, error …", oninput: () => this.change("search", search.value)});
    this.count = element("span", {id: "count", role: "status", "aria-live": "polite"});
    this.head = element("tr", {});
    this.body = element("tbody", {});
    const turn = step => () => this.turnTo(this.page + step);
    this.back = element("button", {type: "button", onclick: turn(-1)}, "Previous");
    this.next = element("button", {type: "button", onclick: turn(1)}, "Next");
    this.place = element("span", {class: "caption"});
    section.append(
      element("div", {class: "controls"},
        selection("state-filter", "Status", states, this.state, value => this.change("state", value)),
        element("span", {}, element("label", {for: "search"}, "Search "), search), this.count),
      this.columnChoice(),
      element("div", {class: "wide", tabindex: "0", role: "region", "aria-label": "Table of trials"}, element("table", {id: "trial-table"},
        element("caption", {class: "hidden"}, "Trials; the buttons in the head sort, a trial's name opens it"), element("thead", {}, this.head), this.body)),
      element("div", {class: "controls"}, this.back, this.place, this.next));
  }

  columnChoice() {
    const boxes = this.columns.filter(column => !column.always).map(column => {
      const box = element("input", {type: "checkbox", checked: this.visible.has(column.key), onchange: () => {
        if (box.checked) this.visible.add(column.key); else this.visible.delete(column.key);
        choose("columns", [...this.visible]);
        this.update();
      }});
      return element("label", {}, box, " " + column.title);
    });
    return element("details", {class: "columns"}, element("summary", {}, "Columns"), element("div", {}, ...boxes));
  }

  change(name, value) {
    this[name] = value;
    choose(name, value);
    this.page = 0;
    choose("tablePage", 0);
    this.update();
  }

  turnTo(number) {
    this.page = number;
    choose("tablePage", number);
    this.update();
  }

  sortBy(column) {
    const direction = this.sort.key === column.key ? -this.sort.direction : 1;
    this.change("sort", {key: column.key, direction});
    this.head.querySelector("[aria-sort] button").focus();
  }

  matching() {
    const wanted = this.search.trim().toLowerCase();
    const sorted = this.columns.find(column => column.key === this.sort.key) || this.columns[0];
    return trials
      .filter(trial => (!this.state || stateOf(trial) === this.state) && (!wanted || searchText(trial).includes(wanted)))
      .sort((a, b) => compared(sorted.value(a), sorted.value(b), this.sort.direction) || a.number - b.number);
  }

  update() {
    const found = this.matching(), pages = Math.max(1, Math.ceil(found.length / ROWS_A_PAGE));
    this.page = Math.min(Math.max(0, this.page), pages - 1);
    const shownColumns = this.columns.filter(column => this.visible.has(column.key));
    this.head.replaceChildren(...shownColumns.map(column => this.headCell(column)));
    this.body.replaceChildren(...found.slice(this.page * ROWS_A_PAGE, (this.page + 1) * ROWS_A_PAGE).map(trial => this.row(trial, shownColumns)));
    this.count.textContent = found.length === trials.length ? counted(found.length, "trial") : `${found.length.toLocaleString("en")} of ${counted(trials.length, "trial")}`;
    this.place.textContent = `page ${this.page + 1} of ${pages}`;
    this.back.disabled = this.page === 0;
    this.next.disabled = this.page === pages - 1;
  }

  headCell(column) {
    const sorted = this.sort.key === column.key;
    return element("th", {scope: "col", class: column.number ? "number" : null, title: column.title, "data-key": column.key, "aria-sort": sorted ? (this.sort.direction > 0 ? "ascending" : "descending") : null},
      element("button", {type: "button", onclick: () => this.sortBy(column)}, shortened(column.title, 24)));
  }

  row(trial, columns) {
    const open = event => {
      event.stopPropagation();
      openPanel(trial.id);
    };
    return element("tr", {class: trial.id === page.run.best ? "row best" : "row", "data-id": trial.id, onclick: open}, ...columns.map(column => this.cell(trial, column, open)));
  }

  cell(trial, column, open) {
    if (column.key === "id") return element("td", {}, element("button", {type: "button", class: "link", onclick: open}, trial.id));
    if (column.key === "status") {
      const state = stateOf(trial);
      return element("td", {}, element("span", {class: "state " + state}, state + (trial.id === page.run.best ? ", best" : "")));
    }
    const value = column.value(trial), text = column.show && value !== null ? column.show(value) : shown(value);
    return element("td", {class: column.number ? "number" : null, title: text.length > 30 ? text : null}, shortened(text, 120));
  }
}
