import { afterEach, beforeEach, expect, it } from 'vitest'
import { followFocus } from './followFocus'

let stop: () => void

beforeEach(() => {
  document.body.innerHTML = `
    <main><section tabindex="-1" id="list"><button id="row">row</button></section>
    <section><p><button id="gone">done</button></p><div id="plot" tabindex="0" data-focus-home></div></section></main>`
  stop = followFocus()
})
afterEach(() => stop())

const element = (id: string): HTMLElement => document.getElementById(id)!
const observed = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

it('when the element with the focus goes, its home beside it has the focus', async () => {
  element('gone').focus()
  element('gone').remove()
  await observed()
  expect(document.activeElement).toBe(element('plot'))
})

it('without a home beside it the surrounding that can have the focus has it', async () => {
  element('row').focus()
  element('row').remove()
  await observed()
  expect(document.activeElement).toBe(element('list'))
})

it('a dialog that another opened leaves the focus where it was before both', async () => {
  element('row').focus()
  for (const name of ['first', 'second']) {
    document.body.insertAdjacentHTML('beforeend', `<div role="dialog" id="${name}"><input id="${name}-field"></div>`)
    element(`${name}-field`).focus()
    await observed()
  }
  element('first').remove()
  element('second').remove()
  await observed()
  expect(document.activeElement).toBe(element('row'))
})

it('what loses the focus and stays is left alone, and nothing is followed after the end', async () => {
  element('row').focus()
  element('row').blur()
  document.body.append(document.createElement('p'))
  await observed()
  expect(document.activeElement).toBe(document.body)
  stop()
  element('gone').focus()
  element('gone').remove()
  await observed()
  expect(document.activeElement).toBe(document.body)
})
