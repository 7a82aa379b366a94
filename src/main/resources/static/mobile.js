// Keeps what is typed on the phone, and sends it as soon as there is a network. The server does each draft once: it
// knows the key that the draft was begun with.
'use strict';

const ROOT = document.currentScript.dataset.root;
const LAST_PERSON = 'ganxian-person';
const MOST_BYTES = 20 * 1024 * 1024;
const AGAIN_MILLIS = 30_000;

// Without a page of somebody's, drafts are shown to whoever was logged in last.
const loggedIn = document.body.dataset.person;
if (loggedIn) {
  localStorage.setItem(LAST_PERSON, loggedIn);
}
const person = loggedIn || localStorage.getItem(LAST_PERSON);

const WORDS = {
  draft: '草稿已保存在本机',
  waiting: '等待网络：草稿已保存，联网后自动送出',
  sending: '正在送出……',
  login: '登录已过期：草稿已保存，重新登录后自动送出',
  busy: '系统繁忙：草稿已保存，稍后自动再送',
};

// ---- The drafts on this phone

const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open('ganxian-mobile', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('drafts', {keyPath: 'id'});
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function inStore(mode, work) {
  const transaction = (await opened).transaction('drafts', mode);
  const request = work(transaction.objectStore('drafts'));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

const drafts = {
  all: () => inStore('readonly', store => store.getAll()),
  get: id => inStore('readonly', store => store.get(id)),
  keep: draft => inStore('readwrite', store => store.put(draft)),
  drop: id => inStore('readwrite', store => store.delete(id)),
  async mine() {
    return (await drafts.all()).filter(draft => draft.person === person);
  },
};

/** Also where pages are not secure, and so have no crypto.randomUUID. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = bytes[6] & 0x0f | 0x40;
  bytes[8] = bytes[8] & 0x3f | 0x80;
  const hex = [...bytes].map(b => b.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

// ---- Sending

function token() {
  const cookie = document.cookie.split('; ').find(c => c.startsWith('GANXIAN-XSRF='));
  return cookie && decodeURIComponent(cookie.substring('GANXIAN-XSRF='.length));
}

/** What became of it: `is` one of sent, waiting, busy, login, refused. */
async function send(draft) {
  if (!token()) {
    return {is: navigator.onLine ? 'login' : 'waiting'};
  }
  const body = new FormData();
  for (const field of ['key', 'person', 'kind', 'text']) {
    body.append(field, draft[field]);
  }
  if (draft.channel) {
    body.append('channel', draft.channel);
  }
  draft.photos.forEach(photo => body.append('photos', photo.blob, photo.name));
  let answer;
  try {
    answer = await fetch(draft.action, {
      method: 'POST',
      body,
      redirect: 'error',
      headers: {'X-XSRF-TOKEN': token(), 'X-Requested-With': 'XMLHttpRequest'},
    });
  } catch (error) {
    return {is: 'waiting'};
  }
  const said = await answer.json().catch(() => ({}));
  if (answer.ok && said.number) {
    return {is: 'sent', ...said};
  } else if (answer.status === 401) {
    return {is: 'login'};
  } else if (answer.status >= 500 || answer.status === 429) {
    return {is: 'busy'};
  }
  return {is: 'refused', reason: said.detail || '没有送出，请复制文字后刷新页面重试'};
}

let sending = Promise.resolve();

/** Sends all that wait, one by one, in one window at a time. */
function sendWaiting() {
  const turn = () => navigator.locks ? navigator.locks.request('ganxian-send', sendThem) : sendThem();
  sending = sending.then(turn, turn);
  return sending;
}

async function sendThem() {
  for (const {id} of (await drafts.mine()).filter(d => d.waits)) {
    const draft = await drafts.get(id);
    if (!draft?.waits) {
      continue;
    }
    show({...draft, state: 'sending'});
    const outcome = await send(draft);
    if (outcome.is === 'sent') {
      await drafts.drop(id);
      sent(draft, outcome);
    } else {
      const after = {...draft, state: outcome.is, reason: outcome.reason, waits: outcome.is !== 'refused'};
      await drafts.keep(after);
      show(after);
    }
  }
}

function tellSent(words) {
  const line = document.querySelector('[data-sent]');
  line.hidden = false;
  line.textContent = [line.textContent, words].filter(Boolean).join('\n');
}

function sent(draft, answer) {
  const words = `已送出：${answer.number} ${answer.message}`;
  const form = document.querySelector(`form[data-step="${draft.kind}"][data-task="${draft.taskId}"]`);
  if (form) {
    // The order has moved on, and so does the page.
    sessionStorage.setItem('ganxian-sent', words);
    location.assign(ROOT.replace(/\/$/, '') + answer.next);
    return;
  }
  tellSent(words);
  document.getElementById('draft-' + draft.id)?.remove();
  showList();
}

// ---- Showing

function inWords(draft) {
  return draft.state === 'refused' ? `没有送出：${draft.reason}。草稿还在，可以复制文字或者删除` : WORDS[draft.state];
}

function show(draft) {
  const form = document.querySelector(`form[data-step="${draft.kind}"][data-task="${draft.taskId}"]`);
  const line = form ? form.querySelector('[data-state]') : document.getElementById('draft-' + draft.id)?.querySelector('[data-part=state]');
  if (line) {
    line.textContent = inWords(draft);
    line.dataset.is = draft.state;
  }
  if (form) {
    form.querySelectorAll('[data-do]').forEach(button => button.hidden = draft.state === 'sending');
    form.querySelector('[type=submit]').disabled = draft.state === 'sending';
    const details = form.closest('details');
    if (details) {
      details.open = true;
    }
  }
}

async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch (error) {
    // Pages without https have no clipboard; the old way still works there.
    const paper = document.createElement('textarea');
    paper.value = text;
    document.body.append(paper);
    paper.select();
    document.execCommand('copy');
    paper.remove();
  }
  button.textContent = '已复制';
}

/** Drafts without a form on this page: on the list, and while there is no network. */
async function showList() {
  const section = document.querySelector('[data-drafts]');
  if (!section) {
    return;
  }
  const mine = await drafts.mine();
  const list = section.querySelector('ul');
  section.hidden = mine.length === 0;
  document.querySelectorAll('[data-no-drafts]').forEach(line => line.hidden = mine.length > 0);
  mine.filter(draft => !document.getElementById('draft-' + draft.id)).forEach(draft => {
    const item = section.querySelector('template').content.cloneNode(true).firstElementChild;
    const part = name => item.querySelector(`[data-part=${name}]`);
    item.id = 'draft-' + draft.id;
    part('kind').textContent = draft.kindName;
    part('number').textContent = draft.number;
    part('title').textContent = draft.title;
    part('text').value = draft.text;
    part('photos').hidden = draft.photos.length === 0;
    part('photos').textContent = `照片 ${draft.photos.length} 张`;
    part('open').href = `${ROOT}m/tasks/${draft.taskId}`;
    part('open').hidden = !loggedIn;
    part('text').addEventListener('input', () => change(draft.id, {text: part('text').value}));
    item.querySelector('[data-do=send]').addEventListener('click', () => toBeSent(draft.id));
    item.querySelector('[data-do=copy]').addEventListener('click', event => copy(part('text').value, event.target));
    item.querySelector('[data-do=discard]').addEventListener('click', async () => {
      if (confirm('删除这份草稿吗？删除后不能恢复。')) {
        await drafts.drop(draft.id);
        item.remove();
        showList();
      }
    });
    list.append(item);
    show(draft);
  });
}

async function showOthers() {
  const others = (await drafts.all()).filter(draft => draft.person !== person).length;
  const line = document.querySelector('[data-others]');
  if (line) {
    line.hidden = others === 0;
    line.textContent = `本机还有其他工作人员的草稿 ${others} 份，只有本人登录后才能看到和送出。`;
  }
}

async function change(id, what) {
  const draft = {...await drafts.get(id), ...what, state: 'draft', waits: false, reason: undefined};
  await drafts.keep(draft);
  show(draft);
}

async function toBeSent(id) {
  const draft = {...await drafts.get(id), state: 'waiting', waits: true, reason: undefined};
  await drafts.keep(draft);
  show(draft);
  await sendWaiting();
}

function showNetwork() {
  document.querySelectorAll('[data-offline]').forEach(line => line.hidden = navigator.onLine);
  document.querySelectorAll('[data-online] button').forEach(button => button.disabled = !navigator.onLine);
}

// ---- A form

/** Photos of today's phones are larger than anybody needs; drawn anew they also lose where they were taken. */
async function shrunk(file) {
  const LARGE = 1024 * 1024;
  const SIDE = 2048;
  if (file.size <= LARGE) {
    return file;
  }
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    const smaller = await new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', 0.85));
    return smaller && smaller.size < file.size ? smaller : file;
  } catch (error) {
    return file; // no picture that this browser can draw; the server says what is wrong with it
  }
}

/** In which field of the task's form a step's text comes to stand. */
const FIELDS = {CONTACT: 'note', REPORT: 'report', RELEASE: 'reason'};

let replies;

/** Templates are put into the text, where they can be changed; without a network there are none. */
async function offerReplies(form, text, keep) {
  replies ??= fetch(`${ROOT}api/tasks/${form.dataset.task}/replies`)
    .then(answer => answer.ok ? answer.json() : [])
    .catch(() => []);
  const own = (await replies).filter(reply => reply.field === FIELDS[form.dataset.step]);
  if (own.length === 0) {
    return;
  }
  const select = document.createElement('select');
  select.setAttribute('aria-label', '套用答复模板');
  select.add(new Option('套用答复模板…', ''));
  own.forEach((reply, i) => select.add(new Option(reply.title, String(i))));
  select.addEventListener('change', () => {
    if (select.value) {
      text.value = [text.value.trim(), own[Number(select.value)].text].filter(Boolean).join('\n');
      keep();
      text.focus();
    }
    select.value = '';
  });
  text.before(select);
}

async function bind(form) {
  const {step: kind, kind: kindName, task: taskId, number, title} = form.dataset;
  const id = [person, taskId, kind].join('|');
  const text = form.elements.text;
  const channel = form.elements.channel;
  const chooser = form.querySelector('input[type=file]');
  const state = form.querySelector('[data-state]');
  let photos = [];
  let keeping = Promise.resolve();

  function say(words, is) {
    state.textContent = words;
    state.dataset.is = is;
  }

  /** One after the other, so that the last change is what stays. */
  function keep() {
    keeping = keeping.then(async () => {
      const before = await drafts.get(id);
      const draft = {
        id, person, taskId, kind, kindName, number, title, photos,
        action: form.getAttribute('action'),
        key: before?.key ?? newKey(),
        channel: channel?.value,
        text: text.value,
        state: 'draft',
        waits: false,
      };
      await drafts.keep(draft);
      show(draft);
    }).catch(() => say('这台手机不能保存草稿（可能是空间不足或无痕浏览），请联网后直接送出', 'refused'));
    return keeping;
  }

  function showPhotos() {
    form.querySelector('.thumbs')?.replaceChildren(...photos.map((photo, i) => {
      const line = document.createElement('li');
      const image = document.createElement('img');
      image.src = URL.createObjectURL(photo.blob);
      image.alt = `第 ${i + 1} 张照片`;
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = '移除';
      button.setAttribute('aria-label', `移除第 ${i + 1} 张照片`);
      button.addEventListener('click', () => {
        photos = photos.filter(p => p !== photo);
        showPhotos();
        keep();
      });
      line.append(image, button);
      return line;
    }));
  }

  async function add(files) {
    const most = Number(chooser.dataset.most);
    const added = await Promise.all([...files].map(async file => ({name: file.name, blob: await shrunk(file)})));
    const all = [...photos, ...added].slice(0, most);
    const tooMany = photos.length + added.length > most;
    const bytes = all.reduce((sum, photo) => sum + photo.blob.size, 0);
    if (bytes <= MOST_BYTES) {
      photos = all;
    }
    showPhotos();
    await keep();
    if (bytes > MOST_BYTES) {
      say('照片合计超过 20 MB，没有加上，请少选几张', 'refused');
    } else if (tooMany) {
      say(`最多还能加 ${most} 张照片，多出的没有加上`, 'refused');
    }
  }

  offerReplies(form, text, keep);
  const kept = await drafts.get(id);
  if (kept) {
    text.value = kept.text;
    photos = kept.photos;
    if (channel && kept.channel) {
      channel.value = kept.channel;
    }
    showPhotos();
    show(kept);
  }
  text.addEventListener('input', keep);
  channel?.addEventListener('change', keep);
  chooser?.addEventListener('change', () => {
    add(chooser.files);
    chooser.value = '';
  });
  form.querySelector('[data-do=copy]').addEventListener('click', event => copy(text.value, event.target));
  form.querySelector('[data-do=discard]').addEventListener('click', async () => {
    if (confirm('删除这份草稿吗？删除后不能恢复。')) {
      await keeping;
      await drafts.drop(id);
      location.reload();
    }
  });
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const length = [...text.value.trim()].length;
    const longest = Number(text.dataset.longest);
    if (length === 0 || length > longest) {
      say(length === 0 ? '请先填写' + form.querySelector(`label[for="${text.id}"]`).textContent : `最多 ${longest} 字，现有 ${length} 字`, 'refused');
      text.focus();
      return;
    }
    await keep();
    await toBeSent(id);
  });
}

/** The webapps' door wants a token of its own, which a page of theirs brings. */
async function doorToken() {
  return (await fetch(ROOT + 'camunda/app/welcome/default/')).headers.get('X-XSRF-TOKEN') ?? '';
}

function bindLogin(form) {
  let door;
  const knock = () => fetch(form.getAttribute('action'), {
    method: 'POST',
    headers: {'X-XSRF-TOKEN': door},
    body: new URLSearchParams(new FormData(form)),
  });
  const wrong = form.querySelector('[role=alert]');
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const button = form.querySelector('button');
    button.disabled = true;
    wrong.hidden = true;
    try {
      door ??= await doorToken();
      let answer = await knock();
      if (answer.status === 403) {
        // The page was open for too long.
        door = await doorToken();
        answer = await knock();
      }
      if (answer.ok) {
        const back = new URLSearchParams(location.search).get('back') ?? '';
        location.replace(ROOT + (/^\/m(\/(register|search|(tasks|orders|own)\/[\w-]+))?$/.test(back) ? back.substring(1) : 'm'));
        return;
      }
      wrong.textContent = answer.status < 500 ? '用户名或密码不正确，或因连续输错而暂时锁定，请稍后再试' : '系统繁忙，请稍后再试';
    } catch (error) {
      wrong.textContent = '没有网络，联网后再登录';
    }
    wrong.hidden = false;
    button.disabled = false;
  });
}

// ---- The page

async function begin() {
  showNetwork();
  document.querySelectorAll('form[data-login]').forEach(bindLogin);
  document.querySelectorAll('form[data-logout]').forEach(form =>
    form.addEventListener('submit', () => localStorage.removeItem(LAST_PERSON)));
  if (!loggedIn && !('shell' in document.body.dataset)) {
    return;
  }
  const words = sessionStorage.getItem('ganxian-sent');
  if (words) {
    sessionStorage.removeItem('ganxian-sent');
    tellSent(words);
  }
  await Promise.all([...document.querySelectorAll('form[data-step]')].map(bind));
  await showList();
  await showOthers();
  window.addEventListener('online', sendWaiting);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && sendWaiting());
  setInterval(sendWaiting, AGAIN_MILLIS);
  await sendWaiting();
}

window.addEventListener('online', showNetwork);
window.addEventListener('offline', showNetwork);
if ('serviceWorker' in navigator) {
  navigator.serviceWorker.register(ROOT + 'mobile-sw.js', {scope: ROOT + 'm'}).catch(() => {});
}
begin();
