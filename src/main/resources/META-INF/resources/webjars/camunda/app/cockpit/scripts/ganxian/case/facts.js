// What is known of a demand: who has it, until when, why it is late, who was asked about it, what happened.

import {counted, element, when} from '../../../../../assets/page.js';
import {table} from '../parts.js';

const block = (title, ...content) => element('section', 'gx-block', element('h3', null, title), ...content);

const since = instant => instant ? `，从 ${when(instant)} 起` : '';

export function facts(c) {
  const list = element('dl', 'gx-facts');
  const add = (name, value) => list.append(element('div', null, element('dt', null, name), element('dd', null, value)));
  add('当前环节', c.step ? c.step.name + since(c.step.since) : '已结束');
  add('在谁手里', c.holder ? c.holder + since(c.holderSince) : '没有人领取');
  add('承办单位', c.unit || '待分派');
  add('分类', c.category);
  add('地点', c.place || '地点不明');
  add('收到', when(c.receivedAt));
  return block('基本情况', list);
}

/** How long a limit that runs has left, or how late it is, by its own clock. */
export function ofLimit(deadline) {
  return (deadline.late ? '已超时 ' : '还剩 ') + counted(deadline.late ? deadline.lateMinutes : deadline.leftMinutes);
}

/** 还剩 3 小时, 已超时 20 分钟, or how it ended. */
function state(deadline, paused) {
  const late = deadline.late ? `超时 ${counted(deadline.lateMinutes)}` : '';
  if (deadline.metAt) return element('span', late ? 'gx-late' : null, `${when(deadline.metAt)} 完成，${late || '未超时'}`);
  if (paused) return '已暂停计时' + (late && `，此前${late}`);
  return element('span', deadline.late ? 'gx-late' : null, ofLimit(deadline));
}

export function deadlines(c) {
  if (!c.deadlines.length) return block('期限', element('p', 'gx-empty', '还没有开始计时。'));
  const provisional = c.deadlines.some(deadline => deadline.provisional);
  return block('期限', table('期限', ['时限', '期限到', '情况'], c.deadlines.map(deadline => [
    deadline.name, when(deadline.due) + (deadline.provisional ? '（暂定）' : ''), state(deadline, c.pausedSince)])),
  provisional ? element('p', 'gx-note', '暂定：其中一年的放假安排还没有公布，公布后可能调整。') : null);
}

export function why(c) {
  if (!c.why.length) return null;
  return element('section', 'gx-why', element('h3', null, '为什么超时'), element('ul', null, ...c.why.map(line => element('li', null, line))));
}

export function pauses(c) {
  if (!c.pauses.length) return null;
  return block('暂停计时', element('ul', 'gx-lines', ...c.pauses.map(pause => element('li', null,
    `${when(pause.from)} 至 ${pause.to ? when(pause.to) : '现在'}`, pause.reason ? `：${pause.reason}` : null))));
}

function answer(entry) {
  if (entry.outcome) return entry.outcome + (entry.answeredAt ? `，${when(entry.answeredAt)} 答复` : '');
  return `待答复，期限 ${when(entry.answerDue)}` + (new Date(entry.answerDue) < Date.now() ? '（已逾期）' : '');
}

export function ladder(c) {
  if (!c.ladder.length) return null;
  return block('逐级督办', table('逐级督办', ['层级', '督办单位', '原因', '发起', '答复'],
    c.ladder.map(entry => [entry.level, entry.unit, entry.cause, when(entry.raisedAt), answer(entry)])));
}

export function timeline(c) {
  if (!c.timeline.length) return null;
  return block('过程记录', element('ol', 'gx-lines', ...[...c.timeline].reverse().map(line => element('li', null,
    element('time', null, when(line.at)), ' ', element('b', null, line.step), ' ', line.actor,
    line.text ? element('p', null, line.text) : null))));
}
