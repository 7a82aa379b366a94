// The demand behind a process instance: who has it, until when, why it is late, and what a manager can do about it.

import {context, element, timeLeft, when} from '../../../../assets/page.js';
import {readCase} from './api.js';
import {deed} from './deeds.js';
import {table} from './tables.js';

const late = minutes => minutes < 60 ? `超时 ${minutes} 分钟` : `超时 ${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分钟`;

function link(text, path) {
  const node = element('a', null, text);
  node.href = context + path;
  node.target = '_blank';
  node.rel = 'noopener';
  return node;
}

function facts(c) {
  const list = element('dl', 'gx-case-facts');
  const add = (name, value) => value && list.append(element('div', null, element('dt', null, name), element('dd', null, value)));
  add('编号', c.number);
  add('状态', c.status);
  add('紧急程度', c.priorityName);
  add('承办单位', c.unit || '待分派');
  add('当前环节', c.step && `${c.step.name}，从 ${when(c.step.since)} 起`);
  add('在谁手里', c.holder);
  add('分类', c.category);
  add('地点', c.place || '地点不明');
  add('收到', when(c.receivedAt));
  return list;
}

function section(title, ...content) {
  return element('section', null, element('h3', null, title), ...content);
}

function deadlines(c) {
  if (!c.deadlines.length) return section('期限', element('p', 'gx-empty', '还没有开始计时。'));
  return section('期限',
    c.pausedSince ? element('p', 'gx-paused', `已暂停计时，从 ${when(c.pausedSince)} 起`) : null,
    table(['时限', '应于何时前', '结束', '是否超时'], c.deadlines.map(d => [
      d.name, when(d.due) + (d.provisional ? '（暂定）' : ''),
      d.metAt ? when(d.metAt) : c.pausedSince ? '已暂停' : timeLeft(d.due).text,
      d.late ? element('span', 'gx-late', late(d.lateMinutes)) : '未超时'])),
    c.pauses.length ? element('ul', null, ...c.pauses.map(p =>
      element('li', null, `暂停计时：${when(p.from)} 至 ${p.to ? when(p.to) : '现在'}`))) : null);
}

function ladder(c) {
  if (!c.ladder.length) return null;
  return section('督办', element('ol', 'gx-lines', ...c.ladder.map(r => element('li', null,
    element('b', null, r.level), ' ', r.unit, element('p', null, r.cause),
    element('small', null, `${when(r.raisedAt)} 发起，` + (r.outcome
      ? `${r.outcome}（${when(r.answeredAt)}）` : `应于 ${when(r.answerDue)} 前答复`))))));
}

function timeline(c) {
  return section('过程记录', element('ol', 'gx-lines', ...c.timeline.map(l => element('li', null,
    element('b', null, l.step), ' ', l.actor, ' ', element('small', null, when(l.at)), l.text ? element('p', null, l.text) : null))));
}

function content(c, deeds) {
  return [
    element('h2', null, c.title),
    element('p', 'gx-links',
      c.links.task ? link('在任务列表中打开', c.links.task) : null,
      link('群众看到的进度', c.links.resident), link('诉求页面', c.links.case)),
    deeds,
    c.why.length ? element('section', 'gx-why', element('h3', null, '为什么超时'),
      element('ul', null, ...c.why.map(line => element('li', null, line)))) : null,
    facts(c), deadlines(c), ladder(c), timeline(c)
  ].filter(Boolean);
}

export function casePanel(node, processInstanceId) {
  const root = element('div', 'gx-case', element('p', 'gx-empty', '正在读取诉求…'));
  node.append(root);

  /** @param done zh-CN, what has just been done */
  function show(c, done) {
    const said = element('p', 'gx-done', done || '');
    said.setAttribute('role', 'status');
    const bar = element('div', 'gx-deeds', ...['supervise', 'redispatch', 'extend'].map(what => deed(what, c, processInstanceId, show)), said);
    root.replaceChildren(...content(c, bar));
    if (done) bar.querySelector('button')?.focus();
  }

  async function load() {
    try {
      show(await readCase(processInstanceId));
    } catch (error) {
      const again = element('button', 'btn btn-default btn-sm', '重试');
      again.type = 'button';
      again.onclick = load;
      const message = element('p', 'gx-problem', error.message, ' ', error.status === 404 ? null : again);
      message.setAttribute('role', 'alert');
      root.replaceChildren(message);
    }
  }
  load();
}
