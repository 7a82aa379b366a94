// What the webapps' locale files cannot reach: texts that stand in their templates, and dates with a T between day and time.

const TEXTS = {
  Actions: '操作', State: '状态', Download: '下载', Upload: '上传',
  'Loading diagram': '正在加载流程图',
  'This process definition has no job definitions associated with. The job priority cannot be overridden.':
    '该流程定义没有作业定义，不能修改作业优先级。',
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

function dates(app) {
  window.angular.module(`cam.${app}.custom`).config(['camDateFormatProvider',
    formats => formats.setDateFormat('YYYY-MM-DD HH:mm', 'normal')]);
}

const app = document.querySelector('base').getAttribute('app-name');
if (app !== 'tasklist') dates(app);

// As the webapps choose: English for a browser that asks for it, Chinese for all others.
if (!navigator.language.startsWith('en')) {
  document.documentElement.lang = 'zh-CN';
  new MutationObserver(changes => changes.forEach(({target}) =>
    translate(target.nodeType === Node.ELEMENT_NODE ? target : target.parentNode ?? document.body)))
    .observe(document.body, {childList: true, subtree: true, characterData: true});
  translate(document.body);
}

export default [];
