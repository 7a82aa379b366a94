// What was handed in is said in a line, and the next task of the list opens. Whoever presses anything else meanwhile
// goes where they want to.

import {cards, open, taskOf} from './list.js';
import {selectedTask} from './panel.js';
import {say} from './said.js';

const READ = 20000;

let sent = null;

/** The task, its case, and what was decided. */
function words() {
  const text = selector => document.querySelector('.task-details ' + selector)?.textContent.trim();
  const chosen = document.querySelector('.task-details .fjs-container input[type=radio]:checked')?.labels[0]?.textContent.trim();
  return [text('h2.task'), text('.gx-number')].filter(Boolean).join(' ') + (chosen ? '：' + chosen : '');
}

export function listenToSubmits() {
  document.addEventListener('click', ({target}) => {
    const task = selectedTask();
    sent = target.closest?.('.task-details .form-actions button.btn-primary')
      ? {task, words: words(), at: cards().findIndex(card => taskOf(card) === task)} : null;
  }, true);
}

/** Called whenever the page has changed: Tasklist leaves a task that is done, then reads the list anew. */
export function afterwards() {
  if (!sent || selectedTask()) return;
  const all = cards();
  if (all.some(card => taskOf(card) === sent.task)) return;
  const done = sent;
  sent = null;
  const next = all[Math.min(Math.max(done.at, 0), all.length - 1)];
  if (next) open(next);
  say(`已提交 ${done.words}。` + (next ? '下一项任务已打开' : '列表中没有任务了'), READ);
}
