// What came and went today, and what is open now.

import {element} from '../../../../../assets/page.js';
import {list} from '../api.js';
import {labelled, number} from '../parts.js';

function tile(name, count, href) {
  return element('li', 'gx-tile', labelled(name, href, 'gx-tile-name'), number(count, href, name));
}

export function tiles(d) {
  const behind = (show, limits) => list(show, {within: d.area.code, ...limits});
  const today = {day: d.today.day};
  const rows = element('ul', 'gx-tiles',
    tile('今日收到', d.today.received, behind('received', today)),
    tile('今日办结', d.today.closed, behind('closed', today)),
    tile('在办', d.open.total, behind('open')),
    tile('4 小时内到期', d.open.dueSoon, behind('due-soon')),
    tile('今日到期', d.open.dueToday, behind('due-today')),
    tile('已超时', d.open.overdue, behind('overdue')),
    tile('暂停计时', d.open.paused, behind('paused')),
    tile('待回访整改', d.followUp.waiting, behind('follow-up')),
    tile('回访整改超时', d.followUp.overdue, behind('follow-up-overdue')));
  rows.setAttribute('aria-label', '今日和当前');
  return rows;
}
