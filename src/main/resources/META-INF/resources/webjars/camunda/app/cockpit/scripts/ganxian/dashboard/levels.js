// Which level of the four has the open cases, and how far up the ladder supervision went.

import {element} from '../../../../../assets/page.js';
import {list} from '../api.js';
import {labelled, named, number, table} from '../parts.js';

export function levels(d) {
  const most = Math.max(1, ...d.open.levels.map(level => level.count));
  return element('div', 'gx-block', element('h2', null, '在办：由哪一级办理'),
    element('ul', 'gx-bars', ...d.open.levels.map(({level, name, count}) => {
      const bar = element('span', 'gx-bar');
      bar.style.width = `${100 * count / most}%`;
      const open = list('open', {within: d.area.code, level});
      return element('li', null, labelled(name, open, 'gx-bar-name'), element('span', 'gx-bar-room', bar),
        number(count, open, `${name}在办`));
    })));
}

export function ladder(d) {
  const within = d.area.code;
  return element('div', 'gx-block', element('h2', null, '逐级督办'),
    table('各级督办件数', ['层级', '待答复', `${d.periodName}发起`], d.ladder.map(({level, name, asked, raised}) => [
      named(name, list('asked', {within, level})),
      number(asked, list('asked', {within, level}), `${name}督办待答复`),
      number(raised, list('raised', {within, level, ...d.period}), `${name}督办，${d.periodName}发起`)])));
}
