// Runs before Streamlit's front end, on every page: where the app's base is, the reader's words for
// what Streamlit says in English, language links that keep the view, and a strip when the
// connection is lost.
// @ts-check
(() => {
  const language = location.pathname.split("/")[1];

  // The base is the language's prefix. Streamlit would find it by asking addresses that do not exist.
  /** @type {any} */ (window).__streamlit = { BACKEND_BASE_URL: `${location.origin}/${language}` };

  // A link in the header knows the address of the last run; what was typed since is in this one.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest(".house-languages a");
    if (link instanceof HTMLAnchorElement) {
      const [, code] = link.pathname.split("/");
      link.href = `/${code}${location.pathname.slice(language.length + 1)}${location.search}${location.hash}`;
    }
  }, true);

  // Streamlit tells of a lost connection in a dialog that stops the reading, in words for
  // developers. house.css hides it, this closes it, and a strip says it in the reader's language.
  const lost = document.currentScript?.dataset.lost ?? "";
  const strip = document.createElement("p");
  strip.className = "house-strip";
  strip.setAttribute("role", "status");
  const connected = () => document.querySelector('[data-testid="stApp"][data-test-connection-state="CONNECTED"]') !== null;
  const closeDialog = () => {
    const close = document.querySelector('[data-testid="stDialog"] [role="dialog"] button');
    if (close instanceof HTMLElement && !connected()) close.click();
  };
  document.addEventListener("DOMContentLoaded", () => {
    document.body.append(strip);
    new MutationObserver(closeDialog).observe(document.body, { childList: true });
  });

  // A part of the page that failed to load stays failed until the page is loaded anew: once, and
  // not again within a minute, so that a part that is truly gone cannot keep the page turning.
  let broken = false;
  const recover = () => {
    const last = Number(sessionStorage.getItem("recovered"));
    if (!broken || !connected() || Date.now() - last < 60_000) return;
    sessionStorage.setItem("recovered", String(Date.now()));
    location.reload();
  };
  addEventListener("vite:preloadError", () => {
    broken = true;
    // A connection just cut may still look well; if it does not by then, its return recovers.
    setTimeout(recover, 1500);
  });

  /** @type {number | undefined} */
  let waiting;
  new MutationObserver(() => {
    clearTimeout(waiting);
    if (connected()) {
      strip.textContent = "";
      recover();
    } else if (!strip.textContent) {
      // Most losses mend themselves before anyone would have noticed.
      waiting = setTimeout(() => { strip.textContent = lost; }, 1500);
    }
  }).observe(document.documentElement, {
    subtree: true, attributes: true, attributeFilter: ["data-test-connection-state"],
  });

  /** @type {Record<string, string>} */
  const words = JSON.parse(document.getElementById("built-in-words")?.textContent || "{}");
  if (!Object.keys(words).length) return;
  const ATTRIBUTES = ["aria-label", "placeholder", "title", "alt"];
  // What people and the catalogue wrote is never touched; "3 more" in the header is Streamlit's, and
  // so is the button of a place for files.
  const OURS = "[data-testid=stMarkdownContainer]:not([data-testid=stTopNavSection] *,[data-testid=stFileUploaderDropzone] *),[data-testid=stHtml],[data-testid=stHeading],[data-testid^=stBidiComponent],textarea,[contenteditable]";

  // Some hold a number: "2 more".
  const counted = Object.entries(words).filter(([word]) => word.includes("{count}")).map(([word, found]) => {
    const [before, after] = word.split("{count}");
    return { before, after, found };
  });
  /** @param {string} said */
  const translated = (said) => {
    if (words[said] || said.length > 40) return words[said];
    for (const { before, after, found } of counted) {
      const number = said.slice(before.length, said.length - after.length);
      if (/^\d+$/.test(number) && said === before + number + after) return found.replace("{count}", number);
    }
  };

  // Some end in a label of ours: "Help for Status".
  const labelled = Object.entries(words).filter(([word]) => word.endsWith("{label}")).map(([word, found]) => {
    return { before: word.replace("{label}", ""), found };
  });
  /** @param {string} said */
  const named = (said) => {
    const one = labelled.find(({ before }) => said.startsWith(before));
    return one?.found.replace("{label}", () => said.slice(one.before.length));
  };

  /** @param {Text} node */
  const translateText = (node) => {
    const found = translated(node.data.trim());
    // Writing the same word again would wake the observer for ever.
    if (found && found !== node.data && !node.parentElement?.closest(OURS)) node.data = found;
  };
  /** @param {Element} element */
  const translateAttributes = (element) => {
    for (const name of ATTRIBUTES) {
      const now = element.getAttribute(name) ?? "", found = translated(now) ?? named(now);
      if (found && found !== now) element.setAttribute(name, found);
    }
  };
  /** @param {Node} root */
  const translate = (root) => {
    if (root instanceof Text) return translateText(root);
    if (!(root instanceof Element)) return;
    translateAttributes(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Text) translateText(node);
      else translateAttributes(/** @type {Element} */ (node));
    }
  };
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(translate);
      else if (change.type === "characterData") translateText(/** @type {Text} */ (change.target));
      else translateAttributes(/** @type {Element} */ (change.target));
    }
  }).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
  });
})();
