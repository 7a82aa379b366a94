// What a task's card in the list says of its demand. Cards that appear together are asked for together.

import {call, element, when} from '../../../../assets/page.js';

// A limit that counts office hours goes on by the calendar, which only the server knows.
const EVERY = 300000;

let waiting = new Map();
const shown = new Map();

export function card(node, taskId) {
  if (waiting.size === 0) setTimeout(fill);
  waiting.set(taskId, node);
}

async function fill() {
  const nodes = waiting;
  waiting = new Map();
  const query = [...nodes.keys()].map(id => 'id=' + encodeURIComponent(id)).join('&');
  // Without an answer the cards stay as Tasklist makes them; the panel of a selected task says what is wrong.
  const cards = await call('/api/tasks/cards?' + query).catch(() => []);
  cards.forEach(c => {
    const node = nodes.get(c.taskId);
    if (!node) return;
    shown.set(node, c);
    node.replaceChildren(...content(c));
  });
}

setInterval(() => shown.forEach((c, node) => {
  if (node.isConnected) card(node, c.taskId);
  else shown.delete(node);
}), EVERY);

function content(c) {
  const lines = [
    element('div', 'gx-card-title',
      ...(c.priority ? [element('span', `gx-priority gx-${c.priority.toLowerCase()}`, c.priorityName)] : []), element('span', null, c.title)),
    element('div', 'gx-card-facts', ...[c.number, c.community, c.place].filter(Boolean).map(fact => element('span', null, fact)))
  ];
  if (c.due || c.paused) {
    const node = element('div', c.late ? 'gx-due gx-late' : 'gx-due',
      [c.dueName, c.paused ? '已暂停计时' : c.left].filter(Boolean).join(' '));
    if (c.due) node.title = '期限 ' + when(c.due);
    lines.push(node);
  }
  if (c.holder) lines.push(element('div', 'gx-card-facts', element('span', null, c.holder + '办理')));
  return lines;
}
