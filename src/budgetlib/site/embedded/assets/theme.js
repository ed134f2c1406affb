// Light or dark, decided before anything is painted: what the reader chose, else what the system says.
// Sets the class names Quarto sets (quarto-light, quarto-dark) and keeps the choice under its name.
"use strict";

window.siteTheme = (() => {
  const KEY = "quarto-color-scheme";
  const system = window.matchMedia("(prefers-color-scheme: dark)");

  function chosen() {
    try {
      return window.localStorage.getItem(KEY);
    } catch {
      return null; // storage is switched off: only the system counts
    }
  }

  function isDark() {
    const choice = chosen();
    return choice === null ? system.matches : choice === "alternate";
  }

  function apply() {
    const dark = "darkTheme" in document.body.dataset && isDark();
    document.body.classList.toggle("quarto-dark", dark);
    document.body.classList.toggle("quarto-light", !dark);
    for (const button of document.querySelectorAll(".quarto-color-scheme-toggle")) {
      button.setAttribute("aria-pressed", String(dark));
    }
  }

  function toggle() {
    const choice = isDark() ? "default" : "alternate";
    try {
      window.localStorage.setItem(KEY, choice);
    } catch {
      // the choice holds for no longer than the page
    }
    apply();
  }

  document.documentElement.classList.add("js");
  system.addEventListener("change", apply);
  return { apply, toggle };
})();
