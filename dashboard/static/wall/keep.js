// @ts-check
/**
 * Keeps the wall when the network is gone: its page as it was last, its code, styles and letters.
 * The server writes BUILD and FILES above. The scenes themselves are kept by the page.
 */

/** @type {ServiceWorkerGlobalScope} */
const worker = /** @type {any} */ (self);
// @ts-ignore
const SHELF = `wall-${BUILD}`;
const PATIENCE = 4000; // ms for a page from the network; then the kept one

worker.addEventListener("install", (event) => {
  // @ts-ignore
  event.waitUntil(caches.open(SHELF).then((shelf) => shelf.addAll(FILES)).then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith("wall-") && name !== SHELF).map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  );
});

worker.addEventListener("message", (event) => {
  if (event.data?.page) event.waitUntil(page(new Request(event.data.page)).catch(() => undefined));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (url.pathname.startsWith("/app/static/")) event.respondWith(file(request));
});

/** The page from the network, else as it was. @param {Request} request @returns {Promise<Response>} */
async function page(request) {
  const shelf = await caches.open(SHELF);
  const name = new URL(request.url).pathname; // one a wall, whatever was asked of it
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.ok) await shelf.put(name, answer.clone());
    if (answer.status < 500) return answer;
    throw new Error(String(answer.status));
  } catch (fault) {
    const kept = await shelf.match(name);
    if (kept) return kept;
    throw fault;
  }
}

/** A file: its address changes with its content. @param {Request} request @returns {Promise<Response>} */
async function file(request) {
  return (await caches.match(request)) ?? fetch(request);
}
