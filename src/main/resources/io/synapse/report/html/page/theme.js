// Dark and light: as the system is set, or as the reader chose.

const themeListeners = [];

function currentTheme() {
  return document.documentElement.dataset.theme;
}

/** Those of this theme that were asked for: asking the styles takes a while. */
const colours = new Map();

function colour(name) {
  if (!colours.has(name)) colours.set(name, getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim());
  return colours.get(name);
}

function setTheme(name) {
  document.documentElement.dataset.theme = name;
  colours.clear();
  themeListeners.forEach(listener => listener());
}

function rememberedTheme() {
  try {
    return localStorage.getItem("synapse:theme");
  } catch (e) {
    return null;
  }
}

const systemDark = matchMedia("(prefers-color-scheme: dark)");
setTheme(rememberedTheme() || (systemDark.matches ? "dark" : "light"));
systemDark.addEventListener("change", () => {
  if (!rememberedTheme()) setTheme(systemDark.matches ? "dark" : "light");
});

function themeButton() {
  const label = () => currentTheme() === "dark" ? "Light theme" : "Dark theme";
  const button = element("button", {type: "button", id: "theme", onclick: () => {
    const next = currentTheme() === "dark" ? "light" : "dark";
    try {
      localStorage.setItem("synapse:theme", next);
    } catch (e) {
      // It lasts as long as the page.
    }
    setTheme(next);
  }}, label());
  themeListeners.push(() => button.textContent = label());
  return button;
}

/** Colours that are told apart in both themes. */
function palette() {
  return currentTheme() === "dark"
    ? ["#86acff", "#f2b35c", "#4fd1a5", "#ff8095", "#c3a3ff", "#6fd3ef", "#e8d06a", "#f29ad0", "#a6c48a", "#b3bccd"]
    : ["#2457c5", "#b26a00", "#0f8463", "#c4314b", "#7a4cc2", "#0a7a96", "#857012", "#b03a86", "#557a2b", "#5b6577"];
}

/** From the worst value to the best. */
function scaleColours() {
  return [colour("low"), colour("middle"), colour("high")];
}
