// The figures of the manager's area, on top of Cockpit's dashboard. Every number leads to the list behind it.

import {element, lasting, when} from '../../../../assets/page.js';
import {choice, list, readDashboard} from './api.js';
import {dayChooser} from './choosers.js';
import {table} from './tables.js';
import {trend} from './trend.js';

/** @param said what a screen reader says of it */
function number(value, href, said) {
  const link = element('a', 'gx-number-link', String(value));
  link.href = href;
  link.setAttribute('aria-label', `${said} ${value} 件，查看清单`);
  return link;
}

function tile(name, value, href, className) {
  return element('div', 'gx-tile ' + (className || ''), element('span', 'gx-tile-name', name), number(value, href, name));
}

function now(d) {
  const within = d.area.code;
  const late = d.open.overdue ? 'gx-tile-late' : '';
  return element('div', 'gx-tiles',
    tile('今天收到', d.today.received, list('received', within, {day: 'today'})),
    tile('今天办结', d.today.closed, list('closed', within, {day: 'today'})),
    tile('在办', d.open.total, list('open', within)),
    tile('已超时', d.open.overdue, list('overdue', within), late),
    tile('4 小时内到期', d.open.dueSoon, list('due-soon', within)),
    tile('今天到期', d.open.dueToday, list('due-today', within)),
    tile('暂停计时', d.open.paused, list('paused', within)));
}

function rate(d, r) {
  const id = 'gx-formula-' + r.key;
  const formula = element('span', 'gx-formula', r.formula);
  formula.id = id;
  formula.setAttribute('role', 'tooltip');
  const name = element('button', 'gx-rate-name', r.name);
  name.type = 'button';
  name.setAttribute('aria-describedby', id);
  const value = r.percent
    ? element('span', 'gx-rate-value', `${r.percent}%`)
    : element('span', 'gx-rate-none', r.suppressed ? '不足 5 件，不统计' : '还没有');
  const behind = r.percent ? element('span', 'gx-behind',
    number(r.part, list(r.show, d.area.code, {days: d.days}), r.name + '的分子'), ' / ',
    number(r.of, list(r.showOf, d.area.code, {days: d.days}), r.name + '的分母')) : null;
  // What few residents said can be read, though not counted.
  const words = element('a', 'gx-behind', '看评价');
  words.href = list('rated', d.area.code, {days: d.days});
  return element('div', 'gx-tile', element('span', 'gx-tile-name', name, formula), value, behind,
    r.key === 'satisfied' ? words : null);
}

function response(d) {
  const f = d.firstResponse;
  const said = f.suppressed ? '不足 5 件，不统计' : '还没有';
  return element('div', 'gx-tile', element('span', 'gx-tile-name', '首次响应用时'),
    f.median === undefined ? element('span', 'gx-rate-none', said)
      : element('span', 'gx-pair', element('span', null, '中位数 ', element('b', null, lasting(f.median))),
        element('span', null, '九成在 ', element('b', null, lasting(f.p90)), ' 内')),
    f.median === undefined ? null : element('span', 'gx-behind', '共 ',
      number(f.cases, list('first-response', d.area.code, {days: d.days}), '已首次响应'), ' 件'));
}

function levels(d) {
  const most = Math.max(1, ...d.open.levels.map(l => l.count));
  return element('section', 'gx-block', element('h2', null, '在办诉求在哪一级'), element('dl', 'gx-bars', ...d.open.levels.map(l => {
    const bar = element('span', 'gx-bar');
    bar.style.width = `${100 * l.count / most}%`;
    return element('div', null, element('dt', null, l.name),
      element('dd', null, element('span', 'gx-bar-room', bar), number(l.count, list('open', d.area.code, {level: l.level}), l.name + '级在办')));
  })));
}

function ladder(d) {
  return element('section', 'gx-block', element('h2', null, '逐级督办'), table(
    ['层级', '待答复', '本期收到的诉求中曾被督办'],
    d.ladder.map(l => [l.name,
      number(l.asked, list('asked', d.area.code, {level: l.level}), l.name + '督办待答复'),
      number(l.raised, list('raised', d.area.code, {level: l.level, days: d.days}), '曾由' + l.name + '督办')])));
}

const share = s => s.percent ? `${s.percent}%` : s.suppressed ? '不足 5 件' : '—';

/** @param limits of a row, for the lists behind it */
function rows(d, title, first, some, limits, enter) {
  if (!some.length) return null;
  return element('section', 'gx-block gx-wide', element('h2', null, title), table(
    [first, '在办', '已超时', '收到', '办结', '响应率', '解决率', '满意率'],
    some.map(r => {
      const {within, ...extra} = limits(r);
      const cell = (value, show, more, said) => number(value, list(show, within, {...extra, ...more}), `${r.name}${said}`);
      return [enter(r),
        cell(r.open, 'open', {}, '在办'), cell(r.overdue, 'overdue', {}, '已超时'),
        cell(r.received, 'received', {days: d.days}, '收到'), cell(r.closed, 'closed', {days: d.days}, '办结'),
        share(r.response), share(r.solved), share(r.satisfied)];
    })));
}

function head(d, show) {
  const trail = element('ol', 'gx-trail', ...d.trail.map((place, i) => {
    if (i === d.trail.length - 1) {
      const here = element('li', null, element('strong', null, place.name));
      here.setAttribute('aria-current', 'page');
      return here;
    }
    const up = element('button', 'btn btn-link', place.name);
    up.type = 'button';
    up.onclick = () => {
      choice.within = i === 0 ? '' : place.code;
      show();
    };
    return element('li', null, up);
  }));
  const again = element('button', 'btn btn-default btn-sm', '刷新');
  again.type = 'button';
  again.onclick = show;
  const nav = element('nav', null, trail);
  nav.setAttribute('aria-label', '辖区');
  return element('header', 'gx-head', nav, dayChooser(show),
    element('span', 'gx-as-of', `截至 ${when(d.asOf)}`), again);
}

function diagrams(d) {
  return element('p', 'gx-diagrams', '各环节等待：', ...d.processes.map(p => {
    const link = element('a', null, p.name);
    link.href = `#/process-definition/${encodeURIComponent(p.id)}/runtime`;
    return link;
  }));
}

function figures(d, show) {
  const within = d.area.code;
  const empty = !d.open.total && d.trend.every(t => !t.received && !t.closed);
  const enter = row => {
    if (!row.divisible && row.code.includes('~')) return row.name;
    const button = element('button', 'btn btn-link', row.name);
    button.type = 'button';
    button.title = '只看' + row.name;
    button.onclick = () => {
      choice.within = row.code;
      show();
    };
    return button;
  };
  return [
    head(d, show),
    empty ? element('p', 'gx-empty', '这段时间本辖区还没有诉求。') : null,
    now(d),
    element('div', 'gx-tiles', ...d.rates.map(r => rate(d, r)), response(d)),
    element('div', 'gx-columns', levels(d), ladder(d)),
    trend(d),
    d.parts.title ? rows(d, d.parts.title, '辖区', d.parts.rows, r => ({within: r.code}), enter) : null,
    rows(d, '按分类', '分类', d.categories, r => ({within, category: r.code}), r => r.name),
    diagrams(d)
  ].filter(Boolean);
}

export function dashboard(node) {
  const root = element('div', 'gx-figures');
  node.append(root);
  const show = async () => {
    root.setAttribute('aria-busy', 'true');
    if (!root.childElementCount) root.append(element('p', 'gx-empty', '正在统计…'));
    try {
      root.replaceChildren(...figures(await readDashboard(), show));
    } catch (error) {
      const again = element('button', 'btn btn-default btn-sm', '重试');
      again.type = 'button';
      again.onclick = show;
      const message = element('p', 'gx-problem', error.message, ' ', again);
      message.setAttribute('role', 'alert');
      root.replaceChildren(message);
    }
    root.removeAttribute('aria-busy');
  };
  show();
}
