// What the pages need besides htmx: they say how many VMs are chosen, what has changed, and that the console doesn't answer.
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

// What went wrong stays until the same request goes well: others, such as those that follow the cluster, say nothing about it.
let failed = '';

function fail(words, path) {
  const failure = document.getElementById('failure');
  failed = path;
  failure.hidden = words === '';
  failure.textContent = words;
}

document.addEventListener('change', event => {
  if (event.target.name === 'vm') {
    count();
  }
});

// Enter in a search asks at once, as a pause in typing does. A browser left to itself would load the page anew, and what is chosen would
// be lost. Forms that are posted are for the browser.
document.addEventListener('submit', event => {
  if (event.target.getAttribute('method') !== 'post') {
    event.preventDefault();
  }
});

// Saved is what was answered. While the answer to what stands in the form is missing, nothing can be saved.
let typed = 0;
let asked = 0;
let answered = 0;

function holdSave() {
  if (answered !== typed) {
    document.querySelectorAll('#save button').forEach(button => { button.disabled = true; });
  }
}

document.addEventListener('input', event => {
  if (event.target.closest('#settings')) {
    typed++;
    holdSave();
  }
});

document.addEventListener('htmx:beforeRequest', event => {
  if (event.detail.elt.id === 'settings') {
    asked = typed;
  }
});

document.addEventListener('htmx:afterRequest', event => {
  if (event.detail.elt.id === 'settings' && event.detail.successful && event.detail.xhr.status === 200) {
    answered = asked;
  }
  // An answer to what stood there before brings a button that saves that, and a save that was refused gives its button back.
  holdSave();
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

// A part that is put in the place of another one isn't read out: what matters of it is, if it says something else than before.
function announce() {
  const said = Array.from(document.querySelectorAll('#live [data-announce]'))
    .map(each => each.textContent.trim().replace(/\s+/g, ' '))
    .join(' ');
  const announced = document.getElementById('announced');
  if (announced.dataset.said !== said) {
    if (announced.dataset.said !== undefined) {
      announced.textContent = said;
    }
    announced.dataset.said = said;
  }
}

document.addEventListener('DOMContentLoaded', announce);
document.addEventListener('htmx:afterSettle', () => {
  count();
  announce();
});
document.addEventListener('htmx:afterRequest', event => {
  if (event.detail.successful && event.detail.pathInfo.requestPath === failed) {
    fail('', '');
  }
});
document.addEventListener('htmx:sendError', event => fail('The console has ended. Start the command again for another address.', event.detail.pathInfo.requestPath));
document.addEventListener('htmx:responseError', event => fail(event.detail.xhr.responseText, event.detail.pathInfo.requestPath));

// A slider says its value beside it, and to screen readers.
document.addEventListener('input', event => {
  const said = event.target.dataset.said && document.getElementById(event.target.dataset.said);
  if (said) {
    const words = event.target.value + event.target.dataset.unit;
    said.textContent = words;
    event.target.setAttribute('aria-valuetext', words);
  }
});
