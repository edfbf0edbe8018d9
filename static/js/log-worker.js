// The service worker of the log page: the page without coverage when the log page cannot be fetched, and the files that
// page asks for. What somebody's own pages say is never kept. KEPT comes from the script that loads this one.
/* global KEPT */
"use strict";

const PATIENCE = 8000; // milliseconds: then the coverage is as good as none
const SCOPE = self.registration.scope;
const OURS = `brapp ${SCOPE} `; // other councils' workers share the storage, and keep their own
const NAME = OURS + KEPT.version;
const PAGE = new URL(KEPT.page, SCOPE).href;
const FILES = new Set(KEPT.files.map((file) => new URL(file, SCOPE).href));

const keep = async () => {
  const cache = await caches.open(NAME);
  // Without cookies: nothing that depends on who asks can get here.
  await cache.addAll([PAGE, ...FILES].map((url) => new Request(url, { credentials: "omit" })));
  await self.skipWaiting();
};

const forgetOld = async () => {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== NAME).map((name) => caches.delete(name)));
  await self.clients.claim();
};

const kept = async (url) => (await (await caches.open(NAME)).match(url)) ?? Response.error();

const tooLong = () => new Promise((_, give) => setTimeout(give, PATIENCE, new Error("no answer")));

const orKept = async (request, url) => {
  try {
    return await Promise.race([fetch(request), tooLong()]);
  } catch {
    return kept(url);
  }
};

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOld()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    const address = request.url.split(/[?#]/)[0];
    if (address === SCOPE || address === PAGE) event.respondWith(orKept(request, PAGE));
  } else if (FILES.has(request.url)) {
    event.respondWith(orKept(request, request.url));
  }
});
