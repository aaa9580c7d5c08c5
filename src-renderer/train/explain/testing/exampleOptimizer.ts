/** A made-up RMSProp with a few of the switches that libraries disagree about. */
import type { Definition } from '../../../../src-main/contract/definition'
import { choice, real } from '../../../../src-main/contract/field'
import type { Configuration } from '../configuration'

const plain = { epsilonPlacement: 'outside', initial: 0, momentum: 0, momentumForm: 'outside' }

export const exampleOptimizer: Definition = {
  kind: 'example',
  title: 'Example',
  summary: 'Made up.',
  fields: {
    learningRate: real({ symbol: 'α', default: 0.001 }),
    beta2: real({ symbol: 'β₂', default: 0.9 }),
    epsilon: real({ symbol: 'ε', default: 1e-8 }),
    epsilonPlacement: choice({
      label: 'Place of ε',
      default: 'outside',
      options: [
        { value: 'outside', label: 'outside' },
        { value: 'inside', label: 'inside' },
      ],
    }),
    initial: real({ default: 0 }),
    momentum: real({ symbol: 'μ', default: 0 }),
    momentumForm: choice({
      default: 'outside',
      options: [
        { value: 'outside', label: 'outside of m' },
        { value: 'inside', label: 'inside of m' },
      ],
    }),
    clipNorm: real({ label: 'Clip norm at', default: 0 }),
  },
  slots: {
    s: { label: 's_dW', meaning: 'running mean of g²', initial: { from: 'initial' } },
    m: { label: 'm', meaning: 'momentum', initial: 0 },
  },
  rule: 's = beta2*s + (1 - beta2)*g^2\nw = w - learningRate*g / (sqrt(s) + epsilon)',
  ruleLines: [
    { text: 's = beta2*s + (1 - beta2)*g^2' },
    { text: 'root = sqrt(s) + epsilon', when: { setting: 'epsilonPlacement', is: 'outside' } },
    { text: 'root = sqrt(s + epsilon)', when: { setting: 'epsilonPlacement', is: 'inside' } },
    { text: 'w = w - learningRate*g / root', when: { setting: 'momentum', is: 0 } },
    {
      text: 'm = momentum*m + g/root',
      when: [
        { setting: 'momentum', isNot: 0 },
        { setting: 'momentumForm', is: 'outside' },
      ],
    },
    {
      text: 'w = w - learningRate*m',
      when: [
        { setting: 'momentum', isNot: 0 },
        { setting: 'momentumForm', is: 'outside' },
      ],
    },
    {
      text: 'm = momentum*m + learningRate*g/root',
      when: [
        { setting: 'momentum', isNot: 0 },
        { setting: 'momentumForm', is: 'inside' },
      ],
    },
    {
      text: 'w = w - m',
      when: [
        { setting: 'momentum', isNot: 0 },
        { setting: 'momentumForm', is: 'inside' },
      ],
    },
  ],
  presets: [
    { title: 'Torch', values: { ...plain, beta2: 0.99, epsilon: 1e-8 } },
    { title: 'Keras', values: { ...plain, epsilonPlacement: 'inside', epsilon: 1e-7, momentumForm: 'inside' } },
  ],
}

export function exampleSide(settings: Readonly<Record<string, unknown>> = {}): Configuration {
  return { key: 'draft', title: 'Draft', origin: '', definition: exampleOptimizer, settings }
}
