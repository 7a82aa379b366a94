// Shows how far an import or a long list is, ticks many boxes at once, and prints. Without this script the forms work all the same.

const pause = 700;
const limit = 20 * 1024 * 1024;

function say(box, progress) {
  const bar = box.querySelector('progress');
  const said = box.querySelector('[data-said]');
  if (progress.total > 0) {
    bar.max = progress.total;
    bar.value = progress.done;
    const unit = box.dataset.unit || '行';
    said.textContent = `已处理 ${progress.done} ${unit}，共 ${progress.total} ${unit}`;
  } else {
    bar.removeAttribute('value');
    said.textContent = progress.said || '正在核对文件……';
  }
}

/** Asks until the import is over, or until whoever began it says stop. */
async function watch(address, box, stopped) {
  while (!stopped()) {
    await new Promise(resolve => setTimeout(resolve, pause));
    const answer = await fetch(address + '/progress', {credentials: 'same-origin'}).catch(() => null);
    if (!answer || !answer.ok || stopped()) continue;
    const progress = await answer.json();
    if (progress.over) return;
    say(box, progress);
  }
}

/** Our button stands in for the browser's, and tells which file was chosen. */
function choosing(form) {
  const chosen = form.querySelector('[data-chosen]');
  const name = () => chosen.textContent = [...form.elements.file.files].map(file => file.name).join('、') || '还没有选择文件';
  form.classList.add('scripted');
  form.elements.file.addEventListener('change', name);
  name();
}

function importing(form) {
  const message = form.querySelector('[data-message]');
  const box = form.querySelector('[data-progress]');
  const button = form.querySelector('button');
  const show = text => {
    message.textContent = text;
    message.hidden = false;
    box.hidden = true;
    button.disabled = false;
  };
  choosing(form);
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const file = form.elements.file.files[0];
    if (!file) {
      show('请先选择文件');
      return;
    }
    if (file.size > limit) {
      show('文件过大，单个文件不能超过 20 MB，请分成几个文件');
      return;
    }
    const data = new FormData(form);
    message.hidden = true;
    button.disabled = true;
    box.hidden = false;
    say(box, {total: 0, said: '正在上传文件……'});
    let over = false;
    watch(form.action + '/' + form.elements.run.value, box, () => over);
    try {
      const answer = await fetch(form.action, {method: 'POST', body: data, credentials: 'same-origin'});
      if (answer.redirected) {
        location.assign(answer.url);
        return;
      }
      show('没有导入：登录已过期，或者页面已失效。请刷新页面后重试');
    } catch (error) {
      show('连接中断。导入可能仍在进行，请稍后把同一份文件再导入一次，不会重复');
    } finally {
      over = true;
    }
  });
}

/** One box that ticks all that must be there, of the boxes with the name that it gives. */
function tickingAll(all) {
  const boxes = [...document.querySelectorAll(`input[name="${all.dataset.ticks}"][data-must]`)];
  const label = all.closest('label');
  label.hidden = boxes.length < 2;
  const look = () => all.checked = boxes.every(box => box.checked);
  all.addEventListener('change', () => boxes.forEach(box => box.checked = all.checked));
  boxes.forEach(box => box.addEventListener('change', look));
  look();
}

/** The page that answers a part of the list: its rows, or why there are none. */
async function handIn(form, tasks) {
  const some = new URLSearchParams(new FormData(form));
  some.delete('task');
  tasks.forEach(task => some.append('task', task));
  const answer = await fetch(form.action, {method: 'POST', body: some, credentials: 'same-origin'}).catch(() => null);
  const page = answer && new DOMParser().parseFromString(await answer.text(), 'text/html');
  const rows = [...page?.querySelectorAll('[data-outcomes] tr') ?? []];
  return {page, rows, problem: rows.length ? null : page?.querySelector('main [role=alert]')?.textContent || '连接中断，或者登录已过期'};
}

/** As one answer for all would say it. */
function tellOutcomes({page, rows, left, problem}) {
  const main = document.adoptNode(page.querySelector('main'));
  const done = rows.filter(row => row.querySelector('td.good')).length;
  const status = main.querySelector('[role=status]');
  status.textContent = `已办 ${done} 件` + (done === rows.length ? '。' : `，没有办成 ${rows.length - done} 件，原因如下。`)
    + (problem ? `还有 ${left} 件没有提交：${problem}` : '');
  status.classList.toggle('good', done === rows.length && !problem);
  main.querySelector('[data-outcomes]').replaceChildren(...rows);
  document.querySelector('main').replaceWith(main);
  document.title = page.title;
  main.querySelector('h1').tabIndex = -1;
  main.querySelector('h1').focus();
}

/** Hands a long list in by fives and shows how far it is; each task is decided on its own anyway. */
function handingInMany(form) {
  const few = 5;
  const button = form.querySelector('button[type=submit]');
  const box = form.querySelector('[data-progress]');
  const message = form.querySelector('[data-message]');
  form.addEventListener('submit', async event => {
    const tasks = new FormData(form).getAll('task');
    if (tasks.length <= few) return;
    event.preventDefault();
    button.disabled = true;
    message.hidden = true;
    box.hidden = false;
    const all = {page: null, rows: [], left: tasks.length, problem: null};
    while (all.left > 0 && !all.problem) {
      const done = tasks.length - all.left;
      say(box, {done, total: tasks.length});
      const {page, rows, problem} = await handIn(form, tasks.slice(done, done + few));
      all.problem = problem;
      if (problem) break;
      Object.assign(all, {page, left: Math.max(0, all.left - few)});
      all.rows.push(...rows);
    }
    if (all.page) return tellOutcomes(all);
    message.textContent = all.problem;
    message.hidden = false;
    box.hidden = true;
    button.disabled = false;
  });
}

document.querySelectorAll('form[data-many]').forEach(handingInMany);
document.querySelectorAll('[data-ticks]').forEach(tickingAll);
document.querySelectorAll('form[data-import]').forEach(importing);
document.querySelectorAll('form[data-choose]').forEach(choosing);
document.querySelectorAll('[data-watch]').forEach(async box => {
  await watch(location.pathname, box, () => false);
  location.reload();
});
document.querySelectorAll('button[data-print]').forEach(button => {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
});
