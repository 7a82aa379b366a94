// The tasks of the chosen list, as they stand on the page.

const isShown = node => node && node.offsetParent !== null;

export const cards = () => [...document.querySelectorAll('li.task')].filter(isShown);

/** The id of a card's task. */
export const taskOf = card => /[?&]task=([^&]+)/.exec(card.querySelector('h4 a').hash)?.[1];

export function open(card) {
  const link = card.querySelector('h4 a');
  link.click();
  link.focus();
  card.scrollIntoView({block: 'nearest'});
}
