// The figures of the manager's area, on top of Cockpit's dashboard.

import {call, element, when} from '../../../../../assets/page.js';
import {choice, desk, list, readDashboard} from '../api.js';
import {counted, problem, redraw} from '../parts.js';
import {compared} from './compared.js';
import {head} from './head.js';
import {bursts} from './bursts.js';
import {ladder, levels} from './levels.js';
import {firstResponse, rates} from './rates.js';
import {byCategory, byFlow, byPart} from './tables.js';
import {tiles} from './tiles.js';
import {trend} from './trend.js';

const mayCount = '/camunda/api/engine/engine/default/authorization/check'
  + '?permissionName=READ_INSTANCE&resourceName=ProcessDefinition&resourceType=6&resourceId=*';

/**
 * Cockpit puts plugins below its own figures and under a heading; managers want theirs first. Its own count by the engine's
 * rights, which know no area: whoever may not read the whole city's would see zeros beneath the figures of their area.
 */
async function moveToTheTop(node) {
  const section = node.closest('section.deprecate');
  if (!section) return;
  const all = section.parentElement;
  all.prepend(section);
  const {authorized} = await call(mayCount).catch(() => ({authorized: true}));
  all.querySelectorAll(':scope > .sections').forEach(own => own.hidden = !authorized);
}

/** Where the waits of each step can be seen; Cockpit's own list of processes counts the whole city. */
function diagrams(d) {
  const ranked = element('a', null, '各环节排名');
  ranked.href = desk('steps', {within: d.area.code, ...d.period});
  return element('p', 'gx-diagrams', '卡在哪一步：', ranked, ...d.processes.map(process => {
    const link = element('a', null, process.name);
    link.href = `#/process-definition/${encodeURIComponent(process.id)}/runtime`;
    return link;
  }));
}

/** The same figures as a file, and the reports of past months. */
function files(d) {
  const link = (name, path, query) => {
    const file = element('a', null, name);
    file.href = desk(path, query);
    return file;
  };
  const query = {within: d.area.code, ...d.period, ...(d.flow && {flow: d.flow})};
  return element('p', 'gx-diagrams', `导出${d.periodName}的统计：`, link('XLSX', 'reports/figures.xlsx', query),
    link('PDF', 'reports/figures.pdf', query), link('各月月报', 'reports', {within: d.area.code}));
}

/** Each received case is in exactly one of them. */
function became(d) {
  const limits = {within: d.area.code, ...d.period};
  const part = (count, show, name) => counted(name, count, list(show, limits));
  return element('p', 'gx-diagrams', `${d.periodName}收到的 ${d.received.total} 件：`,
    part(d.received.open, 'in-hand', '在办'), part(d.received.done, 'done', '已办结'),
    part(d.received.ended, 'ended', '未经办理而结束'));
}

function nothingYet(d) {
  return !d.open.total && d.trend.every(day => !day.received && !day.closed);
}

function figures(d, enter, width, left) {
  if (nothingYet(d)) return [element('p', 'gx-empty', `${d.area.name}还没有诉求。收到第一件后，这里显示收到、办结、时限和各率。`)];
  return [
    tiles(d),
    element('div', 'gx-rates', ...rates(d), firstResponse(d)),
    element('div', 'gx-pair', levels(d), ladder(d)),
    bursts(d), became(d), diagrams(d), files(d), trend(d, width), compared(d, enter, left), byFlow(d), byPart(d, enter), byCategory(d)
  ];
}

export function dashboard(node, left) {
  const root = element('div', 'gx-dashboard');
  const status = element('p', 'sr-only');
  status.setAttribute('role', 'status');
  node.append(status, root);
  requestAnimationFrame(() => moveToTheTop(node));

  const enter = code => {
    choice.within = code;
    show();
  };
  let latest = 0;

  async function show() {
    const mine = ++latest;
    const overtaken = () => left.aborted || mine !== latest;
    root.setAttribute('aria-busy', 'true');
    status.textContent = '正在统计…';
    if (!root.childElementCount) root.append(element('p', 'gx-empty', '正在统计…'));
    try {
      const d = await readDashboard(left);
      if (overtaken()) return;
      redraw(root, head(d, enter, show), ...figures(d, enter, root.clientWidth, left));
      status.textContent = `${d.area.name}，${d.periodName}，截至 ${when(d.asOf)}`;
    } catch (error) {
      if (overtaken()) return;
      status.textContent = '';
      redraw(root, element('h1', 'gx-area', '诉求办理情况'), problem(error, show));
    }
    root.removeAttribute('aria-busy');
  }
  show();
}
