// Texts that the form library has in English only.
const BUILT_IN = [
  [/^Select$/, '请选择'], [/^Search$/, '输入关键字搜索'], [/^No results$/, '没有匹配的选项'],
  [/^Field is required\.$/, '此项必填'], [/^Field must have maximum length of (\d+)\.$/, '不能超过 $1 字'],
  [/^Field must have minimum length of (\d+)\.$/, '至少 $1 字']
];

export function translate(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const rule = BUILT_IN.find(([english]) => english.test(node.data.trim()));
    if (rule) node.data = node.data.trim().replace(rule[0], rule[1]);
  }
  root.querySelectorAll('input[placeholder]').forEach(input => {
    const rule = BUILT_IN.find(([english]) => english.test(input.placeholder));
    if (rule) input.placeholder = input.placeholder.replace(rule[0], rule[1]);
  });
}
