// What our parts of the webapps share: elements, times as people read them, calls as the logged-in person.

export const context = document.querySelector('base').getAttribute('app-root').replace(/\/camunda$/, '');
const time = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23'
});

export function element(tag, className, ...content) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...content.filter(c => c !== null && c !== undefined));
  return node;
}

export function when(instant) {
  return instant ? time.format(new Date(instant)).replace('/', '-') : '';
}

/** Minutes by a limit's own clock, in the words of our pages: 35 分钟, 2 小时 5 分钟. */
export function counted(minutes) {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (!hours) return `${rest} 分钟`;
  return `${hours} 小时` + (rest ? ` ${rest} 分钟` : '');
}

export async function call(path, options = {}) {
  // The webapps' own API and ours have a token each.
  const name = path.startsWith('/camunda/') ? 'XSRF-TOKEN=' : 'GANXIAN-XSRF=';
  const cookie = document.cookie.split('; ').find(c => c.startsWith(name));
  const headers = {'X-Requested-With': 'XMLHttpRequest', ...options.headers};
  if (cookie) headers['X-XSRF-TOKEN'] = decodeURIComponent(cookie.substring(name.length));
  const response = await fetch(context + path, {credentials: 'same-origin', ...options, headers});
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    // The engine says it in words in its message, and for developers in its detail; our own API in its detail.
    const reason = problem.message || problem.detail;
    throw Object.assign(new Error(reason || '服务暂时不可用，请稍后重试'), {status: response.status});
  }
  return response.status === 204 ? null : response.json().catch(() => null);
}

/** Calendar minutes as people say them: 35 分钟, 2.5 小时, 3.2 天. */
export function lasting(minutes) {
  if (minutes < 60) return `${minutes} 分钟`;
  const [size, unit] = minutes < 2880 ? [minutes / 60, '小时'] : [minutes / 1440, '天'];
  return `${Number(size.toFixed(1))} ${unit}`;
}
