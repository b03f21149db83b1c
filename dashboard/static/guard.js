// @ts-check
/**
 * Forms against spam, for browsers with script. On a page that is kept for everybody it fetches a
 * stamp of one's own at the first touch; where work is asked for, it has it done by a worker, which
 * is this same file, and takes the question away. Without script a form works all the same, with
 * one look or one question more.
 */
(() => {
  "use strict";

  // SHA-256 by hand: crypto.subtle is closed to the pages of a hall's own network without TLS.

  /** The first 64 primes. */
  const primes = (() => {
    /** @type {number[]} */
    const found = [];
    for (let n = 2; found.length < 64; n++) if (found.every((one) => n % one)) found.push(n);
    return found;
  })();
  /** @param {number} value */
  const fraction = (value) => Math.floor((value % 1) * 2 ** 32);
  const ROUNDS = Uint32Array.from(primes, (one) => fraction(Math.cbrt(one)));
  const START = Uint32Array.from(primes.slice(0, 8), (one) => fraction(Math.sqrt(one)));
  /** @param {number} word @param {number} by */
  const turned = (word, by) => (word >>> by) | (word << (32 - by));

  /**
   * One block of 64 bytes, as sixteen words, worked into the state.
   * @param {Uint32Array} state
   * @param {Uint32Array} words the block, with room for 64
   */
  function work(state, words) {
    for (let i = 16; i < 64; i++) {
      const near = words[i - 2];
      const far = words[i - 15];
      words[i] =
        words[i - 16] + words[i - 7] +
        (turned(far, 7) ^ turned(far, 18) ^ (far >>> 3)) +
        (turned(near, 17) ^ turned(near, 19) ^ (near >>> 10));
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      const one =
        (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) +
          ROUNDS[i] + words[i]) | 0;
      const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + one) | 0;
      d = c; c = b; b = a; a = (one + two) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((one, i) => { state[i] += one; });
  }

  /**
   * The first 32 bits of the SHA-256 of a text in ASCII.
   * @param {string} text
   */
  function head(text) {
    const blocks = (text.length + 8 >> 6) + 1;
    const bytes = new Uint8Array(blocks * 64);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    bytes[text.length] = 0x80;
    const view = new DataView(bytes.buffer);
    view.setUint32(blocks * 64 - 4, text.length * 8);
    const state = START.slice();
    const words = new Uint32Array(64);
    for (let block = 0; block < blocks; block++) {
      for (let i = 0; i < 16; i++) words[i] = view.getUint32(block * 64 + i * 4);
      work(state, words);
    }
    return state[0];
  }

  /**
   * The number whose hash with the stamp begins with so many zero bits.
   * @param {string} stamp
   * @param {number} bits
   */
  function found(stamp, bits) {
    let number = 0;
    while (head(`${stamp}:${number}`) >>> (32 - bits)) number++;
    return number;
  }

  if (typeof document === "undefined") {
    self.onmessage = (told) => self.postMessage(found(told.data.stamp, told.data.bits));
    return;
  }

  const source = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const PATIENCE = 8000; // milliseconds a sending waits for a stamp and its work

  /** One form of the page. */
  class Guarded {
    /** @param {HTMLInputElement} stamp */
    constructor(stamp) {
      this.stamp = stamp;
      this.form = /** @type {HTMLFormElement} */ (stamp.form);
      this.question = /** @type {HTMLElement | null} */ (
        this.form.querySelector("[data-guard-question]")
      );
      /** @type {Promise<void> | null} */
      this.ready = null;
      this.sent = false;
      this.form.addEventListener("focusin", () => this.begin());
      this.form.addEventListener("submit", (event) => this.hold(event));
      window.addEventListener("pageshow", (event) => {
        if (event.persisted) this.again();
      });
      if (this.question && this.stamp.dataset.guardBits) this.ask(false);
    }

    begin() {
      this.ready ??= this.prepare().catch(() => this.ask(true));
    }

    /** A page that came back from the browser's memory: its stamp may have been used. */
    again() {
      this.sent = false;
      this.ready = null;
      this.stamp.dataset.guardAll = "";
    }

    async prepare() {
      if ("guardAll" in this.stamp.dataset) await this.fetch();
      const bits = Number(this.stamp.dataset.guardBits || 0);
      if (bits) await this.done(bits);
    }

    async fetch() {
      const answer = await fetch(`/${document.documentElement.lang}/form-stamp`, {
        credentials: "same-origin",
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const told = await answer.json();
      this.stamp.value = told.stamp;
      if (told.sixteen) this.spare();
    }

    /** Who has said to be sixteen is not asked again. */
    spare() {
      const asked = /** @type {HTMLElement | null} */ (
        this.form.querySelector("[data-guard-sixteen]")
      );
      if (asked) asked.hidden = true;
      const box = /** @type {HTMLInputElement | null} */ (asked?.querySelector("input") ?? null);
      if (box) box.checked = true;
    }

    /** @param {number} bits */
    done(bits) {
      return new Promise((resolve, reject) => {
        const worker = new Worker(source);
        worker.onmessage = (told) => {
          worker.terminate();
          this.keep(String(told.data));
          resolve(undefined);
        };
        worker.onerror = reject;
        worker.postMessage({ stamp: this.stamp.value, bits });
      });
    }

    /** @param {string} number */
    keep(number) {
      let field = /** @type {HTMLInputElement | null} */ (
        this.form.querySelector("input[name=work]")
      );
      if (!field) {
        field = document.createElement("input");
        field.type = "hidden";
        field.name = "work";
        this.stamp.after(field);
      }
      field.value = number;
    }

    /** @param {boolean} shown */
    ask(shown) {
      if (this.question) this.question.hidden = !shown;
    }

    /** @param {SubmitEvent} event */
    hold(event) {
      if (this.sent) return;
      event.preventDefault();
      this.begin();
      const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
      // In a task of its own: a form that is still being submitted takes no second submission.
      Promise.race([this.ready, late]).then(() => setTimeout(() => {
        this.sent = true;
        this.form.requestSubmit(event.submitter);
        // A second press sends the same once more: the server knows it by its stamp.
        setTimeout(() => { this.sent = false; }, 0);
      }, 0));
    }
  }

  document.querySelectorAll("input[data-guard-stamp]").forEach((one) => {
    const stamp = /** @type {HTMLInputElement} */ (one);
    // Two forms of a page bring the script twice; each form is guarded once.
    if ("guarded" in stamp.dataset) return;
    stamp.dataset.guarded = "";
    new Guarded(stamp);
  });
})();
