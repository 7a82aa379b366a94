// The demand of the selected task, above its form. Facts and people come from our own API, never from the engine.

import {application} from './application.js';
import {mediation} from './mediation.js';
import {call, context, element, when} from '../../../../assets/page.js';
import {ring} from './ring.js';
import {lines} from './suggestions.js';

/** @param left what the server says of each limit that runs, by the limit's own clock */
function deadline(left, name, due, metAt, paused, provisional) {
  if (!due) return null;
  if (metAt) return element('span', 'gx-due gx-met', `${name} ${when(metAt)} 已完成`);
  if (paused) return element('span', 'gx-due', `${name} 已暂停计时`);
  const words = left[name] ?? '';
  const node = element('span', words.startsWith('已超时') ? 'gx-due gx-late' : 'gx-due', `${name} ${words}` + (provisional ? '（暂定）' : ''));
  node.title = '期限 ' + when(due) + (provisional ? '，其中一年的放假安排还没有公布，公布后可能调整' : '');
  return node;
}

/** @param brief without what an application or a dispute says itself */
function facts(demand, brief) {
  const list = element('dl', 'gx-facts');
  const add = (name, ...value) => list.append(element('div', null, element('dt', null, name), element('dd', null, ...value)));
  if (!brief) {
    add('分类', demand.category);
    add('地点', [demand.place || '地点不明', demand.address].filter(Boolean).join(' · '));
  }
  add('来源', `${demand.source}，${when(demand.receivedAt)} 收到` + (demand.occurredAt ? `（原始时间 ${when(demand.occurredAt)}）` : ''));
  const contact = element('span', null, [demand.contact.name, demand.contact.phone, demand.contact.note && `（${demand.contact.note}）`].filter(Boolean).join('　') || '未留联系方式');
  if (demand.mine && !demand.contact.revealed) contact.append(element('small', null, '　领取任务后可见完整联系方式'));
  if (!brief || demand.contact.name || demand.contact.phone) add('联系人', contact);
  if (demand.unit) add('承办', demand.unit);
  if (demand.followers) add('同一件事', `还有 ${demand.followers} 人在等这一件的结果，办结时一起答复`);
  return list;
}

function duplicates(taskId, demand) {
  if (!demand.duplicates.length) return null;
  const rows = demand.duplicates.map(d => element('li', null,
    `${d.number}　${d.title}　${when(d.receivedAt)}` + (d.distanceMetres === null ? '　同一社区' : `　相距约 ${d.distanceMetres} 米`)
      + (d.address ? `　${d.address}` : ''), d.text && d.text !== d.title ? element('small', null, d.text) : null));
  const compare = element('a', null, '并排比对，一步并案');
  compare.href = `${context}/desk/tasks/${encodeURIComponent(taskId)}/same`;
  return element('div', 'gx-similar', element('b', null, '可能重复（同类或说法相近、邻近、14 天内）'), element('ul', null, ...rows), compare);
}

/** @param found null where it may not be known */
function earlier(found, what) {
  const {total, more, latest} = found || {total: 0};
  if (!total) return null;
  const rows = latest.map(d => element('li', null, `${d.number}　${d.category}　${when(d.receivedAt)} 收到　${d.status}`));
  return element('details', 'gx-earlier',
    element('summary', null, `${what}（近一年 ${more ? total + ' 件以上' : total + ' 件'}）`), element('ul', null, ...rows),
    total > latest.length ? element('small', null, `只列最近 ${latest.length} 件`) : null);
}

function photos(demand) {
  if (!demand.attachments.length) return null;
  return element('div', 'gx-photos', ...demand.attachments.map(a => {
    const image = element('img');
    image.src = context + a.url;
    image.alt = a.name;
    const link = element('a', null, image);
    link.href = context + a.url;
    link.target = '_blank';
    link.rel = 'noopener';
    link.title = a.name;
    return link;
  }));
}

function timeline(demand) {
  const lines = [...demand.timeline].reverse().map(l => element('li', null,
    element('time', null, when(l.at)), element('b', null, l.step), element('span', null, l.actor),
    l.text ? element('p', null, l.text) : null));
  return element('details', 'gx-timeline', element('summary', null, `过程记录（${lines.length}）`), element('ol', null, ...lines));
}

/** What staff noted for one another, the newest first. */
function notes(demand) {
  const lines = demand.timeline.filter(l => l.note).reverse();
  return lines.length ? element('ul', 'gx-notes', ...lines.map(l => element('li', null,
    element('b', null, l.step), `　${l.text ?? ''}　`, element('small', null, `${l.actor}，${when(l.at)}`)))) : null;
}

function noteForm(taskId, refresh, fail) {
  const text = element('textarea', 'form-control input-sm');
  text.rows = 2;
  text.maxLength = 500;
  text.placeholder = '同事看得到，群众看不到；号码会被遮盖';
  text.setAttribute('aria-label', '工作备注');
  const save = element('button', 'btn btn-default btn-sm', '保存备注');
  save.type = 'button';
  save.onclick = () => call(`/api/tasks/${taskId}/notes`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({text: text.value})
  }).then(refresh, fail);
  return element('details', 'gx-contact', element('summary', 'btn btn-default btn-sm', '写备注'),
    element('div', 'gx-contact-form', text, save));
}

function tools(taskId, demand, printable, refresh, fail) {
  const bar = element('div', 'gx-tools');
  if (demand.mayUpload) {
    const input = element('input');
    input.type = 'file';
    input.accept = 'image/*';
    input.hidden = true;
    const button = element('button', 'btn btn-default btn-sm', '上传照片');
    button.type = 'button';
    button.onclick = () => input.click();
    input.onchange = async () => {
      const body = new FormData();
      body.append('file', input.files[0]);
      button.disabled = true;
      button.textContent = '正在上传…';
      await call(`/api/tasks/${taskId}/attachments`, {method: 'POST', body}).then(refresh, fail);
    };
    bar.append(button, input);
  }
  if (demand.mayLogContact) bar.append(contactForm(taskId, refresh, fail));
  if (demand.mine) bar.append(noteForm(taskId, refresh, fail));
  if (demand.mayPutBack) {
    const button = element('button', 'btn btn-default btn-sm', '放回，不由我办');
    button.type = 'button';
    // Tasklist learns of it by its own reload of the task.
    button.onclick = () => call(`/api/tasks/${taskId}/put-back`, {method: 'POST'}).then(() => location.reload(), fail);
    bar.append(button);
  }
  if (printable) {
    const sheet = element('a', 'btn btn-default btn-sm', '打印工单');
    sheet.href = `${context}/desk/tasks/${encodeURIComponent(taskId)}/sheet`;
    bar.append(sheet);
  }
  return bar.childElementCount ? bar : null;
}

function contactForm(taskId, refresh, fail) {
  const channel = element('select', 'form-control input-sm');
  call('/api/tasks/contact-channels').then(all => all.forEach(({value, label}) => channel.add(new Option(label, value))), fail);
  channel.setAttribute('aria-label', '联系方式');
  const note = element('input', 'form-control input-sm');
  note.placeholder = '联系情况（群众会看到）';
  note.maxLength = 500;
  note.setAttribute('aria-label', '联系情况');
  const save = element('button', 'btn btn-default btn-sm', '保存');
  save.type = 'button';
  save.onclick = () => call(`/api/tasks/${taskId}/contacts`, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({channel: channel.value, note: note.value})
  }).then(refresh, fail);
  return element('details', 'gx-contact', element('summary', 'btn btn-default btn-sm', '记录联系'),
    element('div', 'gx-contact-form', channel, note, save));
}

async function show(panel, taskId, demand, refresh) {
  const notice = element('p', 'gx-notice');
  notice.setAttribute('role', 'alert');
  const fail = error => { notice.textContent = error.message; };
  // Whoever only worked on it before reads the case, not the file.
  const asked = demand.mine ? await application(taskId, refresh, fail) : null;
  const dispute = demand.mine ? await mediation(taskId) : null;
  const suggested = demand.mine ? await call(`/api/tasks/${taskId}/category-suggestions`).catch(() => []) : [];
  const samePhone = demand.contact.revealed && demand.contact.phone
    ? await call(`/api/tasks/${taskId}/same-phone`).catch(() => null) : null;
  if (selectedTask() !== taskId) return;
  const {clock} = demand;
  const provisional = clock && clock.due === demand.firstResponseDue && clock.name === '首次响应'
    ? demand.firstResponseProvisional : demand.completionProvisional;
  const others = (asked || dispute || !demand.mine && demand.dueName !== '首次响应' && demand.dueName !== '办结'
    ? [deadline(demand.left, demand.dueName, demand.due, null, demand.paused, demand.completionProvisional)]
    : [deadline(demand.left, '首次响应', demand.firstResponseDue, demand.firstResponseAt, demand.paused, demand.firstResponseProvisional),
      deadline(demand.left, '办结', demand.completionDue, null, demand.paused, demand.completionProvisional)])
    .filter(node => node && !(clock && node.textContent.startsWith(clock.name + ' ') && !node.classList.contains('gx-met')));
  document.body.classList.toggle('gx-only-reading', !demand.mine);
  panel.replaceChildren(...[
    element('header', null,
      element('span', `gx-priority gx-${demand.priority.toLowerCase()}`, demand.priorityName),
      element('strong', null, demand.title),
      element('span', 'gx-number', demand.number),
      element('span', 'gx-status', demand.status)),
    demand.mine ? null : element('p', 'gx-reading',
      `您经手过这件，${demand.holder ? '现由' + demand.holder + '办理' : '现在等待其他人员领取'}：可以查看进展，不能领取或提交。`),
    ring(clock, clock && demand.left[clock.name], provisional),
    element('div', 'gx-dues', ...others),
    demand.reason ? element('p', 'gx-reason', demand.reason) : null,
    element('p', 'gx-description', demand.description),
    notes(demand),
    asked, dispute, facts(demand, asked !== null || dispute !== null), lines(suggested), duplicates(taskId, demand),
    earlier(samePhone, '同一电话的其他诉求'), earlier(demand.earlier, '同一地点以往诉求'), photos(demand),
    tools(taskId, demand, demand.mine && asked === null && dispute === null && demand.due !== null, refresh, fail), notice, timeline(demand)
  ].filter(Boolean));
}

export function selectedTask() {
  const match = /[?&]task=([^&]+)/.exec(location.hash);
  return match && decodeURIComponent(match[1]);
}

let held = null;

/** The selected task, when the person holds it. */
export const heldTask = () => held !== null && held === selectedTask() ? held : null;

const panel = element('section', 'gx-panel');
panel.setAttribute('aria-label', '诉求');
let shown = '';

/** Of a task that has no demand: an order of another system, a matter for an administrator. */
async function loadSubject(taskId) {
  const subject = await call(`/api/tasks/${taskId}/subject`).catch(() => null);
  if (selectedTask() !== taskId) return;
  if (!subject) {
    panel.replaceChildren();
    return;
  }
  const more = element('a', null, '在前台查看');
  more.href = context + subject.page;
  panel.replaceChildren(...[
    element('header', null, element('strong', null, subject.title), element('span', 'gx-number', subject.number)),
    subject.text && element('p', 'gx-description', subject.text),
    element('dl', 'gx-facts', ...subject.facts.map(({name, value}) =>
      element('div', null, element('dt', null, name), element('dd', null, value)))),
    subject.page && element('p', null, more)
  ].filter(Boolean));
}

async function load(taskId) {
  try {
    const demand = await call(`/api/tasks/${taskId}/demand`);
    held = demand.contact.revealed ? taskId : null;
    if (selectedTask() === taskId) await show(panel, taskId, demand, () => load(taskId));
  } catch (error) {
    if (selectedTask() !== taskId) return;
    if (error.status === 404) {
      await loadSubject(taskId);
      return;
    }
    const again = element('button', 'btn btn-default btn-sm', '重试');
    again.type = 'button';
    again.onclick = () => load(taskId);
    panel.replaceChildren(element('p', 'gx-notice', error.message, ' ', again));
  }
}

/** The panel stands above the tabs of the task; it is read again when the task or its holder changes. */
export function follow() {
  const tabs = document.querySelector('.task-details [cam-tasklist-task] .tabbed-content, .task-details [cam-tasklist-task] .nav-tabs');
  const taskId = selectedTask();
  if (!tabs || !taskId) {
    shown = '';
    document.body.classList.remove('gx-only-reading');
    panel.remove();
    return;
  }
  const place = tabs.closest('.tabbed-content') || tabs;
  if (place.previousSibling !== panel) place.before(panel);
  const holder = document.querySelector('.task-details .task-card .assignee')?.textContent.trim() || '';
  const now = taskId + holder;
  if (now !== shown) {
    if (!shown.startsWith(taskId)) panel.replaceChildren(element('p', 'gx-notice', '正在读取诉求…'));
    shown = now;
    load(taskId);
  }
}
