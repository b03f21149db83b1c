// @ts-check
// Buttons that print: shown only where a script can do it.
"use strict";
for (const button of document.querySelectorAll("[data-print]")) {
  if (button instanceof HTMLButtonElement) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}
