import type { Page } from 'playwright-core'

/** Where the keyboard stood: an element of the page, seen while it had the focus. */
interface Stop {
  /** `input#to`, for a person to find it. */
  name: string
  /** Its place among the page's controls; -1 for anything else. */
  control: number
  /** The landmark around it, in the page's order. */
  region: number
  top: number
  bottom: number
  left: number
  /** It is on the screen, and something shows that it is here. */
  visible: boolean
}

/** What can be used and is neither hidden nor folded away: a group of radio buttons is one stop. */
const controls = `[...document.querySelectorAll('a[href], input, select, textarea, summary')].filter((element) =>
  element.type !== 'hidden' && element.tabIndex >= 0 && element.checkVisibility() &&
  element.getClientRects().length > 0 &&
  !(element.type === 'radio' && !element.checked))`

/** Names of the controls that a person should reach, in the page's order. */
const controlsOf = (page: Page): Promise<string[]> =>
  page.evaluate(
    `${controls}.map((element) => element.localName + '#' + (element.id || element.name || element.innerText))`,
  )

const here = `(() => {
  const element = document.activeElement
  const { top, bottom, left } = element.getBoundingClientRect()
  const style = getComputedStyle(element)
  const regions = [...document.querySelectorAll('header, nav, main, footer')]
  return {
    name: element.localName + '#' + (element.id || element.name || element.innerText),
    control: ${controls}.indexOf(element),
    region: regions.indexOf(element.closest('header, nav, main, footer')),
    top: top + scrollY, bottom: bottom + scrollY, left,
    visible: style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2 && bottom > 0 && top < innerHeight &&
      element.offsetWidth > 8 && element.offsetHeight > 8,
  }
})()`

/** Strikes Tab from the top of the page until the keyboard leaves it. */
async function walk(page: Page): Promise<Stop[]> {
  // A field may have the focus already; from the body, the next stop is the first of the page.
  await page.evaluate('document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute("tabindex")')
  const stops: Stop[] = []
  for (;;) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate<Stop>(here)
    if (stop.name.startsWith('body') || (stops.length > 0 && stop.control === stops[0]?.control)) return stops
    // A date has several stops of its own.
    if (stop.control < 0 || stop.control !== stops.at(-1)?.control) stops.push(stop)
  }
}

/** Steps against the eye within a region: a stop that is neither below the one before it nor to its right. */
const stepsBack = (stops: Stop[]): string[] =>
  stops.flatMap((stop, index) => {
    const before = stops[index - 1]
    if (!before || before.region !== stop.region) return []
    const below = stop.top >= before.bottom - 1
    const onItsRight = stop.top < before.bottom && stop.bottom > before.top && stop.left >= before.left
    return below || onItsRight ? [] : [`${before.name} → ${stop.name}`]
  })

/** Every control of the page is reached by Tab, in the order of the eye, and shows that it is. */
export async function expectGoodWalk(page: Page): Promise<void> {
  const wanted = await controlsOf(page)
  const stops = await walk(page)

  expect(stops.filter(({ control }) => control >= 0).map(({ name }) => name)).toEqual(wanted)
  expect(stepsBack(stops)).toEqual([])
  expect(stops.filter(({ visible }) => !visible).map(({ name }) => name)).toEqual([])
  expect(stops.length).toBeGreaterThan(7)
}
