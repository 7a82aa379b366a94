import {element} from '../../../../assets/page.js';

/** A table whose first column names the rows; on a narrow screen it scrolls by itself. */
export function table(columns, rows) {
  const heads = columns.map(name => {
    const head = element('th', null, name);
    head.scope = 'col';
    return head;
  });
  const body = rows.map(([name, ...cells]) => {
    const head = element('th', null, name);
    head.scope = 'row';
    return element('tr', null, head, ...cells.map(cell => element('td', null, cell)));
  });
  const room = element('div', 'gx-table', element('table', null, element('thead', null, element('tr', null, ...heads)), element('tbody', null, ...body)));
  room.tabIndex = 0;
  room.setAttribute('role', 'group');
  room.setAttribute('aria-label', columns[0] + '表格');
  return room;
}
