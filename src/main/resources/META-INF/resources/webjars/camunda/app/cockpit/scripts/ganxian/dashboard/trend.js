// Received and closed, day by day: filled columns and a line with dots, told apart without colour, and the same as a table.

import {element} from '../../../../../assets/page.js';
import {list} from '../api.js';
import {number, table} from '../parts.js';

const SVG = 'http://www.w3.org/2000/svg';
const [HEIGHT, LEFT, BOTTOM, TOP] = [240, 36, 28, 12];
const LABEL = 90;

function svg(tag, attributes, ...content) {
  const node = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
  node.append(...content);
  return node;
}

const shortDay = day => `${Number(day.slice(5, 7))}-${day.slice(8)}`;

/** Round numbers up the side, at most five of them. */
function grid(most) {
  const size = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000].find(each => most / each <= 4) || most;
  return Array.from({length: Math.ceil(most / size) + 1}, (_, i) => i * size);
}

/** A past day as it was reported, else as it is counted. */
const told = (day, show) => day.reported?.[show] ?? day[show];

function chart(d, width) {
  const marks = grid(Math.max(1, ...d.trend.flatMap(day => [told(day, 'received'), told(day, 'closed')])));
  const step = (width - LEFT) / d.trend.length;
  const middle = i => LEFT + (i + 0.5) * step;
  const height = count => HEIGHT - BOTTOM - count / marks.at(-1) * (HEIGHT - BOTTOM - TOP);
  const link = (day, show, what, shape) => {
    const node = svg('a', {href: list(show, {within: d.area.code, day: day.day}), tabindex: -1}, shape);
    shape.append(svg('title', {}, `${day.day} ${what} ${told(day, show)} 件`));
    return node;
  };
  const dot = Math.min(3.5, step / 3);
  const named = Math.ceil(d.trend.length * LABEL / width);
  // Its numbers and links are in the table below, which says more to those who cannot see it.
  return svg('svg', {viewBox: `0 0 ${width} ${HEIGHT}`, class: 'gx-chart', 'aria-hidden': 'true'},
    ...marks.flatMap(mark => [
      svg('line', {x1: LEFT, x2: width, y1: height(mark), y2: height(mark), class: 'gx-grid'}),
      svg('text', {x: LEFT - 8, y: height(mark) + 4, 'text-anchor': 'end'}, String(mark))]),
    ...d.trend.map((day, i) => link(day, 'received', '收到', svg('rect',
      {x: middle(i) - step * 0.35, width: step * 0.7, y: height(told(day, 'received')), height: HEIGHT - BOTTOM - height(told(day, 'received')), class: 'gx-received'}))),
    svg('polyline', {points: d.trend.map((day, i) => `${middle(i)},${height(told(day, 'closed'))}`).join(' '), class: 'gx-closed'}),
    ...d.trend.map((day, i) => link(day, 'closed', '办结', svg('circle', {cx: middle(i), cy: height(told(day, 'closed')), r: dot, class: 'gx-closed-dot'}))),
    ...d.trend.flatMap((day, i) => i % named ? [] : [
      svg('text', {x: middle(i), y: HEIGHT - 8, 'text-anchor': 'middle'}, shortDay(day.day))]));
}

const shape = (tag, attributes) => svg('svg', {viewBox: '0 0 24 14', class: 'gx-key', 'aria-hidden': 'true'}, svg(tag, attributes));

function legend() {
  const line = shape('line', {x1: 0, x2: 24, y1: 7, y2: 7, class: 'gx-closed'});
  line.append(svg('circle', {cx: 12, cy: 7, r: 3.5, class: 'gx-closed-dot'}));
  return element('p', 'gx-legend',
    element('span', null, shape('rect', {x: 5, width: 14, height: 14, class: 'gx-received'}), '收到（柱）'),
    element('span', null, line, '办结（线）'));
}

/** What was reported stays; what is counted otherwise now stands beside it. */
function reported(within, day, show, what) {
  const now = number(day[show], list(show, {within, day: day.day}), `${day.day} ${what}`);
  if (!day.reported || day.reported[show] === day[show]) return now;
  return element('span', null, `${day.reported[show]}（更正为 `, now, '）');
}

/** @param width of the place it stands in, so that its letters are as large as others */
export function trend(d, width) {
  const within = d.area.code;
  const rows = d.trend.map(day => [day.day,
    reported(within, day, 'received', '收到'), reported(within, day, 'closed', '办结')]);
  const title = `${d.periodName}收到和办结`;
  const numbers = element('details', 'gx-numbers', element('summary', null, '查看每日数字'), table(title, ['日期', '收到', '办结'], rows));
  return element('div', 'gx-block', element('h2', null, title), legend(), chart(d, width), numbers);
}
