// @ts-check
/**
 * The wall: shows one scene after the other by the clock of the house, all screens in step.
 *
 * Every two seconds it asks for the scenes, mostly told that they are as they were. What is new goes
 * before. A touch or a key takes over; left alone for a minute, it goes on by itself. Without
 * network or server the last scenes stay, with their hour. It holds one file of scenes and two
 * layers, whatever happens and however long.
 *
 * @typedef {{ key: string, seconds: number, since: number | null, html: Record<string, string> }} Scene
 * @typedef {{ build: string, languages: string[], land: string, scenes: Scene[] }} State
 * @typedef {{ at: number, language: string, until: number }} Turn
 */

const POLL = 2000; // ms between two questions to the server
const PATIENCE = 8000; // ms for an answer
const BEAT = 250; // ms between two looks at the clock
const ALONE = 60_000; // ms without touch or key after which it goes on
const FADE = 600; // ms; as in the styles
const NEWS = 20; // seconds that something new stands at least
const STALE = 60_000; // ms: what came longer ago waits for its turn
const DEAF = 10_000; // ms without an answer: the connection is lost
const LEAST = 40; // per cent of its size that a text is set in
const NIGHT = [22, 6]; // hours between which the screen is dimmed
const DRIFT = [2, 12]; // px an hour, and how far; against letters that burn in
const TIRED = 600_000; // ms: how long a measure of the clock is trusted

/** @param {string} id @returns {HTMLElement} */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const body = document.body;
const words = /** @type {Record<string, string>} */ ({ ...body.dataset });
const stage = part("stage");
const layers = /** @type {HTMLElement[]} */ ([...stage.querySelectorAll(".layer")]);
const memory = `wall:${words.state}`;

/** @type {State | null} */
let state = null;
let etag = "";
let front = 0; // the layer that is seen
/** What stands there now. @type {{ key: string, html: string, until: number }} */
let now = { key: "", html: "", until: 0 };
/** By whom it is held: where, and since when nobody has touched it. @type {{ at: number, since: number } | null} */
let held = null;
/** When each version of a scene was first known here. @type {Map<string, number>} */
let known = new Map();
let heard = Date.now(); // the last answer
let asOf = Date.now(); // the hour of what is shown
/** How far this clock is behind the house's, and how sure that is. */
let clock = { ahead: 0, doubt: Infinity, at: 0 };

const time = () => Date.now() + clock.ahead;

// The server -----------------------------------------------------------------------------------

async function ask() {
  const sent = Date.now();
  try {
    const answer = await fetch(words.state, {
      cache: "no-store",
      headers: etag ? { "If-None-Match": etag } : {},
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status !== 200 && answer.status !== 304) throw new Error(String(answer.status));
    measure(Number(answer.headers.get("X-House-Clock")), sent, Date.now());
    if (answer.status === 200) {
      const told = await answer.text();
      take(JSON.parse(told));
      etag = answer.headers.get("ETag") ?? "";
      keep(told);
    }
    heard = asOf = Date.now();
  } catch {
    // Gone, or starting anew: what is there stays.
  }
  tellContact();
  setTimeout(ask, POLL);
}

/** @param {number} house @param {number} sent @param {number} got */
function measure(house, sent, got) {
  if (!house) return;
  const doubt = got - sent;
  if (doubt > clock.doubt && got - clock.at < TIRED) return;
  clock = { ahead: house - (sent + got) / 2, doubt, at: got };
}

/** @param {State} told */
function take(told) {
  const first = state === null;
  const versions = new Map();
  for (const one of told.scenes) {
    if (one.since === null) continue;
    const version = `${one.key} ${one.since}`;
    // What was there when the wall began, or has just come, counts from its own moment; what waited
    // for the network, or comes from a clock ahead of this one, from now.
    const late = !first && time() - one.since > STALE;
    versions.set(version, known.get(version) ?? (late ? time() : Math.min(one.since, time())));
  }
  known = versions;
  if (told.land !== state?.land) part("land").innerHTML = told.land;
  state = told;
}

/** @param {string} told */
function keep(told) {
  try {
    localStorage.setItem(memory, JSON.stringify({ at: Date.now(), told }));
  } catch {
    // Full, or switched off: it runs without.
  }
}

function remember() {
  try {
    const kept = JSON.parse(localStorage.getItem(memory) ?? "null");
    if (!kept) return;
    take(JSON.parse(kept.told));
    asOf = kept.at;
  } catch {
    // Nothing kept, or by another program.
  }
}

function tellContact() {
  const lost = Date.now() - heard > DEAF;
  const sign = part("lost");
  if (sign.hidden !== lost) return;
  sign.hidden = !lost;
  const hour = new Date(asOf).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  sign.textContent = lost ? words.lost.replace("{time}", hour) : "";
}

// What is shown when ------------------------------------------------------------------------------

/** What the clock says: the same on every screen. @param {State} from @param {number} at @returns {Turn} */
function turn(from, at) {
  const round = from.scenes.reduce((sum, one) => sum + one.seconds, 0) * 1000;
  const rounds = Math.floor(at / round);
  let end = rounds * round;
  let place = 0;
  for (; place < from.scenes.length - 1; place++) {
    if (end + from.scenes[place].seconds * 1000 > at) break;
    end += from.scenes[place].seconds * 1000;
  }
  const language = from.languages[(place + rounds) % from.languages.length];
  return { at: place, language, until: end + from.scenes[place].seconds * 1000 };
}

/** What is new, one after the other, each for as long as it takes to read. @param {State} from @param {number} at @returns {Turn | null} */
function news(from, at) {
  const fresh = from.scenes
    .map((one, place) => ({ place, one, since: known.get(`${one.key} ${one.since}`) ?? 0 }))
    .filter(({ one, since }) => one.since !== null && at - since < STALE + 10 * NEWS * 1000)
    .sort((a, b) => a.since - b.since || a.place - b.place);
  let end = 0;
  for (const { place, one, since } of fresh) {
    const start = Math.max(end, since);
    if (start - since > STALE) continue; // too many at once: it has its turn
    end = start + Math.max(one.seconds, NEWS) * 1000 * from.languages.length;
    if (start <= at && at < end) return { at: place, language: spoken(from, start, at, end), until: end };
  }
  return null;
}

/** Something new is said in each language in turn. @param {State} from @param {number} start @param {number} at @param {number} end */
function spoken(from, start, at, end) {
  return from.languages[Math.floor(((at - start) / (end - start)) * from.languages.length)];
}

function look() {
  dim();
  if (!state) return;
  if (held) {
    const left = ALONE - (Date.now() - held.since);
    part("back").textContent = words.goesOn.replace("{seconds}", String(Math.max(1, Math.ceil(left / 1000))));
    if (left > 0) return;
    release();
  }
  const at = time();
  const fresh = news(state, at);
  const next = fresh ?? turn(state, at);
  const one = state.scenes[next.at];
  const html = one.html[next.language];
  if (html === now.html) return;
  // The same scene, told anew, changes in its place; another one waits for the end of this.
  if (one.key === now.key || fresh || at >= now.until || !state.scenes.some((other) => other.key === now.key))
    show(one, html, next.until);
}

/** @param {Scene} one @param {string} html @param {number} until */
function show(one, html, until) {
  if (!held && words.build !== state?.build && renew()) return;
  const first = stage.dataset.running !== "yes"; // nothing was shown before: nothing to fade from
  const still = first || (one.key === now.key && now.html !== "");
  stage.dataset.running = "yes";
  now = { key: one.key, html, until };
  if (still) {
    layers[front].innerHTML = html;
    settle(layers[front], one);
    return;
  }
  const old = layers[front];
  front = 1 - front;
  const next = layers[front];
  next.innerHTML = html; // every word of it was escaped by the server
  next.hidden = false;
  settle(next, one);
  requestAnimationFrame(() => {
    next.classList.add("shown");
    old.classList.remove("shown");
  });
  setTimeout(() => {
    if (layers[front] === old || old.classList.contains("shown")) return; // it is in use again
    old.hidden = true;
    old.replaceChildren();
  }, FADE + 100);
}

/** A screen with older code loads itself anew, once for each new one. */
function renew() {
  const mark = `wall-build:${state?.build}`;
  if (Date.now() - heard > POLL * 2 || sessionStorage.getItem(mark)) return false;
  sessionStorage.setItem(mark, "yes");
  location.reload();
  return true;
}

// How it stands ------------------------------------------------------------------------------------

/** Words that are too many for their place are set smaller, step by step. @param {HTMLElement} layer @param {Scene} one */
function settle(layer, one) {
  const main = /** @type {HTMLElement | null} */ (layer.querySelector(".main"));
  if (main) {
    main.classList.add("fitted"); // no word is broken while a smaller size will do
    for (let step = 100; !fits(main, step) && step > LEAST; step -= 5);
    if (!fits(main)) main.classList.remove("fitted");
  }
  const place = state ? state.scenes.indexOf(one) : 0;
  const strokes = layer.querySelectorAll(".beat i");
  const lit = Math.floor((place / Math.max(1, state?.scenes.length ?? 1)) * strokes.length);
  strokes.forEach((stroke, at) => stroke.classList.toggle("lit", at === lit));
  part("place").textContent = state
    ? words.of.replace("{number}", String(place + 1)).replace("{all}", String(state.scenes.length))
    : "";
}

/** @param {HTMLElement} main @param {number} [step] */
function fits(main, step) {
  if (step) main.style.setProperty("--fit", String(step / 100));
  return main.scrollHeight <= main.clientHeight + 1 && main.scrollWidth <= main.clientWidth + 1;
}

function dim() {
  const at = new Date();
  const hour = at.getHours();
  part("night").classList.toggle("dark", hour >= NIGHT[0] || hour < NIGHT[1]);
  const hours = at.getTime() / 3_600_000;
  stage.style.translate = `${drift(hours)}px ${drift(hours * 1.3 + DRIFT[1] / 2)}px`;
}

/** To and fro, two pixels an hour. @param {number} hours */
function drift(hours) {
  const [speed, far] = DRIFT;
  const way = (hours * speed) % (4 * far);
  return Math.round(way < 2 * far ? way - far : 3 * far - way);
}

// Somebody is there --------------------------------------------------------------------------------

/** @param {number} by */
function step(by) {
  if (!state || !held) return;
  const all = state.scenes.length;
  held.at = (held.at + by + all) % all;
  const one = state.scenes[held.at];
  show(one, one.html[state.languages[0]], 0);
}

/** Hold what is shown. @returns {boolean} whether it ran until now */
function takeOver() {
  if (!state) return false;
  const ran = !held;
  const at = state.scenes.findIndex((one) => one.key === now.key);
  held = { at: held?.at ?? Math.max(at, 0), since: Date.now() };
  if (ran) tellHold();
  return ran;
}

function release() {
  held = null;
  now.until = 0;
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  tellHold();
}

function tellHold() {
  body.classList.toggle("held", held !== null);
  part("pause").setAttribute("aria-label", held ? words.resume : words.pause);
  stage.setAttribute("aria-live", held ? "polite" : "off");
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  // What would leave the exhibition does nothing: history, search, saving, printing, zoom.
  const way = event.altKey || event.ctrlKey || event.metaKey;
  if (way || ["BrowserBack", "BrowserForward", "F1", "F3", "F6", "F7", "ContextMenu"].includes(event.key)) {
    if (!(event.ctrlKey && event.key === "r")) event.preventDefault();
    return;
  }
  const ran = takeOver();
  const button = event.target instanceof Element && event.target.closest("button");
  if (event.key === "ArrowRight" || event.key === "PageDown") step(1);
  else if (event.key === "ArrowLeft" || event.key === "PageUp") step(-1);
  else if (event.key === "Escape" && !ran) release();
  else if (event.key === " " && !button && !ran) release();
  else return;
  event.preventDefault();
}

/** A touch on the left third goes back, elsewhere forward; the first one only stops. @param {PointerEvent} event */
function touched(event) {
  trap();
  const ran = takeOver();
  if (event.target instanceof Element && event.target.closest("#bar")) return;
  if (!ran) step(event.clientX < innerWidth / 3 ? -1 : 1);
}

let trapped = false;
/** "Back" leads to where one is. */
function trap() {
  if (trapped) return;
  trapped = true;
  history.pushState(null, "", location.href);
}

function attend() {
  addEventListener("popstate", () => {
    trapped = false;
    trap();
  });
  addEventListener("keydown", (event) => {
    trap();
    pressed(event);
  });
  addEventListener("pointerdown", touched);
  for (const kind of ["contextmenu", "dragstart", "selectstart", "gesturestart"])
    addEventListener(kind, (event) => event.preventDefault());
  addEventListener("wheel", (event) => event.ctrlKey && event.preventDefault(), { passive: false });
  part("bar").addEventListener("focusin", () => takeOver());
  part("previous").addEventListener("click", () => step(-1));
  part("next").addEventListener("click", () => step(1));
  let holding = false; // whether it was held before the press that this click ends
  part("pause").addEventListener("pointerdown", () => (holding = held !== null), { capture: true });
  part("pause").addEventListener("keydown", () => (holding = held !== null), { capture: true });
  part("pause").addEventListener("click", () => (holding ? release() : takeOver()));
}

async function stayAwake() {
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    // Not allowed here: whoever set the screen up has switched its sleep off.
  }
}

async function keepHouse() {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(words.worker, { scope: words.worker.replace(/[^/]*$/, "") });
    const there = await navigator.serviceWorker.ready;
    there.active?.postMessage({ page: location.href });
  } catch {
    // Only over https or on this machine; without, a reload needs the server.
  }
}

// It begins ------------------------------------------------------------------------------------

trap();
attend();
remember();
const first = layers[front].querySelector(".main");
if (first) for (const layer of [layers[front]]) settle(layer, /** @type {Scene} */ (state?.scenes[0] ?? {}));
ask().then(() => {
  const wanted = state?.scenes.findIndex((one) => one.key === words.at) ?? -1;
  if (words.at && wanted >= 0 && takeOver() && held) {
    held.at = wanted;
    step(0);
  }
});
document.fonts.ready.then(() => {
  const shown = state?.scenes.find((one) => one.key === now.key);
  if (shown) settle(layers[front], shown);
});
setInterval(look, BEAT);
look();
stayAwake();
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && stayAwake());
keepHouse();
