// Shows the drafts when there is no network. Keeps the shell only: no page with a task on it is ever stored.
'use strict';

const SHELL = 'ganxian-mobile-1';
const root = new URL('.', self.location).pathname;
const OFFLINE = root + 'm/offline';
const FILES = ['mobile.css', 'mobile.js', 'favicon.svg', 'mobile-192.png'].map(file => root + file);

async function keepShell() {
  const shell = await caches.open(SHELL);
  await shell.addAll([OFFLINE, ...FILES].map(path => new Request(path, {cache: 'reload', credentials: 'omit'})));
}

async function dropOldShells() {
  const names = await caches.keys();
  await Promise.all(names.filter(name => name.startsWith('ganxian-mobile-') && name !== SHELL).map(name => caches.delete(name)));
}

/** The newest there is, so that page and script always belong together. */
async function newest(request) {
  const shell = await caches.open(SHELL);
  try {
    const answer = await fetch(request);
    if (answer.ok) {
      await shell.put(request, answer.clone());
    }
    return answer;
  } catch (error) {
    return (await shell.match(request)) || Promise.reject(error);
  }
}

async function pageOrDrafts(request) {
  try {
    return await fetch(request);
  } catch (error) {
    return (await caches.match(OFFLINE)) || Promise.reject(error);
  }
}

self.addEventListener('install', event => {
  self.skipWaiting();
  event.waitUntil(keepShell());
});

self.addEventListener('activate', event => event.waitUntil(dropOldShells().then(() => self.clients.claim())));

self.addEventListener('fetch', event => {
  const {request} = event;
  if (request.method !== 'GET') {
    return;
  }
  if (request.mode === 'navigate') {
    event.respondWith(pageOrDrafts(request));
  } else if (FILES.includes(new URL(request.url).pathname)) {
    event.respondWith(newest(request));
  }
});
