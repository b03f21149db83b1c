// @ts-check
/**
 * Texts of the desk that save themselves while one types, and the line that says so.
 *
 * A field sends what it holds after a pause in typing, at least every few seconds while typing goes
 * on, and when it is left. Until the server shows the same words back, a copy stays in this
 * browser; after a crash it is brought back. Streamlit calls `field` and `line` with new data at
 * each run: the field itself stays, and words of the server only come into it while nobody is in it
 * and nothing waits to be saved.
 */

const PAUSE = 800; // ms without a key after which is sent
const LONGEST = 3000; // and at the latest after this much typing
const AGAIN = 4000; // sent, but not shown back by the server: once more
const DEAF = 3; // so often without any answer: the session is gone, though the line stands
const LATE = 6000; // from here on the line says that it is not saved
const ORPHAN = 10_000; // a copy of another window this old, whose field is not shown, is sent by the line
const OWN_ORPHAN = 500; // the same for a copy of this window
const FORGOTTEN = 60 * 24 * 3600 * 1000; // copies nobody came back for
const NEAR = 0.85; // from this share of the limit on, the counter is read out
const PREFIX = "desk:";

/**
 * @typedef {{
 *   counter: string, over: [string, string], under: [string, string], required: string,
 *   example: string, back: string, other: string, use: string, drop: string,
 *   elsewhere: string, mine: string, theirs: string,
 * }} Words
 * @typedef {{
 *   receipt: string, name: string, words: string, kept: boolean, label: string, why: string,
 *   example: string, required: boolean, most: number | null, fewest: number, rows: number,
 *   kind: "text" | "url" | "number", language: string, own: string, mark: string, fault: string,
 *   texts: Words,
 * }} FieldData
 * @typedef {{
 *   receipt: string, step: string, saved_at: string, own: string, heard: Heard[],
 *   texts: { saved: string, saving: string, late: string, fresh: string },
 * }} LineData
 * @typedef {{ name: string, words: string, kept: boolean }} Heard
 * @typedef {{ words: string, of: string, at: number, window?: string, refused?: boolean }} Copy
 */
/**
 * @template D
 * @typedef {{ parentElement: ParentNode, data: D,
 *   setTriggerValue: (name: string, value: unknown) => void }} Component
 */

const WINDOW = Math.random().toString(36).slice(2); // another window of this browser has another one

// Copies in this browser --------------------------------------------------------------------------

const copies = {
  /** @param {string} receipt @param {string} name */
  key: (receipt, name) => `${PREFIX}${receipt}:${name}`,
  /** @param {string} key @returns {Copy | null} */
  read(key) {
    try {
      return JSON.parse(localStorage.getItem(key) ?? "null");
    } catch {
      return null; // a browser that keeps nothing, or a copy of another program
    }
  },
  /** @param {string} key @param {Copy} copy */
  write(key, copy) {
    try {
      localStorage.setItem(key, JSON.stringify(copy));
    } catch {
      // Full, or switched off: what is typed still goes to the server every few seconds.
    }
  },
  /** @param {string} key */
  drop(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // Switched off: nothing to drop.
    }
  },
  /** @param {string} receipt @returns {{ name: string, key: string, copy: Copy }[]} */
  of(receipt) {
    const start = `${PREFIX}${receipt}:`;
    return this.keys(start).flatMap((key) => {
      const copy = this.read(key);
      return copy ? [{ name: key.slice(start.length), key, copy }] : [];
    });
  },
  /** @param {string} start */
  keys(start) {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(start));
    } catch {
      return [];
    }
  },
};
for (const key of copies.keys(PREFIX)) {
  if (Date.now() - (copies.read(key)?.at ?? 0) > FORGOTTEN) copies.drop(key);
}

// All fields of this view, so that the line can tell of them ---------------------------------------

/** @type {Set<Field>} */
const fields = new Set();
/** @type {Set<Line>} */
const lines = new Set();
const tell = () => lines.forEach((line) => line.say());

const connected = () =>
  document.querySelector('[data-testid="stApp"]')?.getAttribute("data-test-connection-state") === "CONNECTED";

/** As a text area holds it, and without half signs, which no store takes. @param {string} words */
const plain = (words) => words.replace(/\r\n?/g, "\n").toWellFormed();

/** Signs as the rules count them. @param {string} words */
const signs = (words) => [...words.trim()].length;

/** @param {string} pattern @param {Record<string, string>} values */
const filled = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag @param {string} css @param {Partial<HTMLElementTagNameMap[K]>} [more]
 */
function element(tag, css, more) {
  const made = document.createElement(tag);
  made.className = css;
  return Object.assign(made, more);
}

let numbered = 0;

class Field {
  /** @param {HTMLElement} root @param {FieldData} data */
  constructor(root, data) {
    this.root = root;
    this.data = data;
    this.base = plain(data.words); // what the server is known to hold
    /** @type {string[]} */
    this.sent = []; // what went off and was not yet seen to arrive
    this.since = 0; // when the first unsent key was pressed
    this.waiting = 0; // since when something is not acknowledged
    this.unheard = 0; // how often something went off since the server last said anything
    this.quiet = 0; // since when
    this.asked = false; // two texts are shown, and nobody has chosen yet
    /** @type {number | undefined} */
    this.timer = undefined;
    /** @type {number | undefined} */
    this.speaking = undefined;
    /** @type {(() => void)[]} */
    this.leaving = []; // who waits until all is saved
    /** @type {(name: string, value: unknown) => void} */
    this.send = () => {};
    this.#build();
    this.input.value = this.base;
    this.#dress();
    this.#bringBack();
    fields.add(this);
  }

  get words() {
    return plain(this.input.value);
  }

  get pending() {
    return this.words !== this.base;
  }

  get key() {
    return copies.key(this.data.receipt, this.data.name);
  }

  /** @param {FieldData} data @param {(name: string, value: unknown) => void} send */
  update(data, send) {
    const moved = data.name !== this.data.name || data.receipt !== this.data.receipt;
    this.data = data;
    this.send = send;
    this.unheard = this.quiet = 0;
    const theirs = plain(data.words);
    if (moved) this.#become(theirs);
    else this.#hear(theirs);
    this.#dress();
    tell();
  }

  /** Another text in the same place. @param {string} theirs */
  #become(theirs) {
    this.base = theirs;
    this.sent = [];
    this.waiting = 0;
    clearTimeout(this.timer);
    this.input.value = theirs;
    this.#bringBack();
  }

  /** @param {string} theirs */
  #hear(theirs) {
    const arrived = this.sent.indexOf(theirs);
    if (theirs === this.words || arrived >= 0) {
      this.base = theirs;
      this.sent = this.sent.slice(arrived + 1);
      if (theirs !== this.words) this.#keep();
      else {
        this.sent = [];
        this.waiting = 0;
        clearTimeout(this.timer);
        if (this.data.kept) copies.drop(this.key);
        this.leaving.splice(0).forEach((done) => done());
      }
      return;
    }
    if (this.pending) {
      // Saved elsewhere while somebody typed here: neither is thrown away unasked.
      if (theirs !== this.base && this.data.kept) this.#ask(theirs);
    } else if (document.activeElement !== this.input) {
      this.base = theirs;
      this.input.value = theirs;
    }
  }

  // Typing ------------------------------------------------------------------------------------------

  #typed() {
    const now = Date.now();
    this.note.hidden ||= !this.asked;
    if (this.pending) {
      this.#keep();
      this.since ||= now;
      this.waiting ||= now;
      this.#later(Math.max(0, Math.min(PAUSE, this.since + LONGEST - now)));
    } else {
      copies.drop(this.key);
      this.since = this.waiting = 0;
      clearTimeout(this.timer);
      // An older text may be on its way: the server is told of this one again.
      if (this.sent.length) this.#later(PAUSE);
    }
    this.#count();
    this.#announce();
    tell();
  }

  #keep() {
    copies.write(this.key, { words: this.words, of: this.base, at: Date.now(), window: WINDOW });
  }

  /** @param {number} wait */
  #later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.go(), wait);
  }

  /** Send what is here now, and again as long as the server does not show it back. */
  go() {
    clearTimeout(this.timer);
    if (this.asked || (!this.pending && !this.sent.length)) return;
    if (!connected()) return this.#later(1000);
    const words = this.words;
    this.since = 0;
    if (this.sent.at(-1) !== words) this.sent.push(words);
    this.sent = this.sent.slice(-20);
    this.unheard += 1;
    this.quiet ||= Date.now();
    // A server that was started anew does not know this part of the page and says nothing to it:
    // loaded anew, the page brings the text back from this browser and sends it.
    if (this.unheard > DEAF && Date.now() - this.quiet > DEAF * AGAIN && this.data.kept) return this.#anew();
    this.send("typed", { name: this.data.name, words });
    this.#later(AGAIN);
  }

  #anew() {
    this.#keep();
    location.reload();
  }

  /** Send what is here; done when the server has shown it back. @returns {Promise<void>} */
  settled() {
    return new Promise((done) => {
      this.leaving.push(done);
      this.go();
    });
  }

  // After a crash -------------------------------------------------------------------------------------

  #bringBack() {
    this.note.hidden = true;
    this.asked = false;
    const copy = copies.read(this.key);
    if (!copy) return;
    if (copy.words === this.base) copies.drop(this.key);
    else if (copy.of === this.base) this.#restore(copy.words);
    else this.#offer(copy);
  }

  /** @param {string} words */
  #restore(words) {
    this.input.value = words;
    this.waiting ||= Date.now();
    this.#keep();
    this.#later(PAUSE / 4);
    this.note.replaceChildren(element("span", "", { textContent: this.data.texts.back }));
    this.note.hidden = false;
  }

  /** A copy, and a saved text that changed since: nothing happens by itself. @param {Copy} copy */
  #offer(copy) {
    const { texts } = this.data;
    const use = () => this.#restore(copy.words);
    this.#choose(texts.other, copy.words, [texts.use, use], [texts.drop, () => copies.drop(this.key)]);
  }

  /** Words of the server that came while somebody typed here. @param {string} theirs */
  #ask(theirs) {
    const { texts } = this.data;
    const settle = (/** @type {string} */ words) => {
      this.base = theirs;
      this.sent = [];
      this.input.value = words;
      if (this.pending) this.#keep();
      else copies.drop(this.key);
      this.#later(0);
    };
    const mine = () => settle(this.words);
    this.#choose(texts.elsewhere, theirs, [texts.mine, mine], [texts.theirs, () => settle(theirs)]);
    this.asked = true;
    clearTimeout(this.timer);
  }

  /**
   * Two texts, one choice; the one that is not in the field stands under it.
   * @param {string} told @param {string} words
   * @param {[string, () => void][]} ways
   */
  #choose(told, words, ...ways) {
    const buttons = ways.map(([name, act]) => {
      const button = element("button", "", { type: "button", textContent: name });
      button.onclick = () => {
        this.asked = false;
        this.note.hidden = true;
        act();
        this.#count();
        this.input.focus();
        tell();
      };
      return button;
    });
    const quoted = element("blockquote", "", { textContent: words, lang: this.data.language });
    this.note.replaceChildren(element("span", "", { textContent: told }), quoted, ...buttons);
    this.note.hidden = false;
  }

  // What is seen ----------------------------------------------------------------------------------------

  #build() {
    const id = `saved-text-${++numbered}`;
    const { rows } = this.data;
    this.label = element("label", "saved-text-label", { htmlFor: id });
    this.why = element("p", "saved-text-why", { id: `${id}-why` });
    this.input = rows ? element("textarea", "", { rows }) : element("input", "", { type: "text" });
    this.input.id = id;
    this.input.dir = "auto";
    this.fault = element("p", "saved-text-fault", { id: `${id}-fault` });
    this.note = element("p", "saved-text-back", { hidden: true });
    this.note.setAttribute("role", "status");
    this.counter = element("span", "saved-text-counter", { id: `${id}-counter` });
    this.mark = element("span", "saved-text-mark");
    this.spoken = element("span", "unseen");
    this.spoken.setAttribute("role", "status");
    this.example = element("details", "saved-text-example");
    this.exampleWords = element("blockquote", "");
    this.exampleName = element("summary", "");
    this.example.append(this.exampleName, this.exampleWords);
    const foot = element("div", "saved-text-foot");
    const side = element("div", "saved-text-side");
    side.append(this.mark, this.counter);
    foot.append(this.example, side);
    this.input.setAttribute("aria-describedby", [this.why.id, this.fault.id, this.counter.id].join(" "));
    this.root.replaceChildren(this.label, this.why, this.input, this.fault, this.note, foot, this.spoken);
    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("blur", () => this.#left());
    this.input.addEventListener("keydown", (event) => this.#pressed(/** @type {KeyboardEvent} */ (event)));
  }

  #left() {
    if (this.pending) this.go();
    else this.#hear(plain(this.data.words)); // words that came while somebody was in the field
    this.#dress();
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault(); // what hands do by habit: it is saved, and no dialog opens
      this.go();
    }
    if (event.key === "Enter" && this.data.rows === 1 && !event.isComposing) event.preventDefault();
  }

  #dress() {
    const { data, input } = this;
    const name = element("span", "", { textContent: data.label });
    const must = element("small", "", { textContent: data.required ? data.texts.required : "" });
    if (this.label.textContent !== data.label + must.textContent) this.label.replaceChildren(name, must);
    set(this.why, data.why);
    set(this.fault, data.fault);
    set(this.mark, data.mark);
    set(this.exampleName, data.texts.example);
    set(this.exampleWords, data.example);
    this.example.hidden = !data.example;
    input.lang = data.language;
    input.spellcheck = data.kind === "text";
    input.inputMode = data.kind === "number" ? "decimal" : data.kind;
    input.autocapitalize = data.kind === "text" ? "sentences" : "off";
    input.toggleAttribute("required", data.required);
    input.dataset.name = data.name;
    input.autocomplete = "off";
    if (data.fault) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    this.#count();
  }

  #count() {
    const { most, fewest, texts, own } = this.data;
    const count = signs(this.words);
    const number = new Intl.NumberFormat(own);
    let told = "";
    if (most && count > most) told = plural(texts.over, count - most, own);
    else if (count && count < fewest) told = plural(texts.under, fewest - count, own);
    else if (most) told = filled(texts.counter, { count: number.format(count), most: number.format(most) });
    this.counter.classList.toggle("is-over", Boolean(most && count > most));
    set(this.counter, told);
    this.#grow();
  }

  /** Read out politely, and only where it matters: near the limit and over it. */
  #announce() {
    clearTimeout(this.speaking);
    const { most } = this.data;
    if (!most || signs(this.words) < most * NEAR) return;
    this.speaking = setTimeout(() => set(this.spoken, this.counter.textContent ?? ""), 1200);
  }

  #grow() {
    if (!(this.input instanceof HTMLTextAreaElement) || CSS.supports("field-sizing", "content")) return;
    this.input.style.height = "auto";
    this.input.style.height = `${this.input.scrollHeight + 2}px`;
  }

  remove() {
    if (this.pending) {
      this.#keep();
      this.go();
    }
    clearTimeout(this.timer);
    clearTimeout(this.speaking);
    fields.delete(this);
    tell();
  }
}

/** @param {HTMLElement} where @param {string} words */
function set(where, words) {
  if (where.textContent !== words) where.textContent = words;
  if (!where.classList.contains("unseen")) where.hidden = !words;
}

/** @param {[string, string]} forms @param {number} count @param {string} language */
function plural(forms, count, language) {
  const form = new Intl.PluralRules(language).select(count) === "one" ? forms[0] : forms[1];
  return filled(form, { count: new Intl.NumberFormat(language).format(count) });
}

// The line: which step, and when it was saved ---------------------------------------------------------

class Line {
  /** @param {HTMLElement} root @param {LineData} data */
  constructor(root, data) {
    this.data = data;
    /** @type {(name: string, value: unknown) => void} */
    this.send = () => {};
    this.shown = element("span", "saved-line-words");
    this.alarm = element("span", "saved-line-late");
    this.alarm.setAttribute("role", "status");
    root.replaceChildren(this.shown, " ", this.alarm);
    this.pulse = setInterval(() => this.#beat(), 1000);
    lines.add(this);
  }

  /** @param {LineData} data @param {(name: string, value: unknown) => void} send */
  update(data, send) {
    this.data = data;
    this.send = send;
    for (const one of data.heard) this.#heard(one);
    this.say();
  }

  /** A copy the server took, or would not lay over newer words. @param {Heard} one */
  #heard(one) {
    const key = copies.key(this.data.receipt, one.name);
    const copy = copies.read(key);
    if (!copy || copy.words !== one.words) return;
    if (one.kept) copies.drop(key);
    else if (!copy.refused) copies.write(key, { ...copy, refused: true });
  }

  say() {
    const { data } = this;
    const waiting = [...fields].filter((one) => one.pending && one.data.receipt === data.receipt);
    const oldest = Math.min(...waiting.map((one) => one.waiting || Date.now()), Infinity);
    const late = Date.now() - oldest > LATE;
    const time = data.saved_at && new Date(`${data.saved_at}Z`);
    const saved = time
      ? filled(today(time) ? data.texts.saved : data.texts.saved_before, { time: new Intl.DateTimeFormat(data.own, clock(time)).format(time) })
      : data.texts.fresh;
    set(this.shown, `${data.step} ${late ? "" : waiting.length ? data.texts.saving : saved}`.trim());
    set(this.alarm, late ? data.texts.late : "");
  }

  #beat() {
    this.say();
    if (!connected()) return;
    const here = new Set([...fields].map((one) => one.data.name));
    const left = copies.of(this.data.receipt).filter(
      ({ name, copy }) =>
        !here.has(name) &&
        !copy.refused &&
        Date.now() - copy.at > (copy.window === WINDOW ? OWN_ORPHAN : ORPHAN),
    );
    if (!left.length || Date.now() - (this.told ?? 0) < AGAIN) return;
    this.told = Date.now();
    this.send("left", left.map(({ name, copy }) => ({ name, words: copy.words, of: copy.of })));
  }

  remove() {
    clearInterval(this.pulse);
    lines.delete(this);
  }
}

/** Today the hour is enough. @param {Date} time @returns {Intl.DateTimeFormatOptions} */
function clock(time) {
  return { hour: "2-digit", minute: "2-digit", ...(today(time) ? {} : { day: "numeric", month: "long" }) };
}

/** @param {Date} time */
function today(time) {
  return new Date().toDateString() === time.toDateString();
}

// Whoever leaves, leaves nothing behind ----------------------------------------------------------------

document.addEventListener("house:leaving", (event) => {
  const waits = /** @type {CustomEvent<Promise<void>[]>} */ (event).detail;
  for (const one of fields) if (one.pending) waits.push(one.settled());
});
const leave = () => fields.forEach((one) => one.pending && one.go());
addEventListener("pagehide", leave);
document.addEventListener("visibilitychange", () => document.hidden && leave());

/** @type {WeakMap<Element, Field | Line>} */
const made = new WeakMap();

/**
 * Streamlit also says goodbye for a run that a later one overtook; then the field is still there.
 * @param {Element} root @param {Field | Line} one
 */
function gone(root, one) {
  setTimeout(() => {
    if (root.isConnected) return;
    one.remove();
    made.delete(root);
  });
}

/** @param {Component<FieldData>} component */
export function field({ parentElement, data, setTriggerValue }) {
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".saved-text"));
  const one = /** @type {Field} */ (made.get(root) ?? new Field(root, data));
  made.set(root, one);
  one.update(data, setTriggerValue);
  root.dataset.ready = "true";
  return () => gone(root, one);
}

/** @param {Component<LineData>} component */
export function line({ parentElement, data, setTriggerValue }) {
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".saved-line"));
  const one = /** @type {Line} */ (made.get(root) ?? new Line(root, data));
  made.set(root, one);
  one.update(data, setTriggerValue);
  return () => gone(root, one);
}
