// Reply templates beside the long texts of a task's form: chosen, they are put into the text and can be changed. Nothing
// is sent by it.

import {call, element} from '../../../../assets/page.js';

const CLASS = 'gx-replies';
const write = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set;

let task = '';
let known = Promise.resolve([]);

/** What was written already stays, above what is put in. */
function putInto(area, text) {
  write.call(area, [area.value.trim(), text].filter(Boolean).join('\n'));
  area.dispatchEvent(new Event('input', {bubbles: true}));
  area.focus();
}

function chooser(area, replies) {
  const select = element('select', 'form-control input-sm');
  select.setAttribute('aria-label', '套用答复模板');
  select.add(new Option('套用答复模板…', ''));
  replies.forEach((reply, i) => select.add(new Option(reply.title, String(i))));
  select.onchange = () => {
    if (select.value) putInto(area, replies[Number(select.value)].text);
    select.value = '';
  };
  return element('div', CLASS, select);
}

const mayWrite = area => !area.matches(':disabled') && !area.readOnly;

/** Reads them once a task, as soon as the person holds it. */
export function offer(taskId, form) {
  if (!taskId || ![...form.querySelectorAll('textarea')].some(mayWrite)) return;
  if (task !== taskId) {
    task = taskId;
    known = call(`/api/tasks/${taskId}/replies`).catch(() => []);
  }
  known.then(all => {
    if (task !== taskId) return;
    form.querySelectorAll('textarea').forEach(area => {
      const replies = all.filter(reply => area.id.endsWith('-' + reply.field));
      if (replies.length && mayWrite(area) && !area.parentElement.querySelector('.' + CLASS)) area.before(chooser(area, replies));
    });
  });
}
