// A link from Tasklist to the desk, for those whose duty it is. The desk checks again.

import {call, context, element} from './page.js';

const DESK = /-clerk$|^camunda-admin$/;

export async function deskLink(node) {
  const {userId} = await call('/camunda/api/admin/auth/user/default').catch(() => ({}));
  if (!userId) return;
  const {groups} = await call('/camunda/api/engine/engine/default/identity/groups?userId=' + encodeURIComponent(userId))
    .catch(() => ({groups: []}));
  if (!groups.some(group => DESK.test(group.id))) return;
  const link = element('a', null, '登记台');
  link.href = context + '/desk';
  link.title = '我登记的诉求、查询码，导入热线文件';
  node.append(link);
}
