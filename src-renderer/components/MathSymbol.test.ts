import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import MathSymbol from './MathSymbol.vue'

it('what stands below the line is a subscript, whichever way it was written', () => {
  const html = (symbol: string) => mount(MathSymbol, { props: { symbol } }).element.innerHTML.replaceAll('<!---->', '')
  expect(html('β₂')).toContain('β<sub>2</sub>')
  expect(html('s_dW')).toContain('s<sub>dW</sub>')
  expect(mount(MathSymbol, { props: { symbol: '√s_dW + ε' } }).text()).toBe('√sdW + ε')
  expect(html('α')).not.toContain('<sub>')
})

it('an exponent after a subscript stays an exponent', () => {
  const html = mount(MathSymbol, { props: { symbol: '1 − β₂ᵗ' } }).element.innerHTML.replaceAll('<!---->', '')
  expect(html).toContain('β<sub>2</sub>ᵗ')
})
