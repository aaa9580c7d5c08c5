import { expect, test } from 'vitest'
import { createStyleChooser } from './runColours'

const families = ['sgd', 'momentum', 'rmsprop', 'adam', 'lion']

test('the first runs of different families differ in hue and in dash', () => {
  const choose = createStyleChooser([])
  const styles = families.map(choose)
  expect(new Set(styles.map((style) => style.colour % 5)).size).toBe(families.length)
  expect(new Set(styles.map((style) => style.dash)).size).toBe(families.length)
})

test('a family keeps its hue, and thirty runs of it all differ', () => {
  const choose = createStyleChooser([])
  const styles = Array.from({ length: 30 }, () => choose('rmsprop'))
  expect(new Set(styles.map((style) => style.colour % 5))).toEqual(new Set([2]))
  expect(new Set(styles.map((style) => `${style.colour}/${style.dash}`)).size).toBe(30)
})

test('neighbouring variants of a family differ in dash', () => {
  const choose = createStyleChooser([])
  const [first, second] = [choose('adam'), choose('adam')]
  expect(first.dash).not.toBe(second.dash)
})

test('a style that is free again is taken before a new one', () => {
  const first = createStyleChooser([])('momentum')
  const second = createStyleChooser([first])('momentum')
  expect(createStyleChooser([second])('momentum')).toEqual(first)
})
