// Received and closed day by day: bars that differ in pattern as well as colour, and the same as a table.

import {element} from '../../../../assets/page.js';
import {list} from './api.js';
import {table} from './tables.js';

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 960;
const HEIGHT = 160;

function svg(tag, attributes, ...content) {
  const node = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
  node.append(...content);
  return node;
}

function link(href, said, ...content) {
  const node = svg('a', {href, 'aria-label': said}, svg('title', {}, said), ...content);
  return node;
}

const shortDay = day => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

function chart(d) {
  const most = Math.max(1, ...d.trend.flatMap(t => [t.received, t.closed]));
  const step = WIDTH / d.trend.length;
  const bar = step * 0.36;
  const height = count => Math.round(HEIGHT * count / most);
  const days = d.trend.flatMap((t, i) => {
    const x = i * step + step * 0.1;
    const one = (count, offset, className, show, name) => count === 0 ? [] : [link(
      list(show, d.area.code, {day: t.day}), `${shortDay(t.day)}${name} ${count} 件`,
      svg('rect', {x: x + offset, y: HEIGHT - height(count), width: bar, height: height(count), class: className}))];
    return [...one(t.received, 0, 'gx-received', 'received', '收到'), ...one(t.closed, bar + 1, 'gx-closed', 'closed', '办结')];
  });
  const every = Math.ceil(d.trend.length / 10);
  const names = d.trend.map((t, i) => i % every ? null
    : svg('text', {x: i * step + step / 2, y: HEIGHT + 18, 'text-anchor': 'middle'}, shortDay(t.day))).filter(Boolean);
  const hatch = svg('pattern', {id: 'gx-hatch', width: 4, height: 4, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)'},
    svg('rect', {width: 4, height: 4, fill: '#fff'}), svg('line', {x1: 0, y1: 0, x2: 0, y2: 4, stroke: '#1a5276', 'stroke-width': 3}));
  return svg('svg', {viewBox: `0 -18 ${WIDTH} ${HEIGHT + 44}`, role: 'group', 'aria-label': '每天收到和办结'},
    svg('defs', {}, hatch),
    svg('text', {x: 0, y: -6}, `最多 ${most} 件`),
    svg('line', {x1: 0, x2: WIDTH, y1: HEIGHT, y2: HEIGHT, class: 'gx-axis'}),
    ...days, ...names);
}

export function trend(d) {
  const key = (className, name) => element('span', 'gx-key', element('span', className), name);
  const numbers = element('details', null, element('summary', null, '看数字'),
    table(['日期', '收到', '办结'], d.trend.map(t => [shortDay(t.day), String(t.received), String(t.closed)])));
  const scroll = element('div', 'gx-chart', chart(d));
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'group');
  scroll.setAttribute('aria-label', '趋势图');
  return element('section', 'gx-block gx-wide', element('h2', null, `近 ${d.days} 天趋势`),
    element('p', 'gx-keys', key('gx-key-received', '收到'), key('gx-key-closed', '办结')), scroll, numbers);
}
