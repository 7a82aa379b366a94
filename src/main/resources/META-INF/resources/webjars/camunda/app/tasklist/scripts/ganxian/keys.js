// Next task, claim, complete without a mouse; within a form's field too, where Tasklist's own keys
// rest, and in forms of all kinds, where its own key to the form knows only one.
// What the keys are called stands in config.js, for Tasklist's help.

import {cards, open} from './list.js';
import {say} from './said.js';

const isShown = node => node && node.offsetParent !== null;

function first() {
  const [card] = cards();
  if (card) card.querySelector('h4 a').focus();
  else say('列表中没有任务');
}

function next() {
  const all = cards();
  const at = all.findIndex(card => card.classList.contains('active'));
  if (!all.length) say('列表中没有任务');
  else if (at === all.length - 1) say('已经是本页最后一项任务');
  else open(all[at + 1]);
}

function claim() {
  const button = document.querySelector('.task-details .claim');
  if (isShown(button)) (button.querySelector('a, button') || button).click();
  else say('现在没有可以领取的任务');
}

function complete() {
  const button = [...document.querySelectorAll('.task-details .form-actions button.btn-primary')].find(isShown);
  if (!button) say('请先选择并领取一项任务');
  else if (button.disabled) say('还不能提交：请先领取任务，并填完必填项');
  else button.click();
}

function form() {
  const field = [...document.querySelectorAll('.task-details .fjs-container input, .task-details .fjs-container textarea, '
    + '.task-details form input, .task-details form textarea')].find(node => isShown(node) && !node.closest('fieldset[disabled]'));
  if (field) field.focus();
  else say('现在没有可以填写的表单');
}

const inField = target => target.matches?.('input, select, textarea, [contenteditable=true]');

// Tasklist listens to this one itself, except within fields.
const OUTSIDE_FIELDS = ['KeyC'];
const KEYS = {KeyN: next, KeyL: first, KeyF: form, KeyC: claim, Enter: complete, NumpadEnter: complete};

export function listenToKeys() {
  document.addEventListener('keydown', event => {
    const does = KEYS[event.code];
    if (!does || !event.ctrlKey || !event.altKey || event.shiftKey || event.metaKey || event.repeat) return;
    if (document.querySelector('.modal-dialog')) return;
    if (OUTSIDE_FIELDS.includes(event.code) && !inField(event.target)) return;
    event.preventDefault();
    event.stopPropagation();
    does();
  }, true);
}
