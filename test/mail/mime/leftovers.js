/* global document, window -- runs in the page */
/** In a page that shows a letter: whatever is active, named like ours, or out of its box. */
;(() => {
  const active = `script,iframe,object,embed,form,input,button,select,textarea,svg,math,video,audio,link,base,template,
    dialog,portal,frame,area,source,noscript`
  const safe = /^(?:https?:|mailto:|tel:|data:image\/(?:png|jpeg|gif|webp|bmp);base64,)/
  const found = Array.from(document.querySelectorAll(active), ({ outerHTML }) => `element: ${outerHTML.slice(0, 80)}`)

  for (const element of document.querySelectorAll('body, body *')) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on')) found.push(`handler: ${name}`)
      if (/^(?:href|src|action|background|poster|srcset)$/.test(name) && !safe.test(value))
        found.push(`address: ${value}`)
      if (/^(?:name|srcdoc|ping|formaction|popover|accesskey|contenteditable|xlink:href)$/.test(name)) {
        found.push(`attribute: ${name}`)
      }
      if (name === 'id' && !value.startsWith('l-')) found.push(`id: ${value}`)
      if (name === 'style' && /url|javascript|expression/i.test(value)) found.push(`style: ${value}`)
    }
    const { position, zIndex, marginTop, marginLeft } = window.getComputedStyle(element)
    const moved = position !== 'static' || zIndex !== 'auto' || marginTop.startsWith('-') || marginLeft.startsWith('-')
    if (moved) found.push(`out of its box: ${element.outerHTML.slice(0, 80)}`)
  }
  return found
})()
