// The application for a service item, where the task belongs to one: item, materials, opinions, documents.

import {call, context, element} from '../../../../assets/page.js';

/** Plain text for whoever has not taken the task. */
function link(text, url) {
  if (!url) return element('span', 'gx-closed', text);
  const node = element('a', null, text);
  node.href = context + url;
  node.target = '_blank';
  node.rel = 'noopener';
  return node;
}

function facts(application) {
  const list = element('dl', 'gx-facts');
  const add = (name, value) => value && list.append(element('div', null, element('dt', null, name), element('dd', null, value)));
  const item = application.item;
  add('事项', item.name);
  add('时限', `承诺 ${item.promisedDays} 个工作日，法定 ${item.statutoryDays} 个工作日` + (item.onTheSpot ? '，可以即办' : ''));
  add('依据', item.legalBasis);
  add('申请人', application.applicant);
  add('身份号码', application.idNumber);
  add('受理窗口', application.desk);
  add('领取方式', [application.delivery, application.postAddress].filter(Boolean).join('，'));
  return list;
}

function state(material) {
  if (material.received) return '已收到';
  if (material.heldBy) return `免提交：由${material.heldBy}提供`;
  return material.needed ? (material.asked ? '已告知补正，未收到' : '未收到') : '可后补';
}

function materials(taskId, application, refresh, fail) {
  if (!application.materials.length) return null;
  const tick = (codes, received) => call(`/api/tasks/${taskId}/materials`, {
    method: 'PUT',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({codes, received})
  }).then(refresh, error => { fail(error); refresh(); });
  const rows = application.materials.map(m => {
    const name = element('span', 'gx-material-name', m.name);
    if (m.note) name.title = m.note;
    const open = m.received || m.heldBy ? 'gx-have' : m.needed ? 'gx-lack' : '';
    const row = element('li', null);
    if (application.mayTick && !m.heldBy) {
      const box = element('input');
      box.type = 'checkbox';
      box.checked = m.received;
      box.disabled = m.files.length > 0;
      box.onchange = () => tick([m.code], box.checked);
      row.append(element('label', null, box, name));
    } else {
      row.append(name);
    }
    row.append(element('small', open, state(m)));
    m.files.forEach(f => row.append(link(f.name, f.url)));
    if (application.mayTick && !m.heldBy) row.append(upload(taskId, m, refresh, fail));
    return row;
  });
  const head = element('div', 'gx-materials-head', element('b', null, '材料清单'));
  const lacking = application.materials.filter(m => m.needed && !m.heldBy && !m.received);
  if (application.mayTick && lacking.length > 1) {
    const all = element('button', 'btn btn-default btn-sm', '必需的全部收齐');
    all.type = 'button';
    all.onclick = () => tick(lacking.map(m => m.code), true);
    head.append(all);
  }
  return element('div', 'gx-materials', head, element('ul', null, ...rows));
}

function upload(taskId, material, refresh, fail) {
  const input = element('input');
  input.type = 'file';
  input.accept = '.pdf,image/jpeg,image/png,image/webp';
  input.hidden = true;
  const button = element('button', 'btn btn-link btn-sm', '上传');
  button.type = 'button';
  button.setAttribute('aria-label', '上传' + material.name);
  button.onclick = () => input.click();
  input.onchange = async () => {
    const body = new FormData();
    body.append('material', material.code);
    body.append('file', input.files[0]);
    button.disabled = true;
    button.textContent = '正在上传…';
    await call(`/api/tasks/${taskId}/materials`, {method: 'POST', body}).then(refresh, error => {
      fail(error);
      button.disabled = false;
      button.textContent = '上传';
    });
  };
  return element('span', null, button, input);
}

function opinions(application) {
  const spoken = application.opinions.filter(o => o.agrees !== null || application.opinions.length > 1 || o.state !== '待签收');
  if (!spoken.length) return null;
  return element('div', 'gx-opinions', element('b', null, '部门意见'), element('ul', null, ...spoken.map(o => element('li', null,
    element('span', null, o.unit + (o.lead && application.opinions.length > 1 ? '（主办）' : '')),
    element('small', null, o.state),
    o.agrees === null ? null : element('b', o.agrees ? 'gx-have' : 'gx-lack', o.agrees ? '同意' : '不同意'),
    o.grounds ? element('p', null, o.grounds) : null))));
}

function documents(application) {
  if (!application.documents.length) return null;
  return element('div', 'gx-papers', element('b', null, '文书'), ...application.documents.map(d => {
    const node = link(d.title, d.url);
    node.title = d.serial;
    return node;
  }));
}

/** Null for the task of an order. */
export async function application(taskId, refresh, fail) {
  const found = await call(`/api/tasks/${taskId}/application`);
  if (!found) return null;
  return element('section', 'gx-application', facts(found), materials(taskId, found, refresh, fail), opinions(found), documents(found));
}
