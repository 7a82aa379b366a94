// What a task's card in the list says of its demand. Cards that appear together are asked for together.

import {call, element, timeLeft, when} from '../../../../assets/page.js';

let waiting = new Map();

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
  cards.forEach(c => nodes.get(c.taskId)?.replaceChildren(...content(c)));
}

function content(c) {
  const lines = [
    element('div', 'gx-card-title',
      element('span', `gx-priority gx-${c.priority.toLowerCase()}`, c.priorityName), element('span', null, c.title)),
    element('div', 'gx-card-facts', element('span', null, c.number), c.place && element('span', null, c.place))
  ];
  if (c.due) {
    const left = timeLeft(c.due);
    const node = element('div', left.late ? 'gx-due gx-late' : 'gx-due', c.paused ? '已暂停计时' : `${c.dueName} ${left.text}`);
    node.title = '期限 ' + when(c.due);
    lines.push(node);
  }
  return lines;
}
