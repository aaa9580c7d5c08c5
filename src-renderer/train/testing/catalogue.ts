/** A made-up catalogue with a field of every type, so that the form is seen to know nothing but the definitions. */
import type { Catalogue, Definition } from '../../../src-main/contract/definition'
import { choice, flag, integer, member, members, real, reals, text } from '../../../src-main/contract/field'

const layer: Definition = {
  kind: 'gate',
  title: 'Gate',
  summary: 'Opens.',
  fields: { name: text({ maxLength: 20, default: '' }), width: integer({ min: 1, max: 99, default: 4 }) },
}

export const everyType: Definition = {
  kind: 'everyType',
  title: 'Every type',
  summary: 'One field of each type.',
  hasEpochs: true,
  defaults: { budget: { epochs: 4 }, precision: 'float32' },
  fields: {
    stiffness: real({ symbol: 'κ', default: 0.5, min: 0, below: 1, help: 'How stiff.', source: 'Hooke, 1678' }),
    rate: real({ symbol: 'α', default: 1e-8, above: 0, scale: 'log' }),
    count: integer({ label: 'How many', default: 3, min: 1, max: 9 }),
    isWarm: flag({ default: false }),
    side: choice({
      default: 'left',
      options: [
        { value: 'left', label: 'left' },
        { value: 'right', label: 'right' },
      ],
    }),
    city: choice({
      default: 'a',
      options: ['a', 'b', 'c', 'd', 'e'].map((value) => ({ value, label: `city ${value}` })),
    }),
    motto: text({ maxLength: 40, default: 'none' }),
    start: reals({ minLength: 1, maxLength: 4, default: [1, 2], min: -9, max: 9 }),
    heat: real({ default: 1, min: 0, max: 2, when: { field: 'isWarm', is: true } }),
    chill: real({ default: 1, min: 0, max: 2, when: { field: 'side', is: 'left' } }),
    source: member({ of: 'datasets', default: { kind: 'well' } }),
    stages: members({ of: 'layers', minLength: 1, maxLength: 3, default: [{ kind: 'gate', name: 'gate1', width: 4 }] }),
  },
}

const plain: Definition = {
  kind: 'plain',
  title: 'Plain',
  summary: 'Few fields.',
  fields: { stiffness: real({ default: 0.1, min: 0, max: 10 }), count: integer({ default: 1, min: 1, max: 2 }) },
}

export const catalogue: Catalogue = {
  problems: [everyType, plain],
  optimizers: [],
  schedules: [],
  datasets: [
    {
      kind: 'well',
      title: 'Well',
      summary: 'Deep.',
      fields: {
        depth: real({ default: 7, min: 0, max: 10 }),
        spring: integer({ min: 0, max: 9, leftOut: 'the rain' }),
      },
    },
  ],
  layers: [layer],
  diagnostics: ['loss', 'spread'].map((kind) => ({
    ...{ kind, title: `The ${kind}`, summary: '', fields: { every: integer({ default: 0, min: 0 }) } },
    ...{ isStandard: kind === 'loss', perParameter: false, scale: 'log' as const, equation: '', reading: '' },
  })),
}
