// Shows how far an import is, ticks many boxes at once, and prints. Without this script the forms work all the same.

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
  const name = () => chosen.textContent = form.elements.file.files[0]?.name || '还没有选择文件';
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
