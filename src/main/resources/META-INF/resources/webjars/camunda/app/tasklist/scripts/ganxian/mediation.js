// The dispute of a mediation's task, for those who may read it: parties, records, agreement, duties.

import {call, context, element, when} from '../../../../assets/page.js';

function facts(file) {
  const list = element('dl', 'gx-facts');
  const add = (name, value) => value && list.append(element('div', null, element('dt', null, name), element('dd', null, value)));
  add('类型', `${file.type}，${file.people} 人`);
  add('来源', `${file.origin}，${when(file.appliedAt)} 申请`);
  file.parties.forEach(p => add(p.side, [p.name, p.phone, p.guardian && `监护人 ${p.guardian}`, p.answer].filter(Boolean).join('　')));
  add('调解员', file.panel.join('、'));
  add('经过', file.facts);
  add('请求', [file.claim, file.amount].filter(Boolean).join('　'));
  add('联合调解', file.joint.join('；'));
  add('关联的纠纷', file.linked.join('、'));
  add('可能是同一纠纷', file.same.join('；'));
  add('延长', file.daysAgreed.join('，'));
  add('归档还缺', file.missing.join('、'));
  return list;
}

function records(file) {
  if (!file.sessions.length) return null;
  const rows = file.sessions.map(s => element('li', null,
    element('time', null, when(s.heldAt)), element('b', null, `第 ${s.no} 次，${s.result}`), element('span', null, `${s.mode}，${s.place}，${s.present}`),
    element('p', null, s.record)));
  return element('details', 'gx-timeline', element('summary', null, `调解记录（${file.sessions.length}）`), element('ol', null, ...rows));
}

function agreement(file) {
  const lines = file.duties.map(d => element('li', null,
    `${d.dueOn} 前，${d.debtor} 向 ${d.creditor}：${d.what}${d.amount ? '，' + d.amount : ''}（${d.state}）`));
  if (!file.agreement && !lines.length) return null;
  return element('div', 'gx-similar', element('b', null, '协议'),
    file.agreement && element('p', null, file.agreement.content), element('ul', null, ...lines));
}

/** Nothing beside the task of another flow, and for whoever may not read the case. */
export async function mediation(taskId) {
  const file = await call(`/api/tasks/${taskId}/mediation`);
  if (!file) return null;
  const link = element('a', null, '在调解案件页打开（终止、报告激化）');
  link.href = `${context}/desk/mediations/${encodeURIComponent(file.number)}`;
  return element('section', 'gx-application', ...[facts(file), agreement(file), records(file), file.facts && element('p', null, link)].filter(Boolean));
}
