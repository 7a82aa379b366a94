// What the webapps' locale files cannot reach: texts that stand in their templates, and dates with a T between day and time.

import {nameWhatHasNoWords} from './names.js';
import {seekInMenu} from './seek.js';

const TEXTS = {
  Actions: '操作', State: '状态', Download: '下载', Upload: '上传',
  'Loading diagram': '正在加载流程图',
  'This process definition has no job definitions associated with. The job priority cannot be overridden.':
    '该流程定义没有作业定义，不能修改作业优先级。',
  null: '无', 'Hit policy:': '命中规则：', Unique: '唯一', First: '首个', Any: '任一', Collect: '汇总',
  'Rule order': '按规则顺序', When: '当', And: '且', Then: '则', Annotations: '说明', 'View DRD': '查看决策依赖图',
  CAM_WIDGET_HEADER_TOGGLE_NAVIGATION: '展开或收起菜单'
};
const ATTRIBUTES = {
  'zoom in': '放大', 'zoom out': '缩小', 'reset zoom': '恢复大小',
  'Toggle this section': '展开或收起', 'Select all': '全选', 'Unselect all': '取消全选',
  'Suspended Job Definition': '已暂停的作业定义', 'Open element documentation': '查看说明',
  Jonny: '', Prosciutto: '', 'j.prosciutto@acme.org': ''
};
// What people wrote stands in cells of tables; only buttons and links there are the template's.
const isTheirs = node => node.parentElement?.closest('tbody, textarea, pre') && !node.parentElement.closest('a, button');
const NAMES = ['title', 'placeholder', 'tooltip', 'uib-tooltip'];

function translate(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const chinese = Object.hasOwn(TEXTS, node.data.trim()) && TEXTS[node.data.trim()];
    if (chinese && !isTheirs(node)) node.data = node.data.replace(node.data.trim(), chinese);
  }
  NAMES.forEach(name => root.querySelectorAll(`[${name}]`).forEach(element => {
    const chinese = ATTRIBUTES[element.getAttribute(name)];
    if (chinese !== undefined) element.setAttribute(name, chinese);
  }));
}

const base = document.querySelector('base');
const app = base.getAttribute('app-name');
const custom = window.angular.module(`cam.${app}.custom`);
// As the webapps choose: English for a browser that asks for it, Chinese for all others.
const chinese = !navigator.language.startsWith('en');
nameWhatHasNoWords(chinese);

// Tasklist has a place for plugins in its head, and the box there.
if (app !== 'tasklist') seekInMenu();

// Tasklist reads its format from its own configuration; the others have one with seconds and a T.
if (app !== 'tasklist') {
  custom.config(['camDateFormatProvider', formats => formats.setDateFormat('YYYY-MM-DD HH:mm', 'normal')]);
}

// Who is on staff is kept on a page of ours; the engine's users and groups follow it.
if (app === 'admin') {
  custom.run(['$rootScope', scope => scope.$on('$locationChangeStart', (event, url) => {
    if (!/#!?\/(user|group)/.test(url)) return;
    event.preventDefault();
    window.location.assign(base.getAttribute('app-root').replace(/\/camunda$/, '') + '/desk/people');
  })]);
}

// Where an identity provider is set up, the way to it stands above the password, and logging out ends there, too.
const root = base.getAttribute('app-root').replace(/\/camunda$/, '');
let provider = null;
function offerProvider() {
  const form = provider && document.querySelector('.form-signin form');
  if (!form || form.parentNode.querySelector('.ganxian-provider')) return;
  const offer = document.createElement('p');
  offer.className = 'ganxian-provider';
  const link = document.createElement('a');
  link.className = 'btn btn-lg btn-primary btn-block';
  link.href = `${root}/login?back=/camunda/app/${app}/default/`;
  link.textContent = '统一身份认证登录';
  offer.append(link, provider.passwordForAll ? '' : '密码登录只限市级系统管理员');
  form.before(offer);
}
fetch(root + '/login/ways').then(response => response.json()).then(ways => {
  if (!ways.provider) return;
  provider = ways;
  new MutationObserver(offerProvider).observe(document.body, {childList: true, subtree: true});
  offerProvider();
}).catch(() => {});
custom.run(['$rootScope', scope => scope.$on('authentication.logout.success', event => {
  if (!provider) return;
  event.preventDefault();
  window.location.assign(root + '/login/left');
})]);

// Whoever was sent here from a page of ours goes back there.
custom.run(['$rootScope', scope => scope.$on('authentication.login.success', () => {
  const back = new URLSearchParams(location.search).get('back') ?? '';
  if (/^\/desk(\/[\w./-]*)?$/.test(back) && !back.includes('..')) location.assign(root + back);
})]);

// With a password that somebody else chose, one thing only can be done: choose one.
custom.config(['$httpProvider', http => http.interceptors.push(['$q', q => ({
  responseError: answer => {
    if (answer.status === 403 && answer.data?.type === 'FirstPassword') location.assign(root + '/desk/password');
    return q.reject(answer);
  }
})])]);

if (chinese) {
  document.documentElement.lang = 'zh-CN';
  // The webapps load their labels while they draw, and keep a label's name where they were faster.
  const url = `${base.getAttribute('app-root')}/app/${app}/locales/zh.json${new URL(import.meta.url).search}`;
  const {labels} = await fetch(url).then(response => response.json());
  custom.config(['$translateProvider', texts => texts.translations('zh', labels).forceAsyncReload(true)]);

  new MutationObserver(changes => changes.forEach(({target}) =>
    translate(target.nodeType === Node.ELEMENT_NODE ? target : target.parentNode ?? document.body)))
    .observe(document.body, {childList: true, subtree: true, characterData: true});
  translate(document.body);
}

export default [];
