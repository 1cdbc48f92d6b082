// What the pages need besides htmx: they say how many VMs are chosen, and that the console doesn't answer.
'use strict';

function boxes() {
  return Array.from(document.querySelectorAll('#live input[type=checkbox][name=vm]'));
}

function count() {
  const chosen = document.getElementById('chosen');
  if (chosen) {
    chosen.textContent = Number(chosen.dataset.elsewhere) + boxes().filter(box => box.checked).length;
  }
}

function fail(words) {
  const failure = document.getElementById('failure');
  failure.hidden = words === '';
  failure.textContent = words;
}

document.addEventListener('change', event => {
  if (event.target.name === 'vm') {
    count();
  }
});

document.addEventListener('click', event => {
  if (event.target.id === 'choose-none') {
    boxes().forEach(box => { box.checked = false; });
  }
  if (event.target.id === 'choose-page') {
    boxes().forEach(box => { box.checked = true; });
    count();
  }
});

document.addEventListener('htmx:afterSettle', count);
document.addEventListener('htmx:afterRequest', event => {
  if (event.detail.successful) {
    fail('');
  }
});
document.addEventListener('htmx:sendError', () => fail('The console has ended. Start the command again for another address.'));
document.addEventListener('htmx:responseError', event => fail(event.detail.xhr.responseText));

// A slider says its value beside it, and to screen readers.
document.addEventListener('input', event => {
  const said = event.target.dataset.said && document.getElementById(event.target.dataset.said);
  if (said) {
    const words = event.target.value + event.target.dataset.unit;
    said.textContent = words;
    event.target.setAttribute('aria-valuetext', words);
  }
});
