// Small pieces that dashboard, diagram and case have in common.

import {element} from '../../../../assets/page.js';
import {PERIODS, choice} from './api.js';

/** Its key finds the button again after the part around it was drawn anew. */
export function button(text, key, pressed, className = 'btn btn-default btn-sm') {
  const node = element('button', className, text);
  node.type = 'button';
  node.dataset.key = key;
  node.onclick = pressed;
  return node;
}

/** @param what in Chinese, for those who hear the number without what stands around it */
export function number(value, href, what) {
  const link = element('a', 'gx-figure', String(value));
  link.href = href;
  link.setAttribute('aria-label', `${what} ${value}，打开清单`);
  return link;
}

/** A word with its number: people press the words as well; the number says all of it to those who cannot see it. */
export function labelled(name, href, className) {
  const words = element('a', className, name);
  words.href = href;
  words.tabIndex = -1;
  words.setAttribute('aria-hidden', 'true');
  return words;
}

/** The name of a row that opens what its first number does. */
export function named(name, href) {
  const link = element('a', 'gx-label', name);
  link.href = href;
  return link;
}

export function counted(name, count, href) {
  return element('span', null, labelled(name, href, 'gx-label'), ' ', number(count, href, name));
}

const two = number => String(number).padStart(2, '0');

/** 本月 and 上月 by the calendar of the server's answers, which is Asia/Shanghai's. */
function months() {
  const [year, month] = new Date(Date.now() + 8 * 3600000).toISOString().split('-').map(Number);
  const before = month === 1 ? [year - 1, 12] : [year, month - 1];
  return [['本月', `${year}-${two(month)}`], ['上月', `${before[0]}-${two(before[1])}`]];
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** Any days or any month. What is wrong with them the server says. */
function otherPeriods(changed) {
  const field = (type, name, label) => {
    const input = element('input', 'form-control input-sm');
    input.type = type;
    input.name = name;
    input.value = choice.period[name] ?? '';
    if (type === 'month') input.placeholder = '2026-11';
    return [element('label', null, `${label} `, input), input];
  };
  const [month, ofMonth] = field('month', 'month', '月份');
  const [from, ofFrom] = field('date', 'from', '从');
  const [to, ofTo] = field('date', 'to', '到');
  const form = element('form', 'gx-range', month, element('span', null, '或'), from, to);
  const show = button('查看', 'period-show', null);
  show.type = 'submit';
  form.append(show);
  form.onsubmit = event => {
    event.preventDefault();
    if (ofFrom.value || ofTo.value) choice.period = {...(ofFrom.value && {from: ofFrom.value}), ...(ofTo.value && {to: ofTo.value})};
    else if (ofMonth.value) choice.period = {month: ofMonth.value};
    else return;
    changed();
  };
  ofMonth.oninput = () => ofFrom.value = ofTo.value = '';
  return element('details', 'gx-other', element('summary', null, '其他时段'), form);
}

export function periods(changed) {
  const group = element('div', 'gx-periods btn-group');
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', '统计时段');
  const offered = [...PERIODS.map(days => [`${days} 天`, {days: String(days)}, `days-${days}`]),
    ...months().map(([name, month]) => [name, {month}, `month-${month}`])];
  group.append(...offered.map(([name, period, key]) => {
    const one = button(name, key, () => {
      choice.period = period;
      changed();
    });
    one.setAttribute('aria-pressed', String(same(period, choice.period)));
    return one;
  }));
  return element('div', 'gx-period', group, otherPeriods(changed));
}

/** All businesses, or one: applications have other limits than orders. */
export function businesses(d, changed) {
  const group = element('div', 'gx-periods btn-group');
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', '业务');
  const offered = d.flow ? [[d.flow, d.flows.find(row => row.code === d.flow)?.name ?? '本业务']]
    : d.flows.map(row => [row.code, row.name]);
  group.append(...[[null, '全部业务'], ...offered].map(([key, name]) => {
    const one = button(name, `flow-${key ?? 'all'}`, () => {
      choice.flow = key;
      changed();
    });
    one.setAttribute('aria-pressed', String(key === d.flow));
    return one;
  }));
  return group;
}

/** The first cell of each row names the row; a table too wide for its place scrolls inside it. */
export function table(caption, heads, rows) {
  const cell = (tag, scope, content) => {
    const node = element(tag, null, content);
    if (scope) node.scope = scope;
    return node;
  };
  const room = element('div', 'gx-table', element('table', null,
    element('caption', 'sr-only', caption),
    element('thead', null, element('tr', null, ...heads.map(head => cell('th', 'col', head)))),
    element('tbody', null, ...rows.map(([name, ...cells]) =>
      element('tr', null, cell('th', 'row', name), ...cells.map(content => cell('td', null, content)))))));
  room.tabIndex = 0;
  room.setAttribute('role', 'region');
  room.setAttribute('aria-label', caption);
  return room;
}

let hints = 0;

/** A text that appears beside its owner under the mouse and at keyboard focus, until Escape. */
export function hint(owner, text, className = 'gx-hint') {
  const tip = element('span', className, text);
  tip.id = `gx-hint-${++hints}`;
  tip.setAttribute('role', 'tooltip');
  owner.setAttribute('aria-describedby', tip.id);
  const around = element('span', 'gx-hinted', owner, tip);
  around.onkeydown = event => {
    if (event.key === 'Escape') around.classList.add('gx-dismissed');
  };
  around.onmouseleave = owner.onblur = () => around.classList.remove('gx-dismissed');
  return around;
}

export function problem(error, again) {
  const node = element('div', 'gx-problem', element('p', null, error.message), again && button('重试', 'again', again));
  node.setAttribute('role', 'alert');
  return node;
}

/** Draws anew and leaves the focus where it was, if what had it is still there. */
export function redraw(root, ...content) {
  const key = root.contains(document.activeElement) && document.activeElement.dataset.key;
  root.replaceChildren(...content.filter(Boolean));
  if (key) (root.querySelector(`[data-key="${CSS.escape(key)}"]`) || root.querySelector('[tabindex="-1"]'))?.focus();
}
