// Makes the pages more comfortable. Everything works without it.
'use strict';

/** Beside a long list: type a word or two, choose among what fits. */
function addFinder(select) {
  const ENOUGH_TO_LOOK_AT = 12;
  const FEWEST_WORTH_A_FINDER = 20;
  const OR_BELOW = '也可以直接在下面的列表里选：';
  const all = [...select.querySelectorAll('optgroup option')].map((option) => ({
    value: option.value,
    label: option.textContent.trim(),
    group: option.parentElement.label,
  }));
  if (all.length < FEWEST_WORTH_A_FINDER) {
    return;
  }
  const finder = document.createElement('div');
  finder.className = 'finder';
  const input = document.createElement('input');
  input.type = 'search';
  input.placeholder = select.dataset.search;
  input.setAttribute('aria-label', select.dataset.search);
  input.autocomplete = 'off';
  const list = document.createElement('ul');
  const told = document.createElement('p');
  told.setAttribute('role', 'status');
  told.textContent = OR_BELOW;
  finder.append(input, list, told);
  select.before(finder);

  function fitting(typed) {
    const word = typed.trim().toLowerCase();
    const text = (item) => (item.group + ' ' + item.label).toLowerCase();
    const whole = all.filter((item) => text(item).includes(word));
    if (whole.length > 0 || word.length < 2) {
      return whole;
    }
    // Nobody knows the official words: 停水 still finds 自来水供应.
    const characters = [...new Set(word)].filter((c) => c.trim());
    return all
      .map((item) => ({ item, hits: characters.filter((c) => text(item).includes(c)).length }))
      .filter((found) => found.hits > 0)
      .sort((a, b) => b.hits - a.hits)
      .map((found) => found.item);
  }

  function choose(item) {
    select.value = item.value;
    input.value = '';
    list.replaceChildren();
    told.textContent = '已选：' + item.label;
    select.focus();
  }

  input.addEventListener('input', () => {
    const found = input.value.trim() ? fitting(input.value) : [];
    list.replaceChildren(...found.slice(0, ENOUGH_TO_LOOK_AT).map((item) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = item.label;
      const group = document.createElement('small');
      group.textContent = item.group;
      button.append(group);
      button.addEventListener('click', () => choose(item));
      const line = document.createElement('li');
      line.append(button);
      return line;
    }));
    if (!input.value.trim()) {
      told.textContent = OR_BELOW;
    } else if (found.length === 0) {
      told.textContent = '没有找到，请换个词，或在下面的列表里选：';
    } else if (found.length > ENOUGH_TO_LOOK_AT) {
      told.textContent = '找到 ' + found.length + ' 项，只列出前 ' + ENOUGH_TO_LOOK_AT + ' 项，可以再多写一个字。';
    } else {
      told.textContent = '找到 ' + found.length + ' 项，请点选。';
    }
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      list.querySelector('button')?.focus();
    }
  });
}

/** How much of a text is left to write. An emoji counts as one, as it does on the server. */
function addCount(textarea) {
  const max = Number(textarea.dataset.count);
  const told = document.createElement('p');
  told.className = 'count';
  textarea.after(told);
  function tell() {
    const length = [...textarea.value].length;
    told.hidden = length < max * 0.8;
    told.classList.toggle('over', length > max);
    told.textContent = length > max ? '超出 ' + (length - max) + ' 字' : '还可以写 ' + (max - length) + ' 字';
  }
  textarea.addEventListener('input', tell);
  tell();
}

/** Below the list of categories: what the words may be about, while they are written. A person chooses. */
function addSuggestions(place) {
  const [text, select] = place.dataset.suggest.split(' ').map((id) => document.getElementById(id));
  const told = place.querySelector('[role=status]');
  const list = place.querySelector('ul');
  const PAUSE = 500;
  const READ = 300;
  let waiting;

  function choose(code, words) {
    select.value = code;
    told.textContent = '已选：' + words;
  }

  function show(found) {
    told.textContent = found.length ? '点一下就选好，选哪个由您决定：' : '';
    list.replaceChildren(...found.map((one) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'plain';
      const path = document.createElement('span');
      path.textContent = one.path;
      const why = document.createElement('small');
      why.textContent = one.why;
      button.append(path, why);
      button.addEventListener('click', () => choose(one.code, one.path));
      const line = document.createElement('li');
      line.append(button);
      return line;
    }));
  }

  async function ask() {
    const written = text.value.trim().slice(0, READ);
    if (!written) {
      show([]);
      return;
    }
    const answer = await fetch(place.dataset.from + '?text=' + encodeURIComponent(written)).catch(() => null);
    if (answer?.ok && text.value.trim().slice(0, READ) === written) {
      show(await answer.json());
    }
  }

  text.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  // Some write faster than this script comes.
  if (!select.value) {
    ask();
  }
}

/** One press is enough; coming back to the page makes it pressable again. */
function sendOnce(form) {
  const button = form.querySelector('button.main[type=submit]') ?? form.querySelector('button[type=submit]');
  const words = button.textContent;
  function ready() {
    delete form.dataset.sent;
    button.removeAttribute('aria-disabled');
    button.textContent = words;
  }
  form.addEventListener('submit', (event) => {
    if (event.submitter?.hasAttribute('formaction')) {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'yes';
    button.setAttribute('aria-disabled', 'true');
    button.textContent = '正在提交……';
  });
  window.addEventListener('pageshow', ready);
}

/** Says at once which files are too large, before minutes are spent on sending them. */
function watchFiles(form) {
  const MB = 1024 * 1024;
  const LARGEST = 10 * MB;
  const ALL = 20 * MB;
  const inputs = [...form.querySelectorAll('input[type=file]')];
  const inMegabytes = (bytes) => (Math.ceil(bytes / MB * 10) / 10).toFixed(1) + ' MB';
  const total = document.createElement('p');
  total.className = 'error';
  total.setAttribute('role', 'alert');
  total.hidden = true;
  form.querySelector('button[type=submit]').before(total);
  function tell(input, list) {
    list.replaceChildren(...[...input.files].map((file) => {
      const line = document.createElement('li');
      const over = file.size > LARGEST;
      line.className = over ? 'over' : '';
      line.textContent = file.name + '，' + inMegabytes(file.size) + (over ? '，超过 10 MB，请换一个小一点的文件' : '');
      return line;
    }));
  }
  function isTooMuch() {
    const files = inputs.flatMap((input) => [...input.files]);
    const sum = files.reduce((bytes, file) => bytes + file.size, 0);
    const large = files.some((file) => file.size > LARGEST);
    total.hidden = sum <= ALL && !large;
    total.textContent = large
      ? '有文件超过 10 MB，请先更换。'
      : '文件合计 ' + inMegabytes(sum) + '，超过 20 MB。请先少传几个，提交以后可以再补。';
    return !total.hidden;
  }
  inputs.forEach((input) => {
    const list = document.createElement('ul');
    list.className = 'chosen';
    input.after(list);
    input.addEventListener('change', () => {
      tell(input, list);
      isTooMuch();
    });
  });
  form.addEventListener('submit', (event) => {
    if (isTooMuch()) {
      event.preventDefault();
      event.stopImmediatePropagation();
      total.scrollIntoView({ block: 'center' });
    }
  });
}

/** A position of the phone or of a point on the map, only when it is asked for, and taken away again as easily. */
function addPosition(place) {
  const [locate, forget, open, told, kept, ground] =
    ['[data-locate]', '[data-forget]', '[data-open]', '[role=status]', 'input', '[data-ground]'].map((one) => place.querySelector(one));
  const choice = document.querySelector('#place');
  const DENIED = 1;
  let map = null;

  function offer(code, name) {
    place.querySelector('[data-offer]')?.remove();
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'second';
    button.dataset.offer = code;
    button.textContent = '选“' + name + '”';
    button.addEventListener('click', () => {
      choice.value = code;
      choice.dispatchEvent(new Event('change', { bubbles: true }));
      button.remove();
      told.textContent = '已经选了' + name + '。';
    });
    told.after(button);
  }

  /** Which community others near here have chosen; it is chosen by the resident's own tap alone. */
  async function guess(position) {
    const token = place.closest('form').querySelector('[name=_csrf]');
    if (!choice || choice.value || !token) {
      return;
    }
    try {
      const answer = await fetch(place.dataset.from, {
        method: 'POST',
        body: new URLSearchParams({ position, _csrf: token.value }),
      });
      const found = answer.status === 200 ? await answer.json() : null;
      if (found && kept.value === position && !choice.value) {
        offer(found.code, found.name);
      }
    } catch (offline) {
      // The list is there.
    }
  }

  function show(position, words) {
    kept.value = position;
    forget.hidden = !position;
    told.textContent = words;
    place.querySelector('[data-offer]')?.remove();
    map?.mark(position);
  }

  function keep(longitude, latitude, how) {
    const position = longitude.toFixed(6) + ',' + latitude.toFixed(6);
    show(position, '位置已经记下（' + how + '），和诉求一起提交。' + (choice?.value ? '' : '社区请在上面选。'));
    guess(position);
  }

  async function openMap() {
    const words = open.textContent;
    open.disabled = true;
    open.textContent = '正在打开地图……';
    try {
      const { openMap: draw } = await import(open.dataset.script);
      map = await draw(ground, open.dataset, {
        position: kept.value,
        place: choice?.value,
        pick: (longitude, latitude) => keep(longitude, latitude, '地图上选的'),
        offer: (code, name) => choice && choice.value !== code && offer(code, name),
      });
      open.hidden = true;
    } catch (offline) {
      told.textContent = '地图打不开。请在上面选社区，或者写详细地址。';
    }
    open.textContent = words;
    open.disabled = false;
  }

  forget.hidden = !kept.value;
  forget.addEventListener('click', () => {
    show('', '位置已经去掉。');
    (open && !open.hidden ? open : locate).focus();
  });
  if (open) {
    open.hidden = false;
    open.addEventListener('click', openMap);
  }
  if (!navigator.geolocation || !window.isSecureContext) {
    return;
  }
  locate.hidden = false;
  locate.addEventListener('click', () => {
    told.textContent = '正在取位置……';
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => keep(coords.longitude, coords.latitude, '误差约 ' + Math.round(coords.accuracy) + ' 米'),
      (error) => show('', error.code === DENIED
        ? '没有允许使用位置。请在上面选社区，或者写详细地址。'
        : '没有取到位置。请在上面选社区，或者写详细地址。'),
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 });
  });
}

async function copy(button) {
  const text = button.dataset.copy.split(' ').map((id) => document.getElementById(id).textContent.trim()).join('\n');
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Pages without https have no clipboard; the old way still works there.
    const paper = document.createElement('textarea');
    paper.value = text;
    document.body.append(paper);
    paper.select();
    document.execCommand('copy');
    paper.remove();
  }
  button.textContent = button.dataset.copied;
}

document.querySelectorAll('select[data-search]').forEach(addFinder);
document.querySelectorAll('textarea[data-count]').forEach(addCount);
document.querySelectorAll('[data-suggest]').forEach(addSuggestions);
document.querySelectorAll('[data-position]').forEach(addPosition);
document.querySelectorAll('form[data-files]').forEach(watchFiles);
document.querySelectorAll('form[data-once]').forEach(sendOnce);
document.querySelectorAll('button[data-copy]').forEach((button) => {
  button.hidden = false;
  button.addEventListener('click', () => copy(button));
});
document.querySelectorAll('button[data-print]').forEach((button) => {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
});
