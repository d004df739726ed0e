"use strict";

// Elements and texts. Whatever comes from the data becomes text nodes, never HTML.

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

/** A value for people: numbers to five digits. */
function shown(value) {
  if (value === null || value === undefined) return "–";
  if (typeof value === "number") return numberText(value);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function numberText(value) {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return String(value);
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e6) ? value.toExponential(3).replace(/\.?0+e/, "e") : String(Number(value.toPrecision(5)));
}

/** A text for the charts' tooltips, which take HTML. */
function escaped(value) {
  return shown(value).replace(/[&<>"']/g, sign => "&#" + sign.charCodeAt(0) + ";");
}

function shortened(text, length) {
  const whole = String(text);
  return whole.length <= length ? whole : whole.slice(0, length - 1) + "…";
}

function timeText(milliseconds) {
  if (milliseconds === null || milliseconds === undefined) return "–";
  const pad = number => String(number).padStart(2, "0");
  const time = new Date(milliseconds);
  return `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())} ${pad(time.getHours())}:${pad(time.getMinutes())}:${pad(time.getSeconds())}`;
}

function durationText(milliseconds) {
  if (!Number.isFinite(milliseconds)) return "–";
  const whole = Math.round(milliseconds / 1000), minutes = Math.floor(whole / 60);
  if (milliseconds < 9950) return (milliseconds / 1000).toFixed(1) + " s";
  if (whole < 60) return whole + " s";
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function sizeText(bytes) {
  return bytes >= 1e9 ? (bytes / 1e9).toFixed(1) + " GB" : (bytes / 1e6).toFixed(0) + " MB";
}

function counted(number, what) {
  return `${number.toLocaleString("en")} ${what}${number === 1 ? "" : "s"}`;
}
