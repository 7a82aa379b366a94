// Links from Tasklist to our own pages, for those whose duty they are. The pages check again.

import {call, context, element} from '../../../../assets/page.js';
import {seekBox} from '../../../../assets/seek.js';

const LINKS = [
  {who: /-member$|-clerk$/, page: '/m', text: '手机页', title: '在手机上接单、联系、上报，上门登记'},
  {who: /-clerk$/, page: '/desk/applications/new', text: '收件', title: '收一件办事申请'},
  {who: /-clerk$|-issuer$/, page: '/desk/applications', text: '窗口申请', title: '本窗口收到的申请，材料清单和文书'},
  {who: /-clerk$|^camunda-admin$/, page: '/desk', text: '登记台', title: '我登记的诉求、查询码，导入热线文件'},
  {who: /-dispatcher$|-triage$/, page: '/desk/dispatch', text: '派单台', title: '成批审核下单、分拨，撤销并案'},
  {who: /-triage$/, page: '/desk/exchange-talks', text: '对接来件', title: '三方通话中的来件说了什么'},
  {who: /-exchange$/, page: '/desk/exchange', text: '对接伙伴', title: '收发、异常、密钥、对照表'},
  {who: /-supervisor$|-manager$/, page: '/desk/cases', text: '诉求', title: '本辖区的诉求清单'},
  {who: /-supervisor$|-manager$/, page: '/desk/supervisions', text: '督办', title: '本辖区的督办，发起督办'},
  {who: /^camunda-admin$/, page: '/desk/services', text: '事项库', title: '政务服务事项的版本、停用和导入'},
  {who: /-auditor$|^camunda-admin$/, page: '/desk/audit', text: '审计', title: '谁做了什么，登录日志'},
  {who: /-admin$/, page: '/desk/people', text: '人员', title: '人员、职责、代理、请假和离岗'},
  {who: /./, page: '/desk/notices', text: '通知', title: '到期提醒、超时和督办的通知', count: unread},
  {who: /./, page: '/desk/password', text: '修改密码', title: '修改自己的登录密码'}
];

export async function deskLinks(node) {
  const {userId} = await call('/camunda/api/admin/auth/user/default').catch(() => ({}));
  if (!userId) return;
  node.classList.add('ganxian-links');
  node.append(seekBox());
  const {groups} = await call('/camunda/api/engine/engine/default/identity/groups?userId=' + encodeURIComponent(userId))
    .catch(() => ({groups: []}));
  document.body.classList.toggle('gx-no-clerk', !groups.some(group => /-clerk$/.test(group.id)));
  for (const {who, page, text, title, count} of LINKS) {
    if (!groups.some(group => who.test(group.id))) continue;
    const link = element('a', 'ganxian-link', text);
    link.href = context + page;
    link.title = title;
    node.append(link);
    if (count) count().then(number => number && link.append(`（${number}）`));
  }
}

async function unread() {
  const {unread} = await call('/api/notices?size=1').catch(() => ({unread: 0}));
  return unread;
}
