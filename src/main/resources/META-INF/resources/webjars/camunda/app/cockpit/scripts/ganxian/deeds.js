// Supervise, re-dispatch, extend: a button each, and a dialog that asks for the reason.

import {element} from '../../../../assets/page.js';
import {act} from './api.js';

const DEEDS = {
  supervise: {name: '发起督办', done: '已发起督办，上一级单位会收到通知。', hint: '由承办单位的上一级限时答复，逾期再上一级。群众不会看到理由。'},
  redispatch: {name: '改派', done: '已改派，过程记录中写明了理由。', hint: '从现在的经办人手里收回，交给别人。群众不会看到理由。',
    field: {key: 'unit', label: '改派给', options: c => [{value: '', label: '本单位其他人'}, ...c.units]}},
  extend: {name: '延期', done: '已延期，群众会看到理由和新的期限。', hint: '每件诉求只能延期一次，到期以前才能延。群众会看到理由。',
    field: {key: 'more', label: '延长多久', options: c => c.extensions}}
};

let dialogs = 0;

function labelled(label, control) {
  control.id = `gx-dialog-${++dialogs}`;
  const name = element('label', null, label);
  name.htmlFor = control.id;
  return [name, control];
}

function ask(what, c, instance, show, opener) {
  const {name, done, hint, field} = DEEDS[what];
  const choice = field && element('select', 'form-control', ...field.options(c).map(o => new Option(o.label, o.value)));
  const reason = element('textarea', 'form-control');
  reason.rows = 3;
  reason.maxLength = 500;
  reason.required = true;
  const problem = element('p', 'gx-problem');
  problem.setAttribute('role', 'alert');
  const send = element('button', 'btn btn-primary', name);
  send.type = 'submit';
  const cancel = element('button', 'btn btn-default', '取消');
  cancel.type = 'button';
  const form = element('form', null, element('h2', null, name),
    ...(choice ? labelled(field.label, choice) : []), ...labelled('理由（必填）', reason),
    element('p', 'gx-hint', hint), problem, element('p', 'gx-dialog-buttons', cancel, send));
  form.noValidate = true;
  const dialog = element('dialog', 'gx-dialog', form);
  dialog.setAttribute('aria-label', name);
  cancel.onclick = () => dialog.close();
  dialog.onclose = () => {
    dialog.remove();
    opener.focus();
  };
  form.onsubmit = async event => {
    event.preventDefault();
    if (send.disabled) return;
    if (!reason.value.trim()) {
      problem.textContent = '请填写理由';
      reason.focus();
      return;
    }
    send.disabled = true;
    problem.textContent = '';
    try {
      const changed = await act(instance, what, {reason: reason.value, ...(field && {[field.key]: choice.value})});
      dialog.close();
      show(changed, done);
    } catch (error) {
      problem.textContent = error.message;
      send.disabled = false;
    }
  };
  document.body.append(dialog);
  dialog.showModal();
  (choice || reason).focus();
}

/** The button; where the deed is not allowed it says why, to the mouse and to screen readers. */
export function deed(what, c, instance, show) {
  const button = element('button', 'btn btn-default', DEEDS[what].name);
  button.type = 'button';
  const {allowed, reason} = c.may[what];
  if (allowed) {
    button.onclick = () => ask(what, c, instance, show, button);
    return button;
  }
  button.setAttribute('aria-disabled', 'true');
  button.title = reason;
  const why = element('span', 'gx-why-not', reason);
  why.id = `gx-why-not-${what}`;
  button.setAttribute('aria-describedby', why.id);
  return element('span', 'gx-deed', button, why);
}
