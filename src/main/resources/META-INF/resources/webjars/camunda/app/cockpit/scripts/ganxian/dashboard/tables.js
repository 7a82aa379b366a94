// The area by its parts and by category, in the order of the plan: no row stands above another for its figures.

import {element} from '../../../../../assets/page.js';
import {list} from '../api.js';
import {button, named, number, table} from '../parts.js';

const HEADS = ['在办', '已超时', '收到', '办结', '响应率', '按时办结率', '超期率', '解决率', '满意率', '回访及时率'];

function share(rate, href, what) {
  if (rate.percent !== null) return number(`${rate.percent}%`, href, what);
  return element('span', 'gx-few', rate.suppressed ? '不足 5 件' : '—');
}

/** @param limits what narrows the lists behind the row to it */
function cells(d, row, limits) {
  const period = {...limits, ...d.period};
  const ofRate = {...period, flow: limits.flow ?? d.rates[0].flow};
  const shown = key => d.rates.find(rate => rate.key === key).show;
  const count = (key, name, all) => number(row[key], list(key, all), `${row.name}${name}`);
  const rate = (field, key, name) => share(row[field], list(shown(key), ofRate), `${row.name}${name}`);
  return [
    count('open', '在办', limits), count('overdue', '已超时', limits),
    count('received', '收到', period), count('closed', '办结', period),
    rate('response', 'response', '响应率'), rate('onTime', 'on-time', '按时办结率'), rate('late', 'late', '超期率'),
    rate('solved', 'solved', '解决率'), rate('satisfied', 'satisfied', '满意率'), rate('callBack', 'call-back', '回访及时率')
  ];
}

/** A row whose name opens what is open of it. */
const opened = (d, row, limits) => [named(row.name, list('open', limits)), ...cells(d, row, limits)];

function block(title, d, ...rows) {
  return element('div', 'gx-block', element('h2', null, title),
    element('p', 'gx-note', `收到、办结和各率为${d.periodName}；按时、超期、解决等率按每一轮办理统计，${d.flow ? '' : '不含窗口申请，窗口申请见“按业务”；'}还没到时限的不计；不足 5 件的不统计。`), ...rows);
}

export function byPart(d, enter) {
  if (!d.parts?.rows.length) return null;
  const name = row => {
    if (!row.divisible) return row.name;
    const down = button(row.name, `down-${row.code}`, () => enter(row.code), 'btn btn-link');
    down.title = `查看${row.name}的情况`;
    return down;
  };
  return block(d.parts.title, d, table(d.parts.title, ['名称', ...HEADS],
    d.parts.rows.map(row => [name(row), ...cells(d, row, {within: row.code})])));
}

/** Apart, since each has limits of its own. */
export function byFlow(d) {
  if (d.flows.length < 2) return null;
  return element('div', 'gx-block', element('h2', null, '按业务'),
    table('按业务', ['业务', ...HEADS],
      d.flows.map(row => opened(d, row, {within: d.area.code, flow: row.code}))));
}

export function byCategory(d) {
  if (!d.categories.length) return null;
  return block('按分类', d, table('按分类', ['分类', ...HEADS],
    d.categories.map(row => opened(d, row, {within: d.area.code, category: row.code}))));
}
