// The period beside the one before and the year before, and what grows. Read after the rest, which does not wait for it.

import {element} from '../../../../../assets/page.js';
import {list, readComparison} from '../api.js';
import {button, number, table} from '../parts.js';

function lines(d, found) {
  const {before, lastYear} = found;
  const cell = (line, value, query, when) => !line.show || !/^\d/.test(value) ? value
    : number(value, list(line.show, {within: d.area.code, ...query, ...(line.flow && {flow: line.flow})}), `${line.name}，${when}`);
  const heads = ['指标', found.periodName, `${before.name}（${before.from} 至 ${before.to}）`, '比它', `${lastYear.name}（${lastYear.from} 至 ${lastYear.to}）`, '比它'];
  const then = (past, value, line) => past.known ? cell(line, value, past.query, past.name) : '没有记录';
  return table('与以前相比', heads, found.lines.map(line => [line.name,
    cell(line, line.now, found.period, found.periodName),
    then(before, line.before, line), line.beforeChange, then(lastYear, line.lastYear, line), line.lastYearChange]));
}

/** @param limits what narrows the list behind a row to it */
function grown(title, found, growth, name, limits) {
  const few = growth.few ? `另有 ${growth.few} 项不足 5 件，不列。` : '';
  const content = !growth.known ? element('p', 'gx-few', `${growth.usualName}没有记录，不能比较。`)
    : !growth.rows.length ? element('p', 'gx-few', `没有比平常多的。${few}`)
    : element('div', null, table(title, ['名称', '收到', '平常', '比平常'], growth.rows.map(row => [name(row),
      number(row.received, list('received', {...limits(row), ...found.period}), `${row.name}，增加`), String(row.usual), row.more])),
    few && element('p', 'gx-note', few));
  return element('div', 'gx-block', element('h2', null, title), content);
}

export function compared(d, enter, left) {
  const room = element('div', 'gx-compared', element('p', 'gx-note', '正在与以前比较…'));
  readComparison(d, left).then(found => {
    if (left.aborted) return;
    const place = row => button(row.name, `grown-${row.code}`, () => enter(row.code), 'btn btn-link');
    room.replaceChildren(
      element('div', 'gx-block', element('h2', null, '与以前相比'), lines(d, found)),
      element('p', 'gx-note', `“平常”是${found.categories.usualName}，折算成同样的天数。`),
      element('div', 'gx-pair',
        grown('增加的分类', found, found.categories, row => row.name, row => ({within: d.area.code, category: row.code})),
        grown('增加的地点', found, found.places, place, row => ({within: row.code}))));
  }).catch(error => {
    if (!left.aborted) room.replaceChildren(element('p', 'gx-few', `与以前的比较暂时打不开：${error.message}`));
  });
  return room;
}
