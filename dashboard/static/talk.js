// @ts-check
/**
 * The discussion, for browsers with script: one answers right below a post, sees how many signs are
 * left, and a text that is being written stays in its tab when the page or the line is lost. All of
 * it works without script too, with one page more.
 */
(() => {
  "use strict";

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const DRAFT = "talk:";

  /** What a tab keeps may be closed to us; then nothing is kept. */
  const kept = {
    /** @param {string} name */
    get(name) {
      try { return sessionStorage.getItem(DRAFT + name) ?? ""; } catch { return ""; }
    },
    /** @param {string} name @param {string} words */
    put(name, words) {
      try {
        if (words) sessionStorage.setItem(DRAFT + name, words);
        else sessionStorage.removeItem(DRAFT + name);
      } catch { /* the text stays on the page */ }
    },
  };

  /** The form of a thread. */
  class Writing {
    /** @param {HTMLFormElement} form */
    constructor(form) {
      this.form = form;
      this.section = /** @type {HTMLElement} */ (form.closest("section"));
      this.heading = /** @type {HTMLElement} */ (this.section.querySelector("h2"));
      this.words = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("words"));
      this.parent = /** @type {HTMLInputElement} */ (form.elements.namedItem("parent"));
      this.left = /** @type {HTMLElement} */ (form.querySelector("[data-left]"));
      this.longest = Number(form.dataset.longest);
      this.home = document.createComment("the form stands here");
      this.section.before(this.home);
      this.words.addEventListener("input", () => this.typed());
      // A page that comes back filled knows better than the tab.
      if (!this.words.value) this.words.value = kept.get(this.place());
      this.tell();
    }

    /** A text belongs to its thread, and to the post it answers. */
    place() {
      return new URL(this.form.action).pathname.replace(/^\/\w\w\//, "") + "#" + this.parent.value;
    }

    typed() {
      kept.put(this.place(), this.words.value);
      this.tell();
    }

    tell() {
      const left = this.longest - [...this.words.value.trim()].length;
      const pattern = (left < 0 ? this.left.dataset.over : this.left.dataset.left) ?? "";
      this.left.textContent = left > 200 ? "" : pattern.replace("#", String(Math.abs(left)));
      this.left.classList.toggle("talk-over", left < 0);
    }

    /**
     * Answer one post, or with none everybody.
     * @param {HTMLElement | null} link
     */
    answer(link) {
      const post = link?.closest("li");
      if (link && post) post.append(this.section);
      else this.home.after(this.section);
      kept.put(this.place(), this.words.value);
      this.parent.value = link?.dataset.answer ?? "";
      this.heading.textContent = link?.dataset.who ?? this.heading.dataset.everybody ?? "";
      this.words.value = kept.get(this.place());
      this.tell();
      this.words.focus();
    }
  }

  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-talk]"));
  if (form) {
    const writing = new Writing(form);
    document.addEventListener("click", (event) => {
      const target = /** @type {Element} */ (event.target);
      const link = /** @type {HTMLElement | null} */ (target.closest("a[data-answer]"));
      const everybody = target.closest('a[href="#write"]');
      if (!link && !(everybody && writing.parent.value)) return;
      event.preventDefault();
      writing.answer(link);
    });
  }

  // What was sent needs no copy in the tab.
  if (script.dataset.sent) kept.put(script.dataset.sent, "");

  const link = document.getElementById("link");
  const copied = /** @type {HTMLElement | null} */ (document.querySelector("[data-copied]"));
  if (link && copied && navigator.clipboard) {
    const button = document.createElement("button");
    button.className = "button";
    button.type = "button";
    button.textContent = script.dataset.copy ?? "";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(link.textContent ?? "");
      copied.hidden = false;
      copied.textContent = copied.dataset.copied ?? "";
    });
    link.after(button);
  }
})();
