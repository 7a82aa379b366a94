// How many tasks each list holds, up to a number behind which nobody counts them. Tasklist itself counts the chosen list only.

import {call, element} from '../../../../assets/page.js';

const LISTS = '/api/tasks/lists';
const EVERY = 60000;
const SETTLED = 1500;

let counts = [];
let waiting;
// Whoever comes by an address has a list or a task in it.
let arriving = !/[?&](filter|task)=/.test(location.hash);

/** Names can repeat: the first list of a name has the first count of it. */
function show() {
  const left = [...counts];
  document.querySelectorAll('.task-filters .task-filter .name').forEach(heading => {
    const name = heading.querySelector('a')?.firstChild?.textContent.trim();
    const index = left.findIndex(list => list.name === name);
    if (index < 0) return;
    const [list] = left.splice(index, 1);
    let badge = heading.querySelector('.gx-count');
    if (!badge) heading.append(badge = element('span', 'gx-count'));
    const told = list.more ? `${list.tasks}+` : String(list.tasks);
    if (badge.textContent === told) return;
    badge.textContent = told;
    badge.setAttribute('aria-label', list.more ? `${list.tasks} 项以上` : `${list.tasks} 项`);
    badge.setAttribute('role', 'img');
    badge.classList.toggle('gx-none', !list.tasks);
  });
}

/** Whoever has nothing in the first list begins in one that has work, unless they have chosen meanwhile. */
function land() {
  if (!arriving || !counts.length) return;
  arriving = false;
  const lists = [...document.querySelectorAll('.task-filters .task-filter')];
  const holds = list => parseInt(list.querySelector('.gx-count')?.textContent, 10);
  if (lists.length && !holds(lists[0]) && !/[?&]task=/.test(location.hash)) lists.find(holds)?.querySelector('.name a').click();
}

const chosen = () => { arriving = false; };

async function read() {
  if (document.hidden || !document.querySelector('.task-filters')) return;
  if (arriving) document.querySelector('.task-filters').addEventListener('pointerdown', chosen, {once: true});
  // Without an answer the last counts stay; the list itself says what is wrong.
  counts = await call(LISTS).catch(() => counts);
  show();
  land();
}

/** Soon, once for what changes together. */
function readSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(read, SETTLED);
}

let listed = '';

/** Called whenever the page has changed. */
export function count() {
  show();
  const tasks = [...document.querySelectorAll('li.task h4 a')].map(link => link.hash).join();
  const holder = document.querySelector('.task-details .assignee')?.textContent.trim() || '';
  const lists = document.querySelectorAll('.task-filters .task-filter').length;
  const now = `${lists} ${tasks} ${holder}`;
  if (!lists || now === listed) return;
  if (listed) readSoon();
  else read();
  listed = now;
}

setInterval(read, EVERY);
document.addEventListener('visibilitychange', read);
