// The rates and the time to the first response, each with how it is counted.

import {element, lasting} from '../../../../../assets/page.js';
import {list} from '../api.js';
import {button, hint, number} from '../parts.js';

const FEW = '不足 5 件，不统计';

function tile(name, formula, ...content) {
  const owner = button(name, `formula-${name}`, null, 'gx-tile-name gx-asks');
  return element('div', 'gx-tile gx-rate', hint(owner, formula), ...content);
}

export function rates(d) {
  return d.rates.map(rate => {
    const limits = {within: d.area.code, ...d.period, flow: rate.flow};
    const words = rate.key === 'satisfied' ? said(limits) : null;
    if (rate.percent === null) return tile(rate.name, rate.formula, element('span', 'gx-few', rate.suppressed ? FEW : '没有可统计的诉求'), words);
    const counted = list(rate.show, limits);
    return tile(rate.name, rate.formula, number(`${rate.percent}%`, counted, rate.name),
      element('span', 'gx-of', number(rate.part, counted, `${rate.name}，计入`), ' / ',
        number(rate.of, list(rate.showOf, limits), `${rate.name}，总数`), ' 件'), words);
  });
}

/** What few residents said can be read, though not counted. */
function said(limits) {
  const link = element('a', 'gx-of', '查看评价');
  link.href = list('rated', limits);
  return link;
}

export function firstResponse(d) {
  const {cases, median, p90, suppressed} = d.firstResponse;
  const formula = '从收到到首次联系群众的时间，含休息时间。中位数：一半的诉求不超过这个时间；90% 分位：九成的诉求不超过这个时间。';
  const name = '首次响应用时';
  if (suppressed || median === null) return tile(name, formula, element('span', 'gx-few', suppressed ? FEW : '没有可统计的诉求'));
  const href = list('first-response', {within: d.area.code, ...d.period});
  const value = (label, minutes) => element('span', 'gx-time', element('small', null, label),
    number(lasting(minutes), href, `${name}${label}`));
  return tile(name, formula, element('span', 'gx-times', value('中位数', median), value('90% 分位', p90)),
    element('span', 'gx-of', '共 ', number(cases, href, '已首次响应'), ' 件'));
}
