/**
 * The network fixtures of this folder: a small network trained for eight steps by PyTorch in float64.
 */
import { readFileSync } from 'node:fs'
import type { LayerSpec } from '../layers'
import type { LossName } from '../losses'

export interface NetworkFixture {
  readonly layers: readonly LayerSpec[]
  readonly loss: LossName
  readonly input: { readonly shape: readonly [number, number]; readonly values: readonly number[] }
  readonly target: readonly (number | readonly number[])[]
  readonly initial: readonly FixtureParameter[]
  readonly firstLoss: number
  readonly firstGradients: readonly FixtureParameter[]
  readonly optimizer: { readonly learningRate: number; readonly beta2: number; readonly epsilon: number }
  /** the loss before each of the eight steps */
  readonly losses: readonly number[]
}

export interface FixtureParameter {
  readonly layer: string
  readonly parameter: 'weight' | 'bias'
  readonly values: readonly number[]
}

export function readNetworkFixture(name: string): NetworkFixture {
  return JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8'))
}
