// Names for what the webapps show as a picture alone: who hears a page instead of seeing it learns what a button does.

const NAMES = [
  ['button[data-region=filters]', '收起或展开筛选', 'Show or hide filters'],
  ['button[data-region=list]', '收起或展开任务列表', 'Show or hide the list of tasks'],
  ['button.maximize', '放大或还原任务', 'Maximize or restore the task'],
  ['button[data-region=task]', '收起或展开任务', 'Show or hide the task'],
  ['button.section-toggle', '展开或收起', 'Toggle this section'],
  ['.stored-criteria button', '已保存的查询条件', 'Stored queries'],
  ['button.bjs-drilldown', '打开下级流程图', 'Open the diagram within'],
  ['input.toggle', '显示流程图', 'Show the diagram'],
  ['.app-switch > a', '切换应用', 'Other applications'],
  ['.new-sort > a', '添加排序', 'Add a sorting'],
  ['a.circle-green', '没有异常，打开', 'Without incidents, open'],
  ['a.circle', '有异常，打开', 'With incidents, open']
];
const TIPS = ['uib-tooltip', 'tooltip', 'data-original-title'];
// A link without an address is none, and has no name.
const UNNAMED = ['button', 'a[href]', 'input.toggle'].map(part => part + ':not([aria-label])').join();

/** What shows a word or has a tip is not asked for one of ours. A link within a drawing knows its text by another name. */
function named(part) {
  return (part.innerText ?? part.textContent).trim() || part.title || part.labels?.length || part.querySelector('img[alt]:not([alt=""])');
}

function name(part, chinese) {
  const tip = TIPS.map(each => part.getAttribute(each)?.trim()).find(Boolean);
  const known = NAMES.find(([selector]) => part.matches(selector));
  const beside = part.matches('.app-label-wrapper') ? part.parentElement.innerText.trim() : null;
  const words = tip && !tip.includes('{{') ? tip : beside || known && known[chinese ? 1 : 2];
  if (words) part.setAttribute('aria-label', words);
}

function nameAll(chinese) {
  document.querySelectorAll(UNNAMED).forEach(part => { if (!named(part)) name(part, chinese); });
  document.querySelectorAll('[role=dialog]:not([aria-label], [aria-labelledby])').forEach(dialog => {
    const words = dialog.querySelector('h3, h2')?.innerText.trim();
    if (words) dialog.setAttribute('aria-label', words);
  });
  // A field that offers what may be chosen is what its states speak of.
  document.querySelectorAll('input[aria-autocomplete=list]').forEach(field => {
    if (field.getAttribute('role') !== 'combobox') field.setAttribute('role', 'combobox');
    const list = field.getAttribute('aria-owns');
    if (list && field.getAttribute('aria-controls') !== list) field.setAttribute('aria-controls', list);
    if (!field.hasAttribute('aria-label') && !field.labels?.length && field.placeholder) field.setAttribute('aria-label', field.placeholder);
  });
}

/** Once for all that changes before the next picture. */
export function nameWhatHasNoWords(chinese) {
  let due = false;
  const look = () => { due = false; nameAll(chinese); };
  new MutationObserver(() => {
    if (due) return;
    due = true;
    requestAnimationFrame(look);
  }).observe(document.body, {childList: true, subtree: true});
  nameAll(chinese);
}
