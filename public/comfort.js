/* Comfort only: without this file every function of the pages is still there. */
const list = document.querySelector('form .mail')?.closest('form')
if (list) tickInPlace(list)

const letter = document.querySelector('form.write')
if (letter) saveEveryMinute(letter)

/** « Tout choisir » without asking for the page again, and Shift to tick a run of messages. */
function tickInPlace(form) {
  const boxes = [...form.querySelectorAll('.pick input')]
  let last = -1

  form.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-tick]')
    if (link) {
      event.preventDefault()
      for (const box of boxes) box.checked = link.dataset.tick === 'all'
    }

    const at = boxes.indexOf(event.target)
    if (at < 0) return
    if (event.shiftKey && last >= 0) {
      const run = boxes.slice(Math.min(at, last), Math.max(at, last) + 1)
      for (const box of run) box.checked = event.target.checked
    }
    last = at
  })
}

/** Saves as « Enregistrer » does, a minute after something was typed; warns before unsaved words are left. */
function saveEveryMinute(form) {
  let typed = false
  let saving

  form.addEventListener('input', () => (typed = true))
  addEventListener('beforeunload', (event) => {
    if (typed) event.preventDefault()
  })
  form.addEventListener('submit', (event) => {
    typed = false
    if (!saving) return
    // The save under way will move the form to the next revision: the press waits for it.
    event.preventDefault()
    saving.finally(() => form.requestSubmit(event.submitter))
  })
  const clock = setInterval(() => {
    if (typed && !saving) saving = save().finally(() => (saving = undefined))
  }, 60_000)

  async function save() {
    const body = new FormData(form)
    for (const { name } of form.querySelectorAll('[type=file]')) body.delete(name)
    body.set('do-save', '1')
    typed = false
    try {
      const answer = await fetch(form.action, { method: 'POST', body })
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const saved = page.querySelector('form.write')
      // The session has ended: the letter is kept, and once is enough.
      if (answer.ok && !saved) return clearInterval(clock)
      if (!saved) throw new Error('not saved')
      form.action = saved.action
      form.querySelector('[data-saved]')?.replaceChildren(saved.querySelector('[data-saved]')?.textContent ?? '')
    } catch {
      typed = true
    }
  }
}
