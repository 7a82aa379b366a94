// 突增: a kind of demand that comes from a place more often than usual. Of things and places, never of people.

import {element} from '../../../../../assets/page.js';
import {desk, list} from '../api.js';
import {named, number, table} from '../parts.js';

export function bursts(d) {
  if (!d.bursts) return null;
  const all = element('a', null, '规则和以往的突增');
  all.href = desk('bursts', {within: d.area.code});
  const rows = d.bursts.map(burst => {
    const these = list('received', {within: burst.place, thing: burst.category, flow: 'order', from: burst.from, to: burst.to});
    return [named(`${burst.placeName} · ${burst.categoryName}`, these),
      number(burst.cases, these, `${burst.placeName}${burst.categoryName}`), burst.comparable ? String(burst.usual) : '—', burst.words];
  });
  return element('div', 'gx-block', element('h2', null, '突增'),
    rows.length ? table('突增', ['地点和事项', '收到', '平常', '说明'], rows) : element('p', 'gx-few', '现在没有突增。'),
    element('p', 'gx-note', all));
}
