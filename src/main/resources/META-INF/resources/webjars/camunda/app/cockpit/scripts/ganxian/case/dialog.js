// Asks for the reason of a deed, and what else it needs. What is typed stays until the deed is done.

import {element} from '../../../../../assets/page.js';
import {act} from '../api.js';
import {button} from '../parts.js';

const MOST = 500;
let names = 0;

function labelled(text, field) {
  const label = element('label', null, text);
  field.id = `gx-field-${++names}`;
  label.htmlFor = field.id;
  return [label, field];
}

function chooser(options) {
  const select = element('select', 'form-control');
  const none = new Option('请选择', '', true, true);
  none.disabled = true;
  select.append(none, ...options.map(option => new Option(option.label, option.value)));
  return select;
}

/** The first thing that is missing, if any. */
function missing(deed, select, reason) {
  // By place, since the value of the first real choice may be empty as well.
  if (select && select.selectedIndex === 0) return {field: select, message: deed.lack};
  if (!reason.value.trim()) return {field: reason, message: '请填写理由'};
  return null;
}

export function dialog(deed, c, instance, done, left) {
  const node = element('dialog', 'gx-dialog');
  const title = element('h2', null, `${deed.name}：${c.number}`);
  const select = deed.options && chooser(deed.options(c));
  const reason = element('textarea', 'form-control');
  const count = element('span', 'gx-note', `0 / ${MOST} 字`);
  const alert = element('p', 'gx-refused');
  const send = element('button', 'btn btn-primary', `确定${deed.name}`);
  const cancel = button('取消', 'cancel', () => node.close(), 'btn btn-default');
  const form = element('form', null, title, element('p', 'gx-note', deed.advice),
    ...(select ? labelled(deed.label, select) : []), ...labelled('理由（必填）', reason), count, alert,
    element('div', 'gx-buttons', cancel, send));
  node.append(form);
  title.id = `gx-field-${++names}`;
  node.setAttribute('aria-labelledby', title.id);
  alert.setAttribute('role', 'alert');
  form.noValidate = true;
  reason.required = true;
  reason.maxLength = MOST;
  reason.rows = 4;
  reason.oninput = () => { count.textContent = `${reason.value.length} / ${MOST} 字`; };

  const refuse = (message, field) => {
    alert.textContent = message;
    [select, reason].forEach(each => each?.setAttribute('aria-invalid', String(each === field)));
    field?.focus();
  };
  const sending = on => {
    send.setAttribute('aria-disabled', String(on));
    send.textContent = on ? '正在提交…' : `确定${deed.name}`;
  };

  let sent = false;
  form.onsubmit = async event => {
    event.preventDefault();
    if (sent) return;
    const lack = missing(deed, select, reason);
    if (lack) return refuse(lack.message, lack.field);
    sent = true;
    refuse('');
    sending(true);
    try {
      const body = {reason: reason.value.trim(), ...(select && {[deed.field]: select.value})};
      const changed = await act(instance, deed.key, body);
      node.close();
      done(changed);
    } catch (error) {
      refuse(error.message);
    }
    sent = false;
    sending(false);
  };
  left.addEventListener('abort', () => node.close(), {once: true});
  return node;
}
